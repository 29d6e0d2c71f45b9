/** The trace that a deletion leaves: what stood before the passage is followed at once by what stood after it. */
import type { Query } from './query';
import type { WordIndex } from '../text/words';

/** Words looked at on either side of the gap. */
const REACH = 3;
/** Of these words on both sides, those that may have been edited. */
const MOST_EDITED = 1;

/** [start, end) in the folded text. */
interface Span {
  readonly start: number;
  readonly end: number;
}

/** Whether the words of the context around the gap stand in a row where `place` is right after it. */
function closedAt(query: Query, words: WordIndex, place: number, taken: Span): boolean {
  let edited = 0;
  for (let step = 1; step <= REACH && edited <= MOST_EDITED; step++) {
    if (words.ids[place - step] !== query.ids[query.first - step]) edited++;
    if (words.ids[place + step - 1] !== query.ids[query.end + step - 1]) edited++;
  }
  if (edited === 0 || edited > MOST_EDITED) return edited === 0;
  // A passage can end like what stands before it ("from 23 pounds … from 59 pounds"), so where the words are in part those
  // of the candidate itself, all of them must be met.
  const from = words.starts[place - REACH] ?? 0;
  const to = words.ends[place + REACH - 1] ?? words.ends.at(-1) ?? 0;
  return from >= taken.end || to <= taken.start;
}

/**
 * True where the page has the query's context on both sides in a row, without the passage between. `taken`: the
 * place that is thought of as the passage's.
 */
export function isGapClosed(query: Query, words: WordIndex, taken: Span): boolean {
  if (query.first < REACH || query.ids.length - query.end < REACH) return false;
  // One of the two words beside the gap at least is unedited, so all places to look at are theirs.
  const last = words.places(query.ids[query.first - 1] ?? -1);
  const next = words.places(query.ids[query.end] ?? -1);
  return (
    last.some((place) => closedAt(query, words, place + 1, taken)) ||
    next.some((place) => closedAt(query, words, place, taken))
  );
}
