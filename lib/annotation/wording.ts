/** What two texts have in common. */

const SAME_SIGNS: readonly (readonly [RegExp, string])[] = [
  [/[\u2018\u2019\u201A\u201B\u02BC\u2032`´]/gu, "'"],
  [/[\u201C\u201D\u201E\u201F\u00AB\u00BB\u2033]/gu, '"'],
  [/[\u2010-\u2015\u2212]/gu, '-'],
  [/\u2026/gu, '...'],
];

/** A text without what is only typography: kinds of quotation marks and dashes, blanks, characters that nobody sees. */
export function wording(text: string): string {
  let folded = text.normalize('NFKC').replaceAll(/[\u00AD\u200B-\u200D\u2060\uFEFF]/gu, '');
  for (const [signs, sign] of SAME_SIGNS) folded = folded.replaceAll(signs, sign);
  return folded.replaceAll(/\s+/gu, ' ').trim();
}

/** Words, or in scripts without blanks characters, and how often each occurs. */
export function countWords(text: string): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  const words = text
    .toLowerCase()
    .match(/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]|[\p{L}\p{M}\p{N}]+/gu);
  for (const word of words ?? []) counts.set(word, (counts.get(word) ?? 0) + 1);
  return counts;
}

/** Share of words in common, 0 to 1 (Dice). */
export function likeness(one: ReadonlyMap<string, number>, other: ReadonlyMap<string, number>): number {
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
