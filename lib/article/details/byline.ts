/** Who wrote an article, by the name that the page prints. */
import { plainLine } from './plain-line';
import { isSameWording } from './title';

const MAX_AUTHORS = 20;
const MAX_NAME = 120;
/** More elements than this are a listing of articles, not the byline of one. */
const MAX_ELEMENTS = 50;

/** Only "by" and "par": "von", "de" and "di" begin surnames. */
const BY = /^(?:(?:written |reported |story |words )?by|par)(?:\s*:\s*|\s+)/i;
/** In a place that is a byline for certain, other languages' too. */
const PRINTED_BY = /^(?:by|von|par|por|door|av|texte?|autor(?:in)?|author|auteur)(?:\s*:\s*|\s+)/i;

/** What parts the names in a line. */
const BETWEEN_NAMES = /\s*[,;]\s+(?:and\s+)?|\s+(?:and|und|et|y|e|och|&)\s+/;

/** What is named as a byline, by its class. */
const NAMED = '[class*="byline" i], [class*="author" i]';
const NAMED_NAME =
  '[class*="author-name" i], [class*="authorname" i], [class*="author__name" i], [class*="byline-name" i]';
/** Where the names of other people and other articles stand. */
const ELSEWHERE =
  'aside, nav, footer, button, [role="button"], [class*="comment" i], [class*="related" i], [class*="teaser" i], [class*="card" i]';

/** Names, each once and without "By"; addresses of profiles are no names. */
export function distinctAuthors(names: readonly string[]): string[] {
  const unique = new Map<string, string>();
  for (const name of names.slice(0, MAX_AUTHORS).flatMap(splitNames)) {
    const printed = name.replace(BY, '').replace(/[\s,;|·]+$/, '');
    if (isName(printed) && !unique.has(printed.toLowerCase())) unique.set(printed.toLowerCase(), printed);
  }
  return [...unique.values()].slice(0, MAX_AUTHORS);
}

/** `Ada Byron and Jo Smith` are two, where each is a whole name; `José Ortega y Gasset` is one. */
function splitNames(line: string): string[] {
  const parts = line.replace(BY, '').split(BETWEEN_NAMES);
  return parts.length > 1 && parts.every((part) => part.includes(' ') && isPersonLike(part)) ? parts : [line];
}

/** Names as one line, joined by `, `: see `distinctAuthors`. */
export function joinAuthors(names: readonly string[]): string {
  return plainLine(distinctAuthors(names).join(', '));
}

/** Whether every name is only the site's: a page that knows a person should say that person instead. */
export function isOnlySite(names: readonly string[], siteNames: readonly string[]): boolean {
  return names.every((name) => siteNames.some((site) => isSameWording(name, site)));
}

/** The names that the page prints in its byline; [] where no place looks like one. */
export function printedAuthors(document: Document): string[] {
  const heading = document.querySelector('h1');
  for (const place of placesOf(document)) {
    const named = place
      .slice(0, MAX_ELEMENTS)
      .filter((element) => !element.closest(ELSEWHERE) && !isBefore(element, heading))
      .map((element) => ({ element, name: printedName(element) }))
      .filter(({ name }) => isPersonLike(name));
    // A wrapper of several names reads like one long name.
    const innermost = named.filter(
      ({ element }) => !named.some((other) => other.element !== element && element.contains(other.element)),
    );
    // Co-authors stand beside the first, as siblings or as children of siblings.
    const line = innermost[0]?.element.parentElement?.parentElement;
    const authors = innermost.filter(({ element }, index) => index === 0 || line?.contains(element));
    if (authors.length > 0) return authors.map(({ name }) => name);
  }
  return [];
}

/** Where a byline stands: the first of these that yields a name is believed. Each is looked for when its turn comes. */
function* placesOf(document: Document): Generator<Element[]> {
  yield all(document, '[itemprop~="author" i] [itemprop~="name" i]');
  yield all(document, '[itemprop~="author" i]');
  yield all(document, '[rel~="author" i]');
  const named = all(document, NAMED);
  yield named.filter((element) => element.matches(NAMED_NAME));
  // One selector for what is named and what stands in it would look at all that stands around every link of the page.
  const outermost = named.filter((element) => !element.parentElement?.closest(NAMED));
  yield outermost.flatMap((element) => all(element, 'a'));
  yield outermost.flatMap((element) => all(element, 'span, div, li, b, strong'));
  yield named;
}

function all(within: ParentNode, selector: string): Element[] {
  return [...within.querySelectorAll(selector)];
}

/** What stands above the headline is the site's, and mostly of the reader's own account. */
function isBefore(element: Element, heading: Element | null): boolean {
  // 4: DOCUMENT_POSITION_FOLLOWING, seen from the element.
  return heading !== null && (element.compareDocumentPosition(heading) & 4) !== 0;
}

function printedName(element: Element): string {
  const stated = element.getAttribute('content') ?? element.textContent;
  return plainLine(stated)
    .replace(PRINTED_BY, '')
    .replace(/[\s,;|·]+$/, '');
}

function isName(text: string): boolean {
  return (
    text !== '' && text.length <= MAX_NAME && /\p{L}/u.test(text) && !/^(?:https?:|www\.|@|\/)/i.test(text)
  );
}

/** A few words, each with a capital where the script has them, and nothing of a sentence, a date or a button. */
function isPersonLike(text: string): boolean {
  if (!isName(text) || text.length > 60 || /[\d@:/|!?…]/.test(text)) return false;
  const words = text.split(' ');
  if (/\p{Lu}|\p{Ll}/u.test(text) && words.length < 2) return false;
  return words.length <= 6 && words.filter((word) => /^\p{Ll}/u.test(word)).length <= words.length / 3;
}
