/** Text as the words that search compares: folded, so that case, accents and spelling habits do not matter. */

const MAX_TERMS = 300;
const MAX_TERM_LENGTH = 40;
/** More words in a query narrow nothing that a person could still mean. */
const MAX_QUERY_TERMS = 12;

/** Letters that Unicode does not decompose, but that many keyboards lack. */
const LOOKALIKES: Readonly<Record<string, string>> = {
  ø: 'o',
  đ: 'd',
  ð: 'd',
  ł: 'l',
  ħ: 'h',
  ŧ: 't',
  æ: 'ae',
  œ: 'oe',
  þ: 'th',
  ς: 'σ',
};

// A fixed locale: the same text gives the same words whatever language the browser speaks.
const segmenter = new Intl.Segmenter('en', { granularity: 'word' });

/**
 * The unique folded words of `texts`, at most 300 of at most 40 UTF-16 units. Words are taken from the texts in
 * turn, so that a very long passage does not push the note or the speaker out.
 */
export function searchTerms(texts: readonly string[]): string[] {
  const terms = new Set<string>();
  let open = texts.map((text) => words(text));
  while (open.length > 0) {
    open = open.filter((source) => {
      const next = source.next();
      if (next.done !== true && terms.size < MAX_TERMS) terms.add(next.value);
      return next.done !== true && terms.size < MAX_TERMS;
    });
  }
  return [...terms];
}

/** The words that a hit must have, each at least as the beginning of a word; the most selective (longest) first. */
export function queryTerms(query: string): string[] {
  const terms = [...new Set(words(query))].toSorted((a, b) => b.length - a.length);
  // 'war' says nothing once 'warsaw' must match: whatever has the longer has the shorter.
  return terms
    .filter((term, at) => !terms.slice(0, at).some((longer) => longer.startsWith(term)))
    .slice(0, MAX_QUERY_TERMS);
}

function* words(text: string): Generator<string, undefined> {
  for (const part of SPACED.test(text) ? [text] : segments(text)) {
    for (const word of fold(part).split(/[^\p{L}\p{N}]+/u)) if (word) yield cut(word);
  }
}

/**
 * Text in scripts that part words by what is no letter: Latin, Greek, Cyrillic, Hebrew, Arabic, Devanagari, with the usual
 * punctuation. There the segmenter finds what splitting finds, and takes several times as long. Raised digits and fractions
 * are left to it: it takes them for no words.
 */
const SPACED =
  /^[\u0900-\u097f\t-\r -\u00b1\u00b4-\u00b8\u00ba\u00bb\u00bf-\u024f\u0370-\u0482\u048a-\u06ff\u2010-\u2027\u2030-\u205e\u20ac]*$/u;

function* segments(text: string): Generator<string, undefined> {
  for (const { segment, isWordLike } of segmenter.segment(text)) if (isWordLike === true) yield segment;
}

/** Upper and lower case both, because only then `ß` meets `ss` and the dotless `ı` meets `i`. */
function fold(word: string): string {
  return word
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toUpperCase()
    .toLowerCase()
    .replace(/\p{M}+/gu, '')
    .replace(/[øđðłħŧæœþς]/gu, (letter) => LOOKALIKES[letter] ?? letter);
}

/** Never half a surrogate pair: the other half would make a different word of it. */
function cut(word: string): string {
  return word.length <= MAX_TERM_LENGTH
    ? word
    : word.slice(0, MAX_TERM_LENGTH).replace(/[\uD800-\uDBFF]$/u, '');
}
