/** The values of a page's `<meta>` elements by name. */
import { plainLineOfMarkup } from './plain-line';

const MAX_TAGS = 2_000;
const MAX_VALUES = 20;

/** Values by the lower-case `property`, `name` or `itemprop`, in document order, cleaned to one line each. */
export type MetaTags = ReadonlyMap<string, readonly string[]>;

export function readMetaTags(document: Document): MetaTags {
  const tags = new Map<string, string[]>();
  for (const element of [...document.querySelectorAll('meta[content]')].slice(0, MAX_TAGS)) {
    const value = plainLineOfMarkup(element.getAttribute('content'));
    if (value === '') continue;
    for (const attribute of ['property', 'name', 'itemprop']) {
      for (const name of (element.getAttribute(attribute) ?? '').toLowerCase().split(/\s+/, 4)) {
        const values = tags.get(name) ?? [];
        if (values.length < MAX_VALUES) tags.set(name, [...values, value]);
      }
    }
  }
  return tags;
}

/** The first value under the first of `names` that has one and that `read` makes something of; '' if none. */
export function firstOf(tags: MetaTags, names: readonly string[], read = (value: string) => value): string {
  for (const name of names) {
    for (const value of tags.get(name) ?? []) {
      const found = read(value);
      if (found !== '') return found;
    }
  }
  return '';
}
