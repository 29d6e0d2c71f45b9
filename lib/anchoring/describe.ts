/** From a range that the user selected to the target that an annotation keeps. */
import { MAX_EXACT } from '../annotation/limits';
import type { Target } from '../annotation/model';
import { countOccurrences, makeNeedle } from './evidence/exact';
import { lookAlikesOf } from './evidence/look-alikes';
import { foldedOffset, sourceSpan } from './text/fold';
import { sentenceAfter, sentenceBefore } from './sentences';
import { clipEnd, clipStart } from './clip';
import { selectRange } from './range-selector';
import type { SearchableText } from './searchable';
import type { TextIndex } from './text-index';

/** UTF-16 units of context kept on either side, a little less where that falls inside a word. */
const CONTEXT = 64;

/** `blank`: nothing to read was selected; `too-long`: more than `MAX_EXACT`. */
export type Described =
  | { readonly ok: true; readonly target: Target }
  | { readonly ok: false; readonly reason: 'blank' | 'too-long' };

/** Whether `at` falls between the two units of one character. */
function insideCharacter(text: string, at: number): boolean {
  return (text.codePointAt(at - 1) ?? 0) > 0xffff;
}

/**
 * Describes `range` as a W3C quote and position against the index's text, and where one document holds it by the way to
 * its nodes.
 *
 * Blanks at its edges are left out, and a character of two units is taken whole. `sentenceBefore` and
 * `sentenceAfter` adjoin the passage: the rest of the sentence that it stands in, or else the neighbouring one. How often it
 * stands there, and what else is like it, is noted where there is any.
 */
export function describe(index: TextIndex, range: Range): Described {
  const start = index.offsetOf(range.startContainer, range.startOffset, 'start');
  const end = index.offsetOf(range.endContainer, range.endOffset, 'end');
  const described = describeSpan(index, start, end);
  const position = described.ok ? described.target.position : null;
  const place = position && index.rangeAt(position.start, position.end);
  const isInFrame = place?.startContainer.ownerDocument !== index.document;
  const selector = place && !isInFrame ? selectRange(place) : null;
  return described.ok && selector
    ? { ok: true, target: { ...described.target, range: selector } }
    : described;
}

/** As `describe`, for the passage [start, end), in UTF-16 units of `searched.text`. */
export function describeSpan(searched: SearchableText, start: number, end: number): Described {
  const { text, folded } = searched;
  if (start >= end) return { ok: false, reason: 'blank' };
  const wholeStart = insideCharacter(text, start) ? start - 1 : start;
  const wholeEnd = insideCharacter(text, end) ? end + 1 : end;

  // The folded text knows what is blank or unseen: its span is the passage without such edges.
  let first = foldedOffset(folded, wholeStart);
  let last = foldedOffset(folded, wholeEnd);
  while (first < last && folded.text[first] === ' ') first++;
  while (first < last && folded.text[last - 1] === ' ') last--;
  if (first >= last) return { ok: false, reason: 'blank' };
  const position = sourceSpan(folded, first, last);
  if (position.end - position.start > MAX_EXACT) return { ok: false, reason: 'too-long' };
  const target = {
    exact: text.slice(position.start, position.end),
    prefix: clipStart(text, position.start, CONTEXT),
    suffix: clipEnd(text, position.end, CONTEXT),
    position,
    sentenceBefore: sentenceBefore(text, position.start),
    sentenceAfter: sentenceAfter(text, position.end),
  };
  const occurrences = countOccurrences(searched, makeNeedle(target));
  const lookAlikes = lookAlikesOf(searched, target, { start: first, end: last });
  return {
    ok: true,
    target: {
      ...target,
      ...(occurrences > 1 && { occurrences }),
      ...(lookAlikes.length > 0 && { lookAlikes }),
    },
  };
}
