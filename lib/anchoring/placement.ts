/** A place that a target may have on the page, and the evidence for it in bits. */
import { align } from './align';
import type { Alignment } from './align';
import type { Band } from './candidates';
import { refineEdges } from './edges';
import type { Occurrence } from './exact';
import type { Query } from './query';
import type { WordIndex } from './words';
import { lowerBound } from './growable';

export interface Placement {
  /** [start, end) in the folded text. */
  readonly start: number;
  readonly end: number;
  /** Letter for letter. */
  readonly exact: boolean;
  /** Bits of the passage's words, and of its context's words, that were met in order. */
  readonly passage: number;
  readonly context: number;
  /** Bits for standing right beside the context, letter for letter. */
  readonly adjoining: number;
}

/** All the evidence that tells places apart. */
export function evidence(placement: Placement): number {
  return placement.passage + placement.context + placement.adjoining;
}

/** Page words beyond the length of a context that are searched for it. */
const SLACK = 12;
const MOST_ADJOINING = 8;

function met(query: Query, pairs: Alignment, page: Int32Array, from: number, to: number): number {
  let bits = 0;
  for (let at = from; at < to; at++) {
    const place = pairs[at] ?? -1;
    if (place >= 0 && page[place] === query.ids[at]) bits += query.bits[at] ?? 0;
  }
  return bits;
}

/** Bits of the query's words [from, to) that stand among `page` in order. */
function metAnywhere(query: Query, from: number, to: number, page: Int32Array): number {
  if (from === to) return 0;
  const ids = query.ids.subarray(from, to);
  const pairs = align(ids, query.bits.subarray(from, to), page, { from: from - to, to: page.length });
  let bits = 0;
  for (const [at, place] of pairs.entries()) {
    if (place >= 0 && page[place] === ids[at]) bits += query.bits[from + at] ?? 0;
  }
  return bits;
}

/** Weighs a place where the passage stands letter for letter by the words around it. */
export function weighOccurrence(query: Query, words: WordIndex, occurrence: Occurrence): Placement {
  const start = occurrence.at;
  const end = start + query.exact.length;
  const before = lowerBound(words.ends, start + 1);
  const after = lowerBound(words.starts, end);
  const span = query.first + SLACK;
  const afterSpan = query.ids.length - query.end + SLACK;
  return {
    start,
    end,
    exact: true,
    passage: query.passageBits,
    context:
      metAnywhere(query, 0, query.first, words.ids.subarray(Math.max(0, before - span), before)) +
      metAnywhere(query, query.end, query.ids.length, words.ids.subarray(after, after + afterSpan)),
    adjoining: MOST_ADJOINING * occurrence.context,
  };
}

/** Aligns the query in a band of the page. Null where no word of the passage was met. */
export function placeInBand(query: Query, words: WordIndex, folded: string, band: Band): Placement | null {
  const pairs = align(query.ids, query.bits, words.ids, band);
  const passage = met(query, pairs, words.ids, query.first, query.end);
  if (passage === 0) return null;
  return {
    ...refineEdges(query, words, folded, pairs),
    exact: false,
    passage,
    context:
      met(query, pairs, words.ids, 0, query.first) +
      met(query, pairs, words.ids, query.end, query.ids.length),
    adjoining: 0,
  };
}
