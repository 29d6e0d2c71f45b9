import { expect, test } from 'vitest';
import { isoDay, oneLine, writtenDay } from './plain-text';

test('one line has no line ends, control characters or bidi controls', () => {
  expect(oneLine(' a\r\n\tb\u0000c\u202Ed\u2066 \uD800')).toBe('a b cd \uFFFD');
});

test('the day depends on the time zone', () => {
  const late = Date.UTC(2026, 1, 11, 23, 30);
  expect(isoDay(late, 'UTC')).toBe('2026-02-11');
  expect(isoDay(late, 'Pacific/Auckland')).toBe('2026-02-12');
  expect(isoDay(0, 'UTC')).toBe('1970-01-01');
});

test('a day is written as the locale has it', () => {
  expect(writtenDay(Date.UTC(2026, 1, 11), 'de', 'UTC')).toBe('11.02.2026');
  expect(writtenDay(Date.UTC(2026, 1, 11), undefined, 'UTC')).toBe('2026-02-11');
});

test('a time beyond the calendar is no day, and no error', () => {
  expect(isoDay(1e300)).toBe('');
  expect(writtenDay(1e300, 'en')).toBe('');
});
