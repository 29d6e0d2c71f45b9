/** The sentences beside a passage, so that a mark can be read without its page. */
import { clipEnd, clipStart } from './clip';

/** Longest sentence kept, in UTF-16 units. */
const LONGEST = 400;
/** Text looked at for it. */
const LOOK = 1_000;

let segmenter: Intl.Segmenter | null = null;

function split(text: string): string[] {
  segmenter ??= new Intl.Segmenter(undefined, { granularity: 'sentence' });
  return Array.from(segmenter.segment(text), ({ segment }) => segment);
}

function hasWord(text: string): boolean {
  return /[\p{L}\p{N}]/u.test(text);
}

/**
 * What adjoins a passage that starts at `start` of `text`: the beginning of the sentence that it stands in, or,
 * where it opens a sentence, the one before. It never reaches over more than one line break.
 */
export function sentenceBefore(text: string, start: number): string {
  const seen = clipStart(text, start, LOOK);
  const lines = seen.split('\n');
  const line = lines.findLast(hasWord);
  // More than one line up it is no neighbour.
  if (line === undefined || lines.length - 1 - lines.lastIndexOf(line) > 1) return '';
  let sentence = '';
  for (const piece of split(line).toReversed()) {
    sentence = piece + sentence;
    if (hasWord(sentence)) break;
  }
  const trimmed = sentence.trim();
  return clipStart(trimmed, trimmed.length, LONGEST);
}

/** What adjoins a passage that ends at `end` of `text`: the rest of its sentence, or else the sentence after. */
export function sentenceAfter(text: string, end: number): string {
  const lines = clipEnd(text, end, LOOK).split('\n');
  const at = lines.findIndex(hasWord);
  const line = at === 0 || at === 1 ? lines[at] : undefined;
  if (line === undefined) return '';
  let sentence = '';
  for (const piece of split(line)) {
    sentence += piece;
    if (hasWord(sentence)) break;
  }
  return clipEnd(sentence.trim(), 0, LONGEST);
}

/** The sentences that [start, end) of `text` has a part of, in the line in which it starts. */
export function sentencesOver(text: string, start: number, end: number): string {
  const lineStart = text.lastIndexOf('\n', start - 1) + 1;
  const lineEnd = text.indexOf('\n', start);
  let at = Math.max(lineStart, start - LOOK);
  const line = text.slice(at, Math.min(lineEnd < 0 ? text.length : lineEnd, start + LOOK));
  let sentences = '';
  for (const piece of split(line)) {
    if (at < end && at + piece.length > start) sentences += piece;
    at += piece.length;
  }
  return sentences.trim();
}
