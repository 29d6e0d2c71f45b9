/** What an element's surroundings say of the text in it: the elements around it, up to those that hold the article. */
import { BYLINE_NAMES, CAPTION_NAMES, FURNITURE_NAMES, PICTURE_NAMES, STANDFIRST_NAMES } from './cues';

import { isEmbeddedPost } from './embed';

/** Bits. */
export const FIGURE = 1;
export const CAPTION = 2;
export const PICTURE = 4;
export const BYLINE = 8;
export const FURNITURE = 16;
export const HEADER = 32;
export const LIST = 64;
export const QUOTE = 128;
export const TABLE = 256;
/** A post of a social network. */
export const EMBED = 512;

const BY_NAME: Readonly<Record<string, number>> = {
  figure: FIGURE,
  figcaption: FIGURE | CAPTION,
  nav: FURNITURE,
  aside: FURNITURE,
  footer: FURNITURE,
  form: FURNITURE,
  menu: FURNITURE,
  address: BYLINE,
  time: BYLINE,
  header: HEADER,
  ul: LIST,
  ol: LIST,
  dl: LIST,
  blockquote: QUOTE,
  table: TABLE,
};
const FURNITURE_ROLES =
  /^(?:navigation|complementary|banner|contentinfo|search|dialog|alertdialog|tooltip|menu|menubar|toolbar|button|tablist)$/i;
const NAMED = ['class', 'id', 'data-testid', 'data-component', 'data-module', 'itemprop', 'data-type'];

/** `articleRelatedLinks_ab12` → article, related, links, articlerelatedlinks. */
function partsOf(name: string): string[] {
  const parts = name
    .replace(/([a-z\d])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z]+/)
    .filter((part) => part !== '');
  return parts.length > 1 ? [...parts, parts.slice(0, 2).join(''), parts.slice(-2).join('')] : parts;
}

/** The names that its makers gave to an element: classes, id and the like, but for what only says how it looks. */
export function namesOf(element: Element): string[] {
  const names: string[] = [];
  for (const attribute of NAMED) {
    const value = element.getAttribute(attribute);
    if (value === null || value === '') continue;
    for (const name of value.slice(0, MOST_NAMES).split(/\s+/)) if (!/[:[\]()/]/.test(name)) names.push(name);
  }
  return names;
}

/** Longer lists of names are utilities, not descriptions. */
const MOST_NAMES = 400;
const known = new Map<string, number>();
const MOST_KNOWN = 5_000;

function bitsOfName(name: string): number {
  const found = known.get(name);
  if (found !== undefined) return found;
  let bits = 0;
  // `has-`, `no-`, `with-` and `is-` say what is elsewhere, or not at all; `overflow-`, how it looks.
  if (!/^(?:has|no|with|without|is|overflow)[-_]/.test(name))
    for (const part of partsOf(name)) {
      if (CAPTION_NAMES.has(part)) bits |= CAPTION;
      if (PICTURE_NAMES.has(part)) bits |= PICTURE;
      if (BYLINE_NAMES.has(part)) bits |= BYLINE;
      if (FURNITURE_NAMES.has(part)) bits |= FURNITURE;
    }
  if (known.size < MOST_KNOWN) known.set(name, bits);
  return bits;
}

/** What there is to see beside a picture's text. */
const SHOWN =
  'img, picture, figure, video, audio, iframe, svg, noscript, object, embed, canvas, amp-img, [style*="url("]';

/** What tells the article's own elements from those in it. */
export interface Article {
  /** Whether it holds so much of the article that it cannot be anything else, whatever it is called. */
  isMain(element: Element): boolean;
  /** Whether paragraphs of the article stand in elements of that name. */
  isCommon(name: string): boolean;
}

/** Whether an element, or the one around it, is named as what stands between headline and story. */
export function isNamedStandfirst(element: Element): boolean {
  return [element, element.parentElement].some(
    (each) => each && namesOf(each).some((name) => partsOf(name).some((part) => STANDFIRST_NAMES.has(part))),
  );
}

/** The bits of elements and of all around them, up to those that hold the article. */
export class Surroundings {
  readonly #article: Article;
  readonly #bits = new Map<Element, number>();

  constructor(article: Article) {
    this.#article = article;
  }

  of(element: Element): number {
    const path: Element[] = [];
    let bits = 0;
    for (let at: Element | null = element; at && !this.#article.isMain(at); at = at.parentElement) {
      const found = this.#bits.get(at);
      if (found !== undefined) {
        bits = found;
        break;
      }
      path.push(at);
    }
    for (const at of path.toReversed()) this.#bits.set(at, (bits |= this.#own(at)));
    return bits;
  }

  #own(element: Element): number {
    let bits = BY_NAME[element.localName] ?? 0;
    if (isEmbeddedPost(element)) bits |= EMBED;
    if (FURNITURE_ROLES.test(element.getAttribute('role') ?? '')) bits |= FURNITURE;
    for (const name of namesOf(element)) {
      const said = bitsOfName(name);
      if (said !== 0 && !this.#article.isCommon(name)) bits |= said;
    }
    return bits & PICTURE && element.querySelector(SHOWN) === null ? bits & ~PICTURE : bits;
  }
}
