/** A place that a target may have on the page, and the evidence for it in bits. */
import { align, drawTogether } from './align';
import type { Alignment } from './align';
import type { Band } from './candidates';
import type { Beside, Occurrence } from './exact';
import { lowerBound } from '../text/growable';
import { isNumeral } from './query';
import type { Query } from './query';
import type { SearchableText } from '../searchable';
import type { WordIndex } from '../text/words';

export interface Placement {
  /** [start, end) in the folded text: of an aligned passage, its words that were met. */
  readonly start: number;
  readonly end: number;
  /** How its words are paired with the page's; null where it stands letter for letter … */
  readonly pairs: Alignment | null;
  /** … and what adjoins it there; null elsewhere. */
  readonly beside: Beside | null;
  /** Bits of the passage's words that were met in order. */
  readonly passage: number;
  /** … and of those that are no numbers, which change with the news. */
  readonly wordBits: number;
  /** Share of the passage's bits that they are, 0 to 1. */
  readonly share: number;
  /** Bits of those of them that stand side by side with another one, as in the passage. */
  readonly together: number;
  /** Share, 0 to 1, of what the passage quotes that was met; 1 where it quotes nothing. */
  readonly quoted: number;
  /** Share, 0 to 1, of the numbers in the passage that were met; 1 where it has none … */
  readonly numbers: number;
  /** … and whether others stand in their place. */
  readonly hasOtherNumbers: boolean;
  /** Share, 0 to 1, of the words between the first and the last that were met which are the passage's. */
  readonly density: number;
  /** Bits of the words of its context, before and after, that were met in order. */
  readonly before: number;
  readonly after: number;
  /** Share of the context's bits that they are, 0 to 1; a half where no context is known. */
  readonly contextShare: number;
  /** 1 for each word of the query that was met. */
  readonly met: Uint8Array;
}

/**
 * All the evidence that tells places apart, but for where they stand. Context counts as far as the passage was met:
 * the gap that a passage left has all its context, and is no place for it. Where the passage `stands` elsewhere, the gap may
 * hold another of its kind, with which it changed places.
 */
export function evidence(place: Placement, stands: boolean): number {
  return place.passage + contextCounts(place, stands) * (place.before + place.after) + adjoining(place);
}

/** Bits for standing right beside its context. */
export function adjoining({ beside }: Placement): number {
  return MOST_ADJOINING * (beside?.context ?? 0);
}

/** How much context counts at a place, 0 to 1. */
export function contextCounts({ pairs, share }: Placement, stands: boolean): number {
  const isOther = pairs !== null && stands && share < EDITED;
  return isOther ? share ** 2 : Math.min(1, CONTEXT_GROWTH * share);
}

const CONTEXT_GROWTH = 1.5;
/** Share of a passage that is met where it was only edited, mostly. */
const EDITED = 0.75;
/** Share of its context with which a passage stands letter for letter in surroundings of its own, if others than before. */
const SURROUNDED = 0.5;

/** Whether the passage stands in one of these places letter for letter, and not as a copy of it among other words does. */
export function standsIn(placements: readonly Placement[]): boolean {
  return placements.some(({ pairs, contextShare }) => pairs === null && contextShare >= SURROUNDED);
}

/** Page words beyond the length of a context that are searched for it. */
const SLACK = 40;
const MOST_ADJOINING = 2;
/** Share of a context that nobody knows. */
const UNKNOWN_CONTEXT = 0.5;

/** Whether the query's word `at` is the page's word at `place`. */
export function isMet(query: Query, at: number, page: Int32Array, place: number): boolean {
  return place >= 0 && page[place] === query.ids[at];
}

/** Bits of the query's words [from, to) that are 1 in `met`. */
function sumOf({ bits }: Query, met: Uint8Array, from: number, to: number): number {
  let sum = 0;
  for (let at = from; at < to; at++) if (met[at] === 1) sum += bits[at] ?? 0;
  return sum;
}

/** Bits of the passage's words that are 1 in `met`, its numbers left aside. */
function wordsOf({ bits, first, end, numeral }: Query, met: Uint8Array): number {
  let sum = 0;
  for (let at = first; at < end; at++) if (met[at] === 1 && numeral[at] === 0) sum += bits[at] ?? 0;
  return sum;
}

/** Notes in `met` which of the query's words [from, to) stand in order among the page's words [first, end). */
function meetAmong(
  met: Uint8Array,
  query: Query,
  [from, to]: readonly [number, number],
  words: WordIndex,
  [first, end]: readonly [number, number],
): void {
  if (from === to) return;
  const ids = query.ids.subarray(from, to);
  const bits = query.bits.subarray(from, to);
  const band = { from: first - ids.length, to: end };
  const pairs = align(ids, bits, words, band, first, end);
  for (let at = 0; at < pairs.length; at++)
    met[from + at] = Number(isMet(query, from + at, words.ids, pairs[at] ?? -1));
}

/** Bits of the passage's met words that have the same neighbour on the page. */
function togetherBits(query: Query, pairs: Alignment, page: Int32Array): number {
  const pairsMet = (at: number, place: number): boolean =>
    pairs[at] === place && isMet(query, at, page, place);
  let bits = 0;
  for (let at = query.first; at < query.end; at++) {
    const place = pairs[at] ?? -1;
    if (pairsMet(at, place) && (pairsMet(at - 1, place - 1) || pairsMet(at + 1, place + 1))) {
      bits += query.bits[at] ?? 0;
    }
  }
  return bits;
}

/** Share of the bits of those words of the passage that `which` names with 1; 1 where it names none. */
function shareOf(which: Uint8Array, query: Query, pairs: Alignment, page: Int32Array): number {
  let all = 0;
  let metBits = 0;
  for (let at = query.first; at < query.end; at++) {
    if (which[at] !== 1) continue;
    const bits = query.bits[at] ?? 0;
    all += bits;
    if (isMet(query, at, page, pairs[at] ?? -1)) metBits += bits;
  }
  return all > 0 ? metBits / all : 1;
}

function context(query: Query, met: Uint8Array) {
  const { contextBits, first, end } = query;
  const before = sumOf(query, met, 0, first);
  const after = sumOf(query, met, end, met.length);
  return {
    met,
    before,
    after,
    contextShare: contextBits > 0 ? (before + after) / contextBits : UNKNOWN_CONTEXT,
  };
}

/** Weighs a place where the passage stands letter for letter by the words around it. */
export function weighOccurrence(query: Query, searched: SearchableText, occurrence: Occurrence): Placement {
  const { words } = searched;
  const start = occurrence.at;
  const end = start + query.exact.length;
  const before = lowerBound(words.ends, start + 1);
  const after = lowerBound(words.starts, end);
  const span = query.first + SLACK;
  const afterSpan = query.ids.length - query.end + SLACK;
  const met = new Uint8Array(query.ids.length).fill(1, query.first, query.end);
  meetAmong(met, query, [0, query.first], words, [before - span, before]);
  meetAmong(met, query, [query.end, met.length], words, [after, after + afterSpan]);
  return {
    start,
    end,
    pairs: null,
    beside: occurrence,
    passage: query.passageBits,
    wordBits: wordsOf(query, met),
    share: 1,
    together: query.passageBits,
    quoted: 1,
    numbers: 1,
    hasOtherNumbers: false,
    density: 1,
    ...context(query, met),
  };
}

/** The words of the page from the first to the last of the passage's that were met. */
interface MetSpan {
  /** Places of both; -1 where none was met. */
  readonly first: number;
  readonly last: number;
  /** How many of the words between them, and they themselves, were met. */
  readonly words: number;
  /** Words of the passage before the first (after the last) one that was met. */
  readonly lostBefore: number;
  readonly lostAfter: number;
}

function metSpan(query: Query, page: Int32Array, pairs: Alignment): MetSpan {
  let [from, to, words] = [-1, -1, 0];
  for (let at = query.first; at < query.end; at++) {
    if (!isMet(query, at, page, pairs[at] ?? -1)) continue;
    if (from < 0) from = at;
    to = at;
    words++;
  }
  return {
    first: pairs[from] ?? -1,
    last: pairs[to] ?? -1,
    words,
    lostBefore: from - query.first,
    lostAfter: query.end - 1 - to,
  };
}

/** Whether a number that the passage has not stands among its words, or where those stood that were lost at its ends. */
function hasOtherNumbers(
  { ids, first, end, numeral }: Query,
  { words, folded }: SearchableText,
  span: MetSpan,
): boolean {
  if (!numeral.includes(1)) return false;
  const own = ids.subarray(first, end);
  const to = Math.min(span.last + span.lostAfter, words.ids.length - 1);
  for (let place = Math.max(0, span.first - span.lostBefore); place <= to; place++) {
    const word = folded.text.slice(words.starts[place], words.ends[place]);
    if (isNumeral(word) && !own.includes(words.ids[place] ?? -1)) return true;
  }
  return false;
}

/** Aligns the query in a band of the page. */
export function placeInBand(query: Query, searched: SearchableText, band: Band): Placement {
  const page = searched.words.ids;
  const pairs = align(query.ids, query.bits, searched.words, band);
  drawTogether(pairs, query.ids, page, query.first, query.end);
  const met = new Uint8Array(query.ids.length);
  for (let at = 0; at < met.length; at++) met[at] = Number(isMet(query, at, page, pairs[at] ?? -1));
  const passage = sumOf(query, met, query.first, query.end);
  const span = metSpan(query, page, pairs);
  return {
    start: searched.words.starts[span.first] ?? 0,
    end: searched.words.ends[span.last] ?? 0,
    pairs,
    beside: null,
    passage,
    wordBits: wordsOf(query, met),
    share: query.passageBits > 0 ? passage / query.passageBits : 0,
    together: togetherBits(query, pairs, page),
    quoted: shareOf(query.quoted, query, pairs, page),
    numbers: shareOf(query.numeral, query, pairs, page),
    hasOtherNumbers: hasOtherNumbers(query, searched, span),
    density: span.words / (span.last - span.first + 1),
    ...context(query, met),
  };
}

/** Words that may have been put into a passage, beyond those that its band leaves room for: in a block, between blocks. */
const MORE_WORDS = 48;
const MORE_BETWEEN_BLOCKS = 200;
/** Bits of the passage that must be met more for it: what is looked for far away is met by chance, too. */
const WORTH_WORDS = 5;
const WORTH_BLOCKS = 14;
/** Met less than this, or not to its ends, a passage may have been parted by so much that its band was too narrow. */
const COMPLETE = 0.9;

/** The band of the words that are paired, wider by `more`. */
function bandAround(pairs: Alignment, more: number): Band {
  let from = Infinity;
  let to = -Infinity;
  for (let at = 0; at < pairs.length; at++) {
    const place = pairs[at] ?? -1;
    if (place < 0) continue;
    from = Math.min(from, place - at);
    to = Math.max(to, place - at);
  }
  return { from: from - more, to: to + more };
}

/** Bits of the passage's words that stand in a band at all: no more of them can be met there. */
function reach(query: Query, { grouped, groups }: WordIndex, band: Band): number {
  let bits = 0;
  for (let at = query.first; at < query.end; at++) {
    const id = query.ids[at] ?? -1;
    const end = groups[id + 1] ?? 0;
    const nth = lowerBound(grouped, at + band.from, groups[id] ?? 0, end);
    if (nth < end && (grouped[nth] ?? 0) <= at + band.to) bits += query.bits[at] ?? 0;
  }
  return bits;
}

/**
 * The place with more of the passage, where that stands beyond an advertisement or a new paragraph.
 *
 * @param least bits of the passage that must be met there
 */
export function widened(
  query: Query,
  searched: SearchableText,
  place: Placement,
  blocks: boolean,
  least: number,
): Placement {
  const { pairs, share } = place;
  if (!pairs) return place;
  const { ids } = searched.words;
  const isWhole = [query.first, query.end - 1].every((at) => isMet(query, at, ids, pairs[at] ?? -1));
  if (share >= COMPLETE && (isWhole || !blocks)) return place;
  const band = bandAround(pairs, blocks ? MORE_BETWEEN_BLOCKS : MORE_WORDS);
  const worth = Math.max(least, place.passage + (blocks ? WORTH_BLOCKS : WORTH_WORDS));
  if (reach(query, searched.words, band) <= worth) return place;
  const wider = placeInBand(query, searched, band);
  return wider.passage > worth && wider.wordBits > place.wordBits ? wider : place;
}
