/**
 * Whether a tool found a sentence that its authors edited, where no word's identity is known: by how much of it the
 * answer covers, and how much else. Pure: places in a text, no DOM.
 */
import type { Answer } from './ruler';
import type { Verdict } from './types';

/** Share of the sentence that a right answer covers, and most foreign text in it, as a share of the sentence. */
const LEAST_COVERED = 0.5;
const MOST_FOREIGN = 1;

/** For each place in a text how many characters of prose stand before it. */
export class Prose {
  readonly #before: Int32Array;

  /** `spans`: the stretches of `text` that are there to read. Blanks do not count. */
  constructor(text: string, spans: Iterable<Answer>) {
    const own = new Uint8Array(text.length);
    for (const { start, end } of spans)
      for (let at = start; at < end; at++) own[at] = /\s/.test(text.charAt(at)) ? 0 : 1;
    this.#before = new Int32Array(text.length + 1);
    for (const [at, one] of own.entries()) this.#before[at + 1] = (this.#before[at] ?? 0) + one;
  }

  amount(start: number, end: number): number {
    return end <= start ? 0 : (this.#before[end] ?? 0) - (this.#before[start] ?? 0);
  }
}

/** `sentence`: where it stands now; null where it was cut. */
export function judgeOverlap(sentence: Answer | null, prose: Prose, answer: Answer | null): Verdict {
  const empty = !answer || answer.end <= answer.start;
  if (!sentence) return empty ? 'rejected' : 'false-anchor';
  if (empty) return 'missed';
  const length = prose.amount(sentence.start, sentence.end);
  const covered = prose.amount(Math.max(sentence.start, answer.start), Math.min(sentence.end, answer.end));
  const foreign = prose.amount(answer.start, answer.end) - covered;
  if (covered === 0) return 'wrong';
  return covered >= length * LEAST_COVERED && foreign <= length * MOST_FOREIGN ? 'right' : 'partial';
}
