/** Dates as pages state them, brought to ISO 8601 without adding or losing what was stated. */

const DATE = /^(\d{4})(?:-(\d{1,2})-(\d{1,2})|\/(\d{1,2})\/(\d{1,2})|(\d{2})(\d{2}))/;
const TIME = /^(\d{1,2}):?(\d{2})(?::?(\d{2})(?:[.,](\d{1,9}))?)?/;
const ZONE = /^(?:(Z|UTC|GMT)|([+-])(\d{2}):?(\d{2})?)(?:\[[\w/+-]{1,40}\])?$/i;
/** A date in words is read by the browser only where it names its zone: else it would take on the reader's. */
const ZONED_WORDS = /^[a-z]{3,9}\b.*\d{4}.*(?:GMT|UTC|Z|[+-]\d{2}:?\d{2})\s*(?:\([^)]*\))?$/i;
const MAX_STATED = 80;

/** The Gutenberg press, and far enough ahead for embargoes set wrong. */
const YEARS = { first: 1450, last: 2200 };
/** What a database with no date says. */
const EPOCH = /^1970-01-01(?:T00:00(?::00(?:\.0+)?)?(?:Z|\+00:00)?)?$/;

/**
 * A stated date in ISO 8601's extended form: `2026-05-03` or `2026-05-03T09:30:00.5+02:00`. Zone and precision are
 * those of the page: nothing is converted. Read are numbers, and English words that name their zone.
 *
 * @returns '' where it is no date or cannot be one
 */
export function isoDate(stated: unknown): string {
  if (typeof stated !== 'string' || stated.length > MAX_STATED) return '';
  const text = stated.trim();
  const iso = fromNumbers(text) || fromWords(text);
  return EPOCH.test(iso) ? '' : iso;
}

function fromNumbers(text: string): string {
  const date = DATE.exec(text);
  if (!date) return '';
  const [year = '', month = '', day = ''] = date.slice(1).filter((part) => part !== undefined);
  const isoDay = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  if (!isDay(isoDay)) return '';

  const rest = text.slice(date[0].length).replace(/^(?:T|,?\s+)/i, '');
  if (rest === '') return isoDay;
  const time = isoTime(rest);
  return time === '' ? '' : `${isoDay}T${time}`;
}

function isoTime(text: string): string {
  const time = TIME.exec(text);
  if (!time) return '';
  const [, hour = '', minute = '', second = '', fraction = ''] = time;
  const zone = isoZone(text.slice(time[0].length).trim());
  if (zone === null || Number(hour) > 23 || Number(minute) > 59 || Number(second) > 60) return '';
  const seconds = second && `:${second}${fraction && `.${fraction}`}`;
  return `${hour.padStart(2, '0')}:${minute}${seconds}${zone}`;
}

/** '' where no zone is stated, null where what stands there is none. */
function isoZone(text: string): string | null {
  if (text === '') return '';
  const zone = ZONE.exec(text);
  if (!zone) return null;
  const [, utc, sign = '+', hours = '00', minutes = '00'] = zone;
  if (Number(hours) > 14 || Number(minutes) > 59) return null;
  return utc === undefined ? `${sign}${hours}:${minutes}` : 'Z';
}

function isDay(isoDay: string): boolean {
  const time = Date.parse(`${isoDay}T00:00:00Z`);
  const year = Number(isoDay.slice(0, 4));
  // The 31st of June is read as the 1st of July by some, and as no date by others.
  const exists = Number.isFinite(time) && new Date(time).toISOString().startsWith(isoDay);
  return exists && year >= YEARS.first && year <= YEARS.last;
}

/** What ends a date in words, before the zone's name. */
const OFFSET = /([+-])(\d{2}):?(\d{2})\s*(?:\([^)]*\))?$/;
const MINUTE_MS = 60_000;

function fromWords(text: string): string {
  if (!ZONED_WORDS.test(text)) return '';
  const time = Date.parse(text);
  if (!Number.isFinite(time)) return '';
  const [, sign = '+', hours = '00', minutes = '00'] = OFFSET.exec(text) ?? [];
  const offset = (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes));
  const iso = new Date(time + offset * MINUTE_MS).toISOString();
  return fromNumbers(offset === 0 ? iso : iso.replace('Z', `${sign}${hours}:${minutes}`));
}
