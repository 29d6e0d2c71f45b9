/** Where each marked passage really stands after an edit, known from the identity of its words. */
import type { EditablePage } from './editable-page';
import type { Mark } from './marks';

import { INSERTED, NEW, REPLACED, isText } from './page-model';
import { lettersOf } from './run';

/**
 * The words of an edited document in order, by their place in the concatenation of all its text nodes: that
 * stays the same whatever a tool wraps or splits.
 */
export interface Tokens {
  /** All of it, scripts included. */
  readonly text: string;
  /** What is there to read. */
  readonly prose: string;
  readonly starts: readonly number[];
  readonly ends: readonly number[];
  /** Number of the page's word, or one of the constants of the page model. */
  readonly words: readonly number[];
}

/**
 * `kept`: tokens `first` to `last` are what is left of the passage. A range that starts at a token from `from` to
 * `first` and ends at one from `last` to `to` has it right: between these lie words put in place of its own edge,
 * or beside it. `cut`: nothing is left. `open`: too little is left, it was torn apart, or half of it or more
 * stands elsewhere letter for letter though cut: no answer is right or wrong.
 */
export type Truth =
  | {
      readonly state: 'kept';
      readonly first: number;
      readonly last: number;
      readonly from: number;
      readonly to: number;
    }
  | { readonly state: 'cut' }
  | { readonly state: 'open' };

/** Words of the page, first and last included. */
type Passage = Pick<Mark, 'first' | 'last'>;

/** Share of a passage's words that must be left for it to be the same passage. */
const LEAST_LEFT = 0.5;
/** Letters from which a passage that stands elsewhere letter for letter is no chance. */
const NO_CHANCE = 32;

/** The tokens of the written page. */
export function readTokens(page: EditablePage): Tokens {
  const own = new Map(page.texts.map((text) => [text.node, text]));
  const starts: number[] = [];
  const ends: number[] = [];
  const words: number[] = [];
  const parts: string[] = [];
  let prose = '';
  let length = 0;
  const walker = page.document.createTreeWalker(page.root, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    if (!isText(node)) continue;
    const text = own.get(node);
    if (text) {
      prose += node.data;
      let at = length;
      for (const piece of text.pieces) {
        if (piece.word !== -1) {
          starts.push(at);
          ends.push(at + piece.text.length);
          words.push(piece.word);
        }
        at += piece.text.length;
      }
    } else if (node.data.trim() !== '') {
      // Scripts and the like: no place for a mark.
      starts.push(length);
      ends.push(length + node.data.length);
      words.push(NEW);
    }
    parts.push(node.data);
    length += node.data.length;
  }
  return { text: parts.join(''), prose, starts, ends, words };
}

/** Where the words of the page stand among the tokens: -1 for those that are gone. */
export function placesOf(tokens: Tokens, words: number): Int32Array {
  const places = new Int32Array(words).fill(-1);
  for (const [at, word] of tokens.words.entries()) {
    if (word < 0) continue;
    if (places[word] !== -1) throw new Error('A word stands in the edited page twice');
    places[word] = at;
  }
  return places;
}

/**
 * How far a range may reach beyond a passage's edge, towards `step`. Inserted words belong to neither side; where
 * the passage lost `lost` words at this edge, as many replaced ones may stand for them.
 */
function reach(tokens: Tokens, edge: number, step: 1 | -1, lost: number): number {
  let replaced = 0;
  let at = edge;
  for (;;) {
    const word = tokens.words[at + step];
    if (word === REPLACED && replaced < lost) replaced++;
    else if (word !== INSERTED) return at;
    at += step;
  }
}

/** The truth about one passage. `cut`: the words that were cut with what they stood in. */
export function truthOf(
  { first, last }: Passage,
  tokens: Tokens,
  places: Int32Array,
  cut: ReadonlySet<number>,
): Truth {
  const total = last - first + 1;
  const left: number[] = [];
  let cutWords = 0;
  let lostFirst = 0;
  let lostLast = 0;
  for (let word = first; word <= last; word++) {
    const at = places[word] ?? -1;
    if (cut.has(word)) cutWords++;
    if (at >= 0) {
      left.push(at);
      lostLast = 0;
    } else {
      lostLast++;
      if (left.length === 0) lostFirst++;
    }
  }
  if (cutWords === total) return { state: 'cut' };
  const start = left[0];
  const end = left.at(-1);
  if (start === undefined || end === undefined || left.length < total * LEAST_LEFT) return { state: 'open' };
  let expected = 0;
  for (let at = start; at <= end; at++) {
    if (left[expected] === at) expected++;
    // Another word of the page between its own: it was torn apart.
    else if ((tokens.words[at] ?? NEW) >= 0) return { state: 'open' };
  }
  if (expected !== left.length) return { state: 'open' };
  return {
    state: 'kept',
    first: start,
    last: end,
    from: reach(tokens, start, -1, lostFirst),
    to: reach(tokens, end, 1, lostLast),
  };
}

/** The truth about every mark on the edited page, in their order. */
export function readTruths(page: EditablePage, marks: readonly Mark[], tokens: Tokens): Truth[] {
  const places = placesOf(tokens, page.model.words);
  const truths = marks.map((mark) => truthOf(mark, tokens, places, page.cut));
  if (page.cut.size === 0) return truths;
  const before = lettersOf(
    page.model.texts.map(({ pieces }) => pieces.map(({ text }) => text).join('')).join(''),
  );
  const after = lettersOf(tokens.prose);
  return truths.map((truth, at) => {
    const exact = lettersOf(marks[at]?.exact ?? '');
    const isLong = exact.length >= NO_CHANCE;
    const standsElsewhere = isLong && (hasHalf(before, exact, 2) || hasHalf(after, exact, 1));
    return truth.state === 'cut' && standsElsewhere ? { state: 'open' } : truth;
  });
}

/** Whether the text has half of a passage in one piece, so many times: then there is something of it to be found. */
function hasHalf(text: string, passage: string, times: number): boolean {
  const length = Math.max(NO_CHANCE, Math.ceil(passage.length * LEAST_LEFT));
  for (let at = 0; at + length <= passage.length; at++) {
    const piece = passage.slice(at, at + length);
    const first = text.indexOf(piece);
    if (first >= 0 && (times === 1 || text.includes(piece, first + 1))) return true;
  }
  return false;
}
