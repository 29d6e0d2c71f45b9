/** Text from pages made safe to stand in a line, a file name or a date field. */

/** Invisible characters that turn the direction of what follows, and so can make text say something else. */
const BIDI_CONTROLS = /[\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]/gu;

/** One line: white space and control characters collapsed, bidi controls removed, well-formed. */
export function oneLine(text: string): string {
  return text
    .toWellFormed()
    .replace(BIDI_CONTROLS, '')
    .replace(/[\s\p{Cc}]+/gu, ' ')
    .trim();
}

/** ISO 8601 in UTC; '' for a time beyond what calendars know. */
export function isoTime(time: number): string {
  return isTime(time) ? new Date(time).toISOString() : '';
}

/** The day of `time` as YYYY-MM-DD; '' for a time beyond what calendars know. */
export function isoDay(time: number, timeZone?: string): string {
  if (!isTime(time)) return '';
  const parts = dateFormat(ISO, timeZone).formatToParts(time);
  const part = (type: string) => parts.find((item) => item.type === type)?.value ?? '';
  return `${part('year').padStart(4, '0')}-${part('month')}-${part('day')}`;
}

/** The day of `time` as people of `locale` write it; YYYY-MM-DD where there is no locale. */
export function writtenDay(time: number, locale?: string, timeZone?: string): string {
  if (locale === undefined || !isTime(time)) return isoDay(time, timeZone);
  return dateFormat(locale, timeZone).format(time);
}

const ISO = 'en-u-ca-iso8601-nu-latn';
/** To make one takes as long as to write a whole mark. A few at the most: an export has one locale. */
const dateFormats = new Map<string, Intl.DateTimeFormat>();
const MAX_FORMATS = 20;

function dateFormat(locale: string, timeZone: string | undefined): Intl.DateTimeFormat {
  // The system's time zone may be another one when the next export is made.
  const key = `${locale} ${timeZone ?? new Date().getTimezoneOffset()}`;
  const known = dateFormats.get(key);
  if (known) return known;
  if (dateFormats.size >= MAX_FORMATS) dateFormats.clear();
  const made = new Intl.DateTimeFormat(locale, {
    ...(locale === ISO ? { year: 'numeric', month: '2-digit', day: '2-digit' } : { dateStyle: 'medium' }),
    ...(timeZone === undefined ? {} : { timeZone }),
  });
  dateFormats.set(key, made);
  return made;
}

function isTime(time: number): boolean {
  return !Number.isNaN(new Date(time).getTime());
}
