/** The dates that a page prints or marks up in its text. */
import { isoDate } from './iso-date';

const MAX_ELEMENTS = 10;
const PLACES = {
  published: ['[itemprop~="datePublished" i]', 'time[pubdate]', 'article time', 'main time', 'time'],
  modified: ['[itemprop~="dateModified" i]'],
} as const;

/** The first date that the page prints for its article. */
export function printedDate(document: Document, of: keyof typeof PLACES): string {
  for (const place of PLACES[of]) {
    for (const element of [...document.querySelectorAll(place)].slice(0, MAX_ELEMENTS)) {
      const stated = element.getAttribute('datetime') ?? element.getAttribute('content') ?? '';
      const date = element.closest('aside, nav, footer') ? '' : isoDate(stated);
      if (date !== '') return date;
    }
  }
  return '';
}
