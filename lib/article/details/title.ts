/** An article's headline, out of the several that a page states. */

/** The page's own wordings, cleaned to one line each; '' or [] where it has none. */
export interface StatedTitles {
  /** JSON-LD `headline`. */
  readonly linked: string;
  /** `og:title` or the like, made for sharing and sometimes for clicks. */
  readonly shared: string;
  /** Every `<h1>`. */
  readonly headings: readonly string[];
  /** The first `<h2>` behind the first `<h1>`. */
  readonly subheading: string;
  /** `<title>`. */
  readonly document: string;
  /** Names of the site and of its host. */
  readonly siteNames: readonly string[];
}

/** What stands between a headline and the site's name. A hyphen and a colon need room, or they belong to words. */
const SEPARATOR = /\s+(?:[-|–—·•*/:~»«]|::|\|\|)\s+|\s*[|：｜]\s*/g;
const CUT_OFF = /\s*(?:…|\.{3})$/;
/** A shared beginning says that one wording is the other cut short only where it is of some length. */
const MIN_CUT = 30;
/** Shorter headings may be a rubric or the site's name. */
const MIN_HEADING = 15;

/**
 * The headline as readers see it: the wording of JSON-LD or of `og:title` that a heading confirms, else the first
 * of JSON-LD, `og:title`, `<h1>` and `<title>`; without the name of the site before or after it. What is only the site's name is no headline.
 */
export function articleTitle(stated: StatedTitles): string {
  const bare = (title: string) => {
    const headline = withoutSite(title, stated.siteNames);
    return stated.siteNames.some((name) => isSameWording(name, headline)) ? '' : headline;
  };
  const [linked, shared, document] = [bare(stated.linked), bare(stated.shared), bare(stated.document)];
  const headings = stated.headings.map(bare);

  const shown = [linked, shared].find((title) => isEndOf(title, stated.subheading));
  if (shown !== undefined) return shown;
  for (const title of [linked, shared]) {
    const heading = headings.find((candidate) => isSameWording(title, candidate));
    if (heading !== undefined) return CUT_OFF.test(title) ? heading : title;
  }
  const confirmed = headings.find((heading) =>
    [linked, shared].some((title) => isTitleOfHeading(title, heading)),
  );
  if (confirmed !== undefined) return confirmed;
  if (linked || shared) return linked || shared;
  // Without anything better, a heading that the document's title repeats; a first one may be the site's logo.
  const repeated = headings.find((heading) => heading !== '' && letters(document).includes(letters(heading)));
  return repeated || document || headings.find((heading) => heading !== '') || plainTitle(stated);
}

/** A page that has no more to say is called what it says: perhaps the site is named after its only article. */
function plainTitle({ linked, shared, document }: StatedTitles): string {
  return linked || shared || document;
}

/** Whether two lines are the same words, however they are spaced and punctuated, or one is the other cut off. */
export function isSameWording(a: string, b: string): boolean {
  const [lettersA, lettersB] = [letters(a), letters(b)];
  if (lettersA === '' || lettersB === '') return false;
  if (lettersA === lettersB) return true;
  const [short, long, shortLine] =
    lettersA.length < lettersB.length ? [lettersA, lettersB, a] : [lettersB, lettersA, b];
  return CUT_OFF.test(shortLine) && short.length >= MIN_CUT && long.startsWith(short);
}

/** Whether a title is the heading and, after a separator, the name of some site. */
function isTitleOfHeading(title: string, heading: string): boolean {
  const last = [...title.matchAll(SEPARATOR)].at(-1);
  return (
    last !== undefined && heading.length >= MIN_HEADING && isSameWording(title.slice(0, last.index), heading)
  );
}

/**
 * Whether a heading says a title, perhaps behind a kicker. Where an `<h1>` is written for search engines, the headline
 * that readers see is the `<h2>` behind it.
 */
function isEndOf(title: string, heading: string): boolean {
  return title.length >= MIN_HEADING && letters(heading).endsWith(letters(title));
}

/** A title without the site's name at its end, or else at its start; never less than something. */
export function withoutSite(title: string, siteNames: readonly string[]): string {
  const separators = [...title.matchAll(SEPARATOR)];
  const [first, last] = [separators[0], separators.at(-1)];
  if (!first || !last) return title;
  const head = title.slice(0, last.index);
  if (head !== '' && isSiteName(title.slice(last.index + last[0].length), siteNames)) {
    return withoutSite(head, siteNames);
  }
  const tail = title.slice(first.index + first[0].length);
  return isSiteName(title.slice(0, first.index), siteNames) ? tail : title;
}

/** `Metro News` for `Metro`, and the other way round; `DailyStar` for `Daily Star`. */
function isSiteName(text: string, siteNames: readonly string[]): boolean {
  const words = wordsOf(text);
  return words.length > 0 && siteNames.some((name) => isNameVariant(words, wordsOf(name)));
}

function isNameVariant(a: readonly string[], b: readonly string[]): boolean {
  if (b.length === 0) return false;
  const [short, long] = a.length < b.length ? [a, b] : [b, a];
  const isBeginning = short.every((word, index) => word === long[index]);
  return (isBeginning && long.length - short.length <= 2) || short.join('') === long.join('');
}

function wordsOf(name: string): string[] {
  const words = name.toLowerCase().match(/[\p{L}\p{M}\p{N}]+/gu) ?? [];
  return words[0] === 'the' ? words.slice(1) : words;
}

function letters(line: string): string {
  return line.toLowerCase().replace(/[^\p{L}\p{M}\p{N}]+/gu, '');
}
