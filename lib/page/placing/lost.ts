/**
 * Passages whose nodes the page took away a moment ago. Where a framework draws its text anew they are back at once,
 * word for word with what is around them, and are found by that without weighing anything.
 */
import type { PageIndex } from '../../anchoring/text/page-index';

/** UTF-16 units of context that must be the same. */
const CONTEXT = 32;

export interface Lost {
  /** Where it stood. */
  readonly start: number;
  readonly text: string;
  readonly before: string;
  readonly after: string;
  /** See `Place`. */
  readonly doubtful: boolean;
}

/** Remembers a place by where it starts in the index that it was last seen in. */
export function lose(
  { text: all }: Pick<PageIndex, 'text'>,
  start: number,
  { text, doubtful }: Pick<Lost, 'text' | 'doubtful'>,
): Lost {
  const end = start + text.length;
  return {
    start,
    text,
    before: all.slice(Math.max(0, start - CONTEXT), start),
    after: all.slice(end, end + CONTEXT),
    doubtful,
  };
}

/**
 * Where a lost passage starts now; null where it is not there, or not the only one of its kind.
 *
 * @param shift how far its neighbours have moved
 */
export function findAgain({ text: all }: Pick<PageIndex, 'text'>, lost: Lost, shift: number): number | null {
  const { start, text, before, after } = lost;
  const whole = before + text + after;
  for (const moved of [start + shift, start]) {
    if (all.startsWith(whole, moved - before.length)) return moved;
  }
  const first = all.indexOf(whole);
  if (first < 0 || all.includes(whole, first + 1)) return null;
  return first + before.length;
}
