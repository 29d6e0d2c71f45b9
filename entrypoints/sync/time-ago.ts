/** Moments in words. */

const UNITS: readonly (readonly [Intl.RelativeTimeFormatUnit, number])[] = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
];
/** Beyond that, a date says more than a number of days. */
const MOST_DAYS = 30;

/** "5 minutes ago", "in 2 hours", "yesterday"; "now" within a minute; a date where it is long ago. */
export function timeAgo(time: number, now: number, locale: string): string {
  const passed = time - now;
  const [unit, length] = UNITS.find(([, each]) => Math.abs(passed) >= each) ?? ['second', 0];
  if (unit === 'day' && Math.abs(passed) > MOST_DAYS * length) {
    return new Intl.DateTimeFormat(locale, { dateStyle: 'medium' }).format(time);
  }
  const count = length === 0 ? 0 : Math.trunc(passed / length);
  return new Intl.RelativeTimeFormat(locale, { numeric: 'auto' }).format(count, unit);
}

/** The moment itself, for whoever looks closer. */
export function exactTime(time: number, locale: string): string {
  return new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short' }).format(time);
}
