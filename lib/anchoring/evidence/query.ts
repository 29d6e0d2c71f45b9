/** A target made ready to be looked for on one page: its words with their weights, context and passage in a row. */
import type { Target } from '../../annotation/model';
import { closesSentence, opensSentence } from './borders';
import { fold } from '../text/fold';
import { lowerBound } from '../text/growable';
import { isIn, quotations } from './quotations';
import type { SearchableText } from '../searchable';
import { findWords } from '../text/words';

/** Words of context on either side; more tell nothing new. */
const MOST_CONTEXT = 30;

export interface Query {
  /** Words of context before, of the passage, and of context after: ids on the page (-1: nowhere) … */
  readonly ids: Int32Array;
  /** … and the bits that meeting each gives. */
  readonly bits: Float64Array;
  /** The passage is [first, end) of these words. Words that it cuts in two belong to it whole. */
  readonly first: number;
  readonly end: number;
  /** 1 for each of these words that the passage has between quotation marks … */
  readonly quoted: Uint8Array;
  /** … and whether they are more than a word or two. */
  readonly quotesSpeech: boolean;
  /** 1 for each word of the passage that has a digit … */
  readonly numeral: Uint8Array;
  /** … and whether there is more than one. */
  readonly hasSeveralNumbers: boolean;
  /** Whether the passage was marked from, and to, the border of a sentence … */
  readonly opens: boolean;
  readonly closes: boolean;
  /** … and so is one sentence or more. */
  readonly isWhole: boolean;
  /** The folded passage, and what stood before and after it. */
  readonly exact: string;
  readonly before: string;
  readonly after: string;
  /** Where the passage's first word starts in `exact`, negative where it begins in the middle of that word. */
  readonly firstStart: number;
  /** Where its last word ends, beyond the length of `exact` where it ends in the middle of that word. */
  readonly lastEnd: number;
  /** Sums of `bits` over the passage, over what stood before and after it, and over both. */
  readonly passageBits: number;
  readonly beforeBits: number;
  readonly afterBits: number;
  readonly contextBits: number;
}

/** Units by which a sentence is recognised in a prefix or suffix. */
const RECOGNISED = 24;

/**
 * The prefix, and where the sentence that it ends with is longer, the rest of that. Sentences come trimmed, and without
 * the punctuation that may part them from the passage.
 */
function contextBefore({ prefix, sentenceBefore }: Target): string {
  if (prefix === '') return sentenceBefore === '' ? '' : fold(`${sentenceBefore} `).text;
  const at = sentenceBefore === '' ? -1 : prefix.lastIndexOf(sentenceBefore.slice(-RECOGNISED));
  const end = at + Math.min(RECOGNISED, sentenceBefore.length);
  const isLonger = at >= 0 && sentenceBefore.length > end;
  return fold(isLonger ? sentenceBefore + prefix.slice(end) : prefix).text;
}

function contextAfter({ suffix, sentenceAfter }: Target): string {
  if (suffix === '') return sentenceAfter === '' ? '' : fold(` ${sentenceAfter}`).text;
  const at = sentenceAfter === '' ? -1 : suffix.indexOf(sentenceAfter.slice(0, RECOGNISED));
  const isLonger = at >= 0 && at + sentenceAfter.length > suffix.length;
  return fold(isLonger ? suffix.slice(0, at) + sentenceAfter : suffix).text;
}

/** Words between quotation marks that make speech of them. */
const SPEECH = 4;

/** Whether a text has a digit. */
export function isNumeral(word: string): boolean {
  return /\p{Nd}/u.test(word);
}

/** `exact`: the target's folded passage, without blanks at the edges. */
export function makeQuery({ words }: SearchableText, target: Target, exact: string): Query {
  const before = contextBefore(target);
  const after = contextAfter(target);
  const text = `${before}${exact}${after}`;
  const { starts, ends } = findWords(text);
  const passageFirst = lowerBound(ends, before.length + 1);
  const passageEnd = lowerBound(starts, before.length + exact.length);
  const from = Math.max(0, passageFirst - MOST_CONTEXT);
  const to = Math.min(starts.length, passageEnd + MOST_CONTEXT);
  const first = passageFirst - from;
  const end = passageEnd - from;
  const ids = new Int32Array(to - from);
  const bits = new Float64Array(to - from);
  const quoted = new Uint8Array(to - from);
  const numeral = new Uint8Array(to - from);
  const spoken = quotations(exact);
  const hasNumerals = isNumeral(exact);
  for (let at = 0; at < ids.length; at++) {
    const start = starts[from + at] ?? 0;
    const word = text.slice(start, ends[from + at]);
    const id = words.idOf(word);
    ids[at] = id;
    bits[at] = words.bits(word, id);
    if (at < first || at >= end) continue;
    if (spoken.length > 0) quoted[at] = Number(isIn(spoken, start - before.length));
    if (hasNumerals) numeral[at] = Number(isNumeral(word));
  }
  const [beforeBits, afterBits] = [sum(bits, 0, first), sum(bits, end, bits.length)];
  const [opens, closes] = [opensSentence(target), closesSentence(target)];
  return {
    ids,
    bits,
    first,
    end,
    quoted,
    quotesSpeech: sum(quoted, first, end) >= SPEECH,
    numeral,
    hasSeveralNumbers: sum(numeral, first, end) > 1,
    opens,
    closes,
    isWhole: opens && closes,
    exact,
    before,
    after,
    firstStart: (starts[passageFirst] ?? before.length) - before.length,
    lastEnd: (ends[passageEnd - 1] ?? before.length + exact.length) - before.length,
    passageBits: sum(bits, first, end),
    beforeBits,
    afterBits,
    contextBits: beforeBits + afterBits,
  };
}

function sum(values: Float64Array | Uint8Array, from: number, to: number): number {
  let total = 0;
  for (let at = from; at < to; at++) total += values[at] ?? 0;
  return total;
}
