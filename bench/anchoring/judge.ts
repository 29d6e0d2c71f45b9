/** Whether a tool put a mark where it belongs. Pure: words and places, no DOM. */
import type { Tokens, Truth } from './truth';
import type { Verdict } from './types';

/** First index at which `holds` is true; it must be false before and true from there on. */
function firstWhere(length: number, holds: (at: number) => boolean): number {
  let low = 0;
  let high = length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (holds(middle)) high = middle;
    else low = middle + 1;
  }
  return low;
}

/**
 * The verdict on the answer [start, end), places in `tokens.text`, null for no answer; null where no answer to
 * this mark is right or wrong.
 */
export function judge(
  truth: Truth,
  tokens: Tokens,
  answer: { readonly start: number; readonly end: number } | null,
): Verdict | null {
  if (truth.state === 'open') return null;
  const empty = !answer || answer.end <= answer.start;
  if (truth.state === 'cut') return empty ? 'rejected' : 'false-anchor';
  if (empty) return 'missed';
  const { starts, ends } = tokens;
  const first = firstWhere(ends.length, (at) => (ends[at] ?? 0) > answer.start);
  const last = firstWhere(starts.length, (at) => (starts[at] ?? 0) >= answer.end) - 1;
  if (last < truth.first || first > truth.last || last < first) return 'wrong';
  const whole =
    answer.start <= (starts[truth.first] ?? 0) &&
    answer.end >= (ends[truth.last] ?? Number.POSITIVE_INFINITY);
  return whole && first >= truth.from && last <= truth.to ? 'right' : 'partial';
}
