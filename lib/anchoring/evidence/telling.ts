/**
 * Of several places of one kind (rows of a table, entries of a live blog) most of what a passage and its context say is
 * met in all of them, and tells nothing of which of them it is.
 */
import { adjoining, contextCounts } from './placement';
import type { Placement } from './placement';
import type { Query } from './query';

/** In how many of the places each word of the query is met. */
export type MetCounts = Uint8Array;

export function countMet({ ids }: Query, placements: readonly Placement[]): MetCounts {
  const counts = new Uint8Array(ids.length);
  for (const { met } of placements)
    for (let at = 0; at < counts.length; at++) counts[at] = (counts[at] ?? 0) + (met[at] ?? 0);
  return counts;
}

/** The evidence for a place, in bits, of which a word gives the less in the more of the places it is met. */
export function tellingEvidence(
  { bits, first, end }: Query,
  place: Placement,
  stands: boolean,
  counts: MetCounts,
): number {
  const context = contextCounts(place, stands);
  let sum = adjoining(place);
  for (let at = 0; at < bits.length; at++) {
    if (place.met[at] !== 1) continue;
    sum += ((at >= first && at < end ? 1 : context) * (bits[at] ?? 0)) / (counts[at] ?? 1);
  }
  return sum;
}

/** Bits from which on words tell a passage from others of its kind: a name does. */
const ENOUGH = 5;

/**
 * Share, 0 to 1, of the words which tell the passage from others of its kind that are met in a place: of those that no more
 * than half of the places have. Numbers are none of them, since they change with the news. Null where nothing tells.
 */
export function toldBy(
  { bits, first, end, numeral }: Query,
  { met }: Placement,
  counts: MetCounts,
  places: number,
): number | null {
  let all = 0;
  let here = 0;
  for (let at = first; at < end; at++) {
    const count = counts[at] ?? 0;
    if (count === 0 || 2 * count > places || numeral[at] === 1) continue;
    all += bits[at] ?? 0;
    if (met[at] === 1) here += bits[at] ?? 0;
  }
  return all < ENOUGH ? null : here / all;
}
