/** Share of the words of `before`, with repetitions, that `after` has: 0 to 1. */
export function wordsKept(before: readonly string[], after: readonly string[]): number {
  const left = new Map<string, number>();
  for (const word of after) left.set(word, (left.get(word) ?? 0) + 1);
  let kept = 0;
  for (const word of before) {
    const count = left.get(word) ?? 0;
    if (count === 0) continue;
    kept++;
    left.set(word, count - 1);
  }
  return kept / before.length;
}
