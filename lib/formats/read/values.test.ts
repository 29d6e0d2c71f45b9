import { describe, expect, it } from 'vitest';
import { timeOf } from './values';

const read = (text: string): string | undefined => {
  const time = timeOf(text);
  return time === undefined ? undefined : new Date(time).toISOString();
};

describe('a time as other programs write it', () => {
  it.each([
    ['2026-02-11T08:00:00Z', '2026-02-11T08:00:00.000Z'],
    ['2026-02-11 08:00:00Z', '2026-02-11T08:00:00.000Z'],
    ['2026-02-11T08:00:00+00:00', '2026-02-11T08:00:00.000Z'],
    ['2026-02-11', '2026-02-11T00:00:00.000Z'],
    ['Wed, 11 Feb 2026 08:00:00 GMT', '2026-02-11T08:00:00.000Z'],
    ['February 11, 2026 8:00 AM UTC', '2026-02-11T08:00:00.000Z'],
    ['Feb 11, 2026 3:00 AM EST', '2026-02-11T08:00:00.000Z'],
    ['1770796800', '2026-02-11T08:00:00.000Z'],
    ['1770796800000', '2026-02-11T08:00:00.000Z'],
  ])('is read: %s', (text, time) => {
    expect(read(text)).toBe(time);
  });

  it.each([
    '',
    'Chapter 7',
    'page 12',
    'week 45',
    'Chapter 7, 2019',
    '45000.5',
    '2026',
    '03/04/2021',
    'soon',
  ])('is no time, or may be two: “%s”', (text) => {
    expect(read(text)).toBeUndefined();
  });

  it('is a day where only one number can be the month', () => {
    expect(timeOf('04/25/2021')).toBe(new Date(2021, 3, 25).getTime());
  });
});
