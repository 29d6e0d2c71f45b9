/** Where sentences begin and end, told by their marks and by line breaks. An abbreviation counts as an end. */
import type { Target } from '../../annotation/model';

const ENDED = /(?:[.!?…。！？]["'”’»)\]]*\s*|\n\s*)$/u;
const ENDS = /[.!?…。！？]["'”’»)\]]*$/u;
const ENDS_WITHIN = /[.!?…]["'”’»)\]]*\s|[。！？]/u;
const ENDS_AFTER = /^(?:[.!?…。！？]["'”’»)\]]*(?:\s|$)|\s*(?:\n|$))/u;

/** Whether a sentence ends in `text`, from word to word or what stands between two, and another one begins. */
export function hasBorder(text: string): boolean {
  return ENDS_WITHIN.test(text);
}

/** … or a block ends there. */
export function isParted(text: string): boolean {
  return text.includes('\n') || hasBorder(text);
}

/** Whether a passage was marked from the beginning of a sentence; no, where nobody knows what stood before it. */
export function opensSentence({ prefix, position }: Target): boolean {
  return prefix === '' ? position?.start === 0 : ENDED.test(prefix);
}

/** Whether it was marked to the end of one. */
export function closesSentence({ exact, suffix }: Target): boolean {
  return ENDS.test(exact.trimEnd()) || ENDS_AFTER.test(suffix);
}
