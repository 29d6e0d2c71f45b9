/** Two texts that were made of one, merged word by word where both changed different places. */
import { diff3Merge } from 'node-diff3';
import type { Entry } from './register';

/**
 * The merged text; null where it is not certain: no text is known that all were made of, or two changed the same place.
 *
 * @param values in an order that is the same on every device, the one to show first at the beginning
 */
export function mergeTexts(values: readonly Entry[]): string | null {
  const [first, ...others] = values;
  const base = first?.from;
  if (first === undefined || base === undefined || values.some(({ from }) => from !== base)) return null;
  if (typeof first.value !== 'string') return null;
  let merged: string | null = first.value;
  for (const { value } of others) {
    if (merged === null || typeof value !== 'string') return null;
    merged = mergeTwo(merged, base, value);
  }
  return merged;
}

function mergeTwo(mine: string, base: string, theirs: string): string | null {
  const parts = diff3Merge(words(mine), words(base), words(theirs), { excludeFalseConflicts: true });
  let text = '';
  for (const { ok } of parts) {
    if (!ok) return null;
    text += ok.join('');
  }
  return text;
}

/** Words, each with the blanks after it: joined they are the text. */
function words(text: string): string[] {
  return text.match(/\S+\s*|^\s+/gu) ?? [];
}
