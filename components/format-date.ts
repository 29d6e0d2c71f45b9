/** A date as the page states it, in the reader's language; '' where it is none. */
export function formatDate(stated: string, locale: string): string {
  const time = Date.parse(stated);
  if (Number.isNaN(time)) return '';
  // A date without a time is that day everywhere.
  const timeZone = /T|:/.test(stated) ? {} : { timeZone: 'UTC' };
  return new Intl.DateTimeFormat(locale, { dateStyle: 'medium', ...timeZone }).format(time);
}
