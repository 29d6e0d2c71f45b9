/** Which of the passages that went are which of those that came, in other words. */

/** What went, what came, or both where one became the other. */
type Pair<T> =
  readonly [before: T, after: T] | readonly [before: T, after: null] | readonly [before: null, after: T];

/** Least share of words that two wordings of one passage have in common. */
const ALIKE = 0.4;
/** Comparisons beyond which passages are not paired. */
const MOST_COMPARISONS = 40_000;

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
  if (old.length * now.length > MOST_COMPARISONS) return [...old.map(gone), ...now.map(come)];
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

/** Words, or in scripts without blanks characters, and how often each occurs. */
function countWords(text: string): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  const words = text
    .toLowerCase()
    .match(/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]|[\p{L}\p{N}]+/gu);
  for (const word of words ?? []) counts.set(word, (counts.get(word) ?? 0) + 1);
  return counts;
}

/** Share of words in common, 0 to 1 (Dice). */
function likeness(one: ReadonlyMap<string, number>, other: ReadonlyMap<string, number>): number {
  let common = 0;
  for (const [word, times] of one) common += Math.min(times, other.get(word) ?? 0);
  const all = sum(one) + sum(other);
  return all === 0 ? 0 : (2 * common) / all;
}

function sum(counts: ReadonlyMap<string, number>): number {
  let total = 0;
  for (const times of counts.values()) total += times;
  return total;
}
