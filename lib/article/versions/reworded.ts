/** Which of the passages that went are which of those that came, in other words. */
import { countWords, likeness } from '../../annotation/wording';

/** What went, what came, or both where one became the other. */
type Pair<T> =
  readonly [before: T, after: T] | readonly [before: T, after: null] | readonly [before: null, after: T];

/** Least share of words that two wordings of one passage have in common. */
const ALIKE = 0.4;
/** Comparisons beyond which passages are not paired. */
const MOST_COMPARISONS = 250_000;
/** Passages that are paired at a time beyond that, each with those that stand about where it stood. */
const AT_A_TIME = 400;

/**
 * Pairs passages in their order so that what they have in common is most (a sequence alignment, as Needleman and Wunsch's,
 * scored by words in common).
 *
 * @param textOf what a passage says
 */
export function pairReworded<T>(
  old: readonly T[],
  now: readonly T[],
  textOf: (passage: T) => string,
): readonly Pair<T>[] {
  if (old.length * now.length > MOST_COMPARISONS) return pairInParts(old, now, textOf);
  const [before, after] = [old, now].map((side) => side.map((passage) => countWords(textOf(passage))));
  const alike = (before ?? []).map((one) => (after ?? []).map((other) => likeness(one, other)));
  const best = bestScores(alike, old.length, now.length);
  const pairs: Pair<T>[] = [];
  let [i, j] = [0, 0];
  for (;;) {
    const [one, other] = [old[i], now[j]];
    if (one !== undefined && other !== undefined && isPaired(alike, best, i, j)) {
      pairs.push([one, other]);
      i++;
      j++;
    } else if (one !== undefined && best[i]?.[j] === best[i + 1]?.[j]) {
      pairs.push(gone(one));
      i++;
    } else if (other !== undefined) {
      pairs.push(come(other));
      j++;
    } else return pairs;
  }
}

type Scores = readonly (readonly number[])[];

function isPaired(alike: Scores, best: Scores, i: number, j: number): boolean {
  const score = alike[i]?.[j] ?? 0;
  return score >= ALIKE && best[i]?.[j] === score + (best[i + 1]?.[j + 1] ?? 0);
}

function pairInParts<T>(old: readonly T[], now: readonly T[], textOf: (passage: T) => string): Pair<T>[] {
  const parts = Math.ceil(Math.max(old.length, now.length) / AT_A_TIME);
  const part = (side: readonly T[], nth: number): readonly T[] =>
    side.slice(Math.round((side.length * nth) / parts), Math.round((side.length * (nth + 1)) / parts));
  return Array.from({ length: parts }, (_, nth) =>
    pairReworded(part(old, nth), part(now, nth), textOf),
  ).flat();
}

function gone<T>(passage: T): Pair<T> {
  return [passage, null];
}

function come<T>(passage: T): Pair<T> {
  return [null, passage];
}

/** The most that can be had in common from each pair of places to the ends. */
function bestScores(alike: Scores, rows: number, columns: number): Scores {
  const best = Array.from({ length: rows + 1 }, () => Array.from({ length: columns + 1 }, () => 0));
  for (let i = rows - 1; i >= 0; i--) {
    for (let j = columns - 1; j >= 0; j--) {
      const score = alike[i]?.[j] ?? 0;
      const paired = score >= ALIKE ? score + (best[i + 1]?.[j + 1] ?? 0) : 0;
      const row = best[i];
      if (row) row[j] = Math.max(paired, best[i + 1]?.[j] ?? 0, row[j + 1] ?? 0);
    }
  }
  return best;
}
