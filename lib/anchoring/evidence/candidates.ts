/** Where on the page a query may stand: the windows in which its rare words cluster in order. */
import type { Query } from './query';
import type { WordIndex } from '../text/words';

/**
 * A band of diagonals. A word of the query that stands at its place `i` votes, for each place `p` of it on the
 * page, for the diagonal p - i: where the query stands unchanged, all its words vote for the same one.
 */
export interface Band {
  readonly from: number;
  readonly to: number;
}

/** The words [from, to) of a query. */
type Part = readonly [from: number, to: number];

/** Windows that are looked at closely. */
const MOST_WINDOWS = 6;
/** A window with less than this share of the best one's votes is no rival to it. */
const LEAST_SHARE = 0.4;
/** Words that stand more often say nothing of the place; looked at only where the query has no rarer ones. */
const MOST_PLACES = 48;
const FALLBACK_WORDS = 4;
const FALLBACK_PLACES = 500;
/** Votes of a query, so that a very long passage costs no more than it must. */
const MOST_VOTES = 20_000;
/** Diagonals of a bucket, by the length of the passage … */
const NARROWEST = 12;
const WIDEST = 64;
/** … or fewer than the words of a row, so that it has no part of the next one. */
const OWN_WIDTH = 3;
const MOST_ROOM = 6;

/** Of the words [from, to) of the query those that vote: all rare ones, or the rarest there are. */
function voters(query: Query, words: WordIndex, [from, to]: Part): number[] {
  const count = (at: number): number => words.count(query.ids[at] ?? -1);
  const known: number[] = [];
  const rare: number[] = [];
  for (let at = from; at < to; at++) {
    if (count(at) === 0) continue;
    known.push(at);
    if (count(at) <= MOST_PLACES) rare.push(at);
  }
  if (rare.length >= FALLBACK_WORDS) return rare;
  return known
    .filter((at) => count(at) <= FALLBACK_PLACES)
    .toSorted((one, other) => count(one) - count(other))
    .slice(0, FALLBACK_WORDS)
    .toSorted((one, other) => one - other);
}

/** Bits that each bucket of diagonals was given, and which word gave the last: emptied again after each query. */
let given = new Float64Array(0);
let givenBy = new Int32Array(0);

/** The first bucket, so that none has a negative number: diagonals begin where the query ends before the page. */
function firstBucket(query: Query, width: number): number {
  return -Math.ceil(query.ids.length / width);
}

/** Lets the words vote. The buckets that were voted for, in the order of their first votes. */
function vote(query: Query, words: WordIndex, part: Part, width: number): number[] {
  const first = firstBucket(query, width);
  const size = Math.ceil(words.ids.length / width) - first + 2;
  if (given.length < size) {
    given = new Float64Array(size);
    givenBy = new Int32Array(size);
  }
  const { grouped, groups } = words;
  const buckets: number[] = [];
  let votes = 0;
  for (const at of voters(query, words, part)) {
    const id = query.ids[at] ?? -1;
    const bits = query.bits[at] ?? 0;
    const end = Math.min(groups[id + 1] ?? 0, (groups[id] ?? 0) + MOST_VOTES + 1 - votes);
    votes += end - (groups[id] ?? 0);
    for (let nth = groups[id] ?? 0; nth < end; nth++) {
      const bucket = Math.floor(((grouped[nth] ?? 0) - at) / width) - first;
      if (given[bucket] === 0) buckets.push(bucket);
      else if (givenBy[bucket] === at) continue;
      given[bucket] = (given[bucket] ?? 0) + bits;
      givenBy[bucket] = at;
    }
  }
  return buckets;
}

/** The buckets with most votes, together with those of the next one, and all that are rivals to them. */
function rivals(
  query: Query,
  words: WordIndex,
  part: Part,
  width: number,
): { bucket: number; bits: number }[] {
  const first = firstBucket(query, width);
  const buckets = vote(query, words, part, width);
  let most = 0;
  for (const bucket of buckets) most = Math.max(most, (given[bucket] ?? 0) + (given[bucket + 1] ?? 0));
  // Sorting them all would cost more than aligning the few.
  const best: { bucket: number; bits: number }[] = [];
  for (const bucket of buckets) {
    const bits = (given[bucket] ?? 0) + (given[bucket + 1] ?? 0);
    if (bits >= most * LEAST_SHARE) best.push({ bucket: bucket + first, bits });
  }
  for (const bucket of buckets) given[bucket] = 0;
  return best.toSorted((one, other) => other.bits - one.bits || one.bucket - other.bucket);
}

/** The band of a bucket and the next one, with room for a few words put in or left out. */
function bandOf(query: Query, words: WordIndex, bucket: number, width: number): Band {
  const room = Math.min(width >> 1, MOST_ROOM);
  // A query may reach over the page's beginning or end, or both: its words there are dropped, on diagonals in the page.
  const last = words.ids.length - query.ids.length;
  return {
    from: Math.min(bucket * width - room, last),
    to: Math.max((bucket + 2) * width + room, 0),
  };
}

/** The best few bands for a part of the query, the best first; overlapping ones only once. */
function bestBands(query: Query, words: WordIndex, part: Part, width: number): Band[] {
  const taken: number[] = [];
  for (const { bucket } of rivals(query, words, part, width)) {
    if (taken.length === MOST_WINDOWS) break;
    // A bucket beside one that was taken votes for the same place.
    if (taken.some((other) => Math.abs(other - bucket) <= 1)) continue;
    taken.push(bucket);
  }
  return taken.map((bucket) => bandOf(query, words, bucket, width));
}

/** The bands in which most of the query stands. */
export function findBands(query: Query, words: WordIndex): Band[] {
  const width = Math.max(NARROWEST, Math.min(WIDEST, (query.end - query.first) >> 2));
  return bestBands(query, words, [0, query.ids.length], width);
}

/** The bands in which most of the passage stands, whatever surrounds it: its own one, and those of what is like it. */
export function findAlike(query: Query, words: WordIndex): Band[] {
  return bestBands(query, words, [query.first, query.end], OWN_WIDTH);
}

/** The band in which most of the passage's own words stand close together, whatever surrounds them; null where none does. */
export function findOwnBand(query: Query, words: WordIndex): Band | null {
  return findAlike(query, words)[0] ?? null;
}
