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
const NARROWEST = 12;
const WIDEST = 64;

interface Vote {
  bits: number;
  lastWord: number;
}

/** The words of the query that vote: all rare ones, or the rarest there are. */
function voters(query: Query, words: WordIndex): number[] {
  const known = [...query.ids.keys()].filter((at) => (query.ids[at] ?? -1) >= 0);
  const count = (at: number): number => words.places(query.ids[at] ?? -1).length;
  const rare = known.filter((at) => count(at) <= MOST_PLACES);
  if (rare.length >= FALLBACK_WORDS) return rare;
  return known
    .filter((at) => count(at) <= FALLBACK_PLACES)
    .toSorted((one, other) => count(one) - count(other))
    .slice(0, FALLBACK_WORDS)
    .toSorted((one, other) => one - other);
}

function collectVotes(query: Query, words: WordIndex, width: number): Map<number, Vote> {
  const buckets = new Map<number, Vote>();
  let votes = 0;
  for (const at of voters(query, words)) {
    for (const place of words.places(query.ids[at] ?? -1)) {
      const bucket = Math.floor((place - at) / width);
      const vote = buckets.get(bucket);
      if (!vote) buckets.set(bucket, { bits: query.bits[at] ?? 0, lastWord: at });
      else if (vote.lastWord !== at) {
        vote.bits += query.bits[at] ?? 0;
        vote.lastWord = at;
      }
      if (++votes > MOST_VOTES) return buckets;
    }
  }
  return buckets;
}

/** The best few bands, the best first; overlapping ones only once. */
export function findBands(query: Query, words: WordIndex): Band[] {
  const width = Math.max(NARROWEST, Math.min(WIDEST, (query.end - query.first) >> 2));
  const buckets = collectVotes(query, words, width);
  const scored = Array.from(buckets, ([bucket, vote]) => ({
    bucket,
    bits: vote.bits + (buckets.get(bucket + 1)?.bits ?? 0),
  }));
  let most = 0;
  for (const { bits } of scored) most = Math.max(most, bits);
  // Sorting them all would cost more than aligning the few.
  const rivals = scored.filter(({ bits }) => bits >= most * LEAST_SHARE);
  rivals.sort((one, other) => other.bits - one.bits || one.bucket - other.bucket);
  const taken: number[] = [];
  for (const { bucket } of rivals) {
    if (taken.length === MOST_WINDOWS) break;
    // A bucket beside one that was taken votes for the same place.
    if (taken.some((other) => Math.abs(other - bucket) <= 1)) continue;
    taken.push(bucket);
  }
  // A query may reach over the page's beginning or end, or both: its words there are dropped, on diagonals in the page.
  const last = words.ids.length - query.ids.length;
  return taken.map((bucket) => ({
    from: Math.min(bucket * width - (NARROWEST >> 1), last),
    to: Math.max((bucket + 2) * width + (NARROWEST >> 1), 0),
  }));
}
