/** What a page says of its article beside its details: where it belongs, and under which address. */
import { readCanonical } from '../address/page-address';
import type { LinkedArticle } from './json-ld';
import { firstOf, type MetaTags } from './meta-tags';
import { plainLine } from './plain-line';

export interface ArticleFacts {
  /** The names of those who wrote it, each once; [] where none is stated. */
  readonly authors: readonly string[];
  /** The part of the site in which it appeared; '' where none is stated. */
  readonly section: string;
  /** The address that the page names as its own, absolute and without a fragment; '' where it names none. Not to be believed as it is. */
  readonly canonicalUrl: string;
}

const SECTIONS = ['article:section', 'parsely-section', 'articlesection', 'section', 'category'];
const SECTION_PLACES = '[itemprop~="articleSection" i], a[rel~="category" i]';
const MAX_SECTION = 80;

/** By JSON-LD, `<meta>`, microdata or the link to the article's category. */
export function sectionOf(document: Document, tags: MetaTags, article: LinkedArticle | undefined): string {
  const printed = document.querySelector(SECTION_PLACES);
  return (
    [
      article?.section,
      firstOf(tags, SECTIONS),
      plainLine(printed?.getAttribute('content') ?? printed?.textContent),
    ].find((name) => name && name.length <= MAX_SECTION && !/^https?:/i.test(name)) ?? ''
  );
}

/** By `rel=canonical`, `og:url` or JSON-LD, which often has that of another edition. */
export function canonicalOf(document: Document, url: string, article: LinkedArticle | undefined): string {
  for (const stated of [...readCanonical(document), article?.url ?? '']) {
    const address = stated === '' ? null : URL.parse(stated, url);
    if (!address || !/^https?:$/.test(address.protocol)) continue;
    address.hash = '';
    return address.href;
  }
  return '';
}
