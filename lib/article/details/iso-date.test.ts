import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isoDate } from './iso-date';

describe('isoDate', () => {
  it.each([
    ['2026-05-03', '2026-05-03'],
    ['2026-05-03T09:30Z', '2026-05-03T09:30Z'],
    ['2026-05-03T09:30:00.250+02:00', '2026-05-03T09:30:00.250+02:00'],
    ['2026-05-03T09:30:00+0200', '2026-05-03T09:30:00+02:00'],
    ['2026-05-03 09:30:00 UTC', '2026-05-03T09:30:00Z'],
    ['2026-05-03 09:30:00', '2026-05-03T09:30:00'],
    ['2026/5/3', '2026-05-03'],
    ['20260503T093000Z', '2026-05-03T09:30:00Z'],
    ['2026-05-03T09:30+02:00[Europe/Berlin]', '2026-05-03T09:30+02:00'],
    ['Sun, 03 May 2026 09:30:00 GMT', '2026-05-03T09:30:00.000Z'],
    ['Sat, 02 May 2026 21:30:00 -0330', '2026-05-02T21:30:00.000-03:30'],
    ['Sun May 03 2026 09:30:00 GMT+0200 (CEST)', '2026-05-03T09:30:00.000+02:00'],
  ])('keeps what %j states', (stated, iso) => {
    expect(isoDate(stated)).toBe(iso);
  });

  it.each([
    [''],
    ['yesterday'],
    ['2026-06-31'],
    ['2026-13-01'],
    ['2026-05-03T25:00'],
    ['2026-05-03T09:30 in the morning'],
    ['2026-05-03T09:30+99:00'],
    ['0001-01-01T00:00:00Z'],
    ['1970-01-01T00:00:00Z'],
    ['May 3, 2026'],
    ['1777800000'],
    ['2026-05-03'.padEnd(10_000)],
    [20_260_503],
    [null],
  ])('is empty for %j', (stated) => {
    expect(isoDate(stated)).toBe('');
  });

  it('keeps every date that a browser writes', () => {
    const day = { min: new Date('1800-01-01'), max: new Date('2199-12-31'), noInvalidDate: true };
    fc.assert(
      fc.property(fc.date(day), (date) => {
        fc.pre(date.getTime() !== 0);
        expect(isoDate(date.toISOString())).toBe(date.toISOString());
      }),
    );
  });

  it('is a date that can be read and kept, or nothing, for any text', () => {
    const part = fc.oneof(
      fc.string({ maxLength: 8 }),
      fc.constantFrom('2026', '-05-', '03', 'T', '09:30', 'Z', '+02:00'),
    );
    fc.assert(
      fc.property(fc.array(part, { maxLength: 8 }), (parts) => {
        const iso = isoDate(parts.join(''));
        expect(iso === '' || Number.isFinite(Date.parse(iso))).toBe(true);
        expect(iso.length).toBeLessThanOrEqual(40);
        expect(isoDate(iso)).toBe(iso);
      }),
    );
  });
});
