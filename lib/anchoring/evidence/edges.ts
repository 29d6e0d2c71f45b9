/**
 * The edges of an aligned passage. Around its core (`core.ts`), edited words are taken in, up to where the context goes
 * on or the block ends; and where the passage was marked from or to the border of a sentence, up to such a border.
 */
import type { Target } from '../../annotation/model';
import type { Alignment } from './align';
import { AlignedPassage, lastWordEnd, WORD } from './aligned';
import type { Edges } from './aligned';
import { hasBorder } from './borders';
import { coreOf } from './core';
import type { Core } from './core';
import type { Query } from './query';
import type { SearchableText } from '../searchable';
import { fold } from '../text/fold';

/** Page words taken in at an edge for each word of the passage that was not met there, and on top of these. */
const GROWTH = 2;
const GROWTH_MORE = 2;

/** Page words that an edit may have added to the end of a sentence … */
const MOST_ADDED = 6;
/** … or on either side, to one that was marked whole: half of what it says now would be another statement. */
const MOST_ADDED_TO_WHOLE = 40;

const WORD_OR_BLANK = /[\p{L}\p{N}\p{M}\s]/u;

/** What tells whether a word of the query counts for the context that goes on. */
type Counts = (passage: AlignedPassage, at: number) => boolean;

const isMet: Counts = (passage, at) => passage.isMet(at);

/** Whether a word of the context is met together with the one before or after it: a single one is met by chance. */
const isMetInPair: Counts = (passage, at) => {
  const beside = (other: number): boolean =>
    passage.isMet(other) && passage.placeOf(other) - passage.placeOf(at) === other - at;
  return passage.isMet(at) && (beside(at - 1) || beside(at + 1));
};

/** The place of the nearest word that counts of the context before the passage; -1 where there is none. */
function contextBefore(passage: AlignedPassage, counts: Counts): number {
  for (let at = passage.query.first - 1; at >= 0; at--) if (counts(passage, at)) return passage.placeOf(at);
  return -1;
}

/** … and of that after it; Infinity where there is none. */
function contextAfter(passage: AlignedPassage, counts: Counts): number {
  const { end, ids } = passage.query;
  for (let at = end; at < ids.length; at++) if (counts(passage, at)) return passage.placeOf(at);
  return Infinity;
}

/** Whether the passage's first word, at `start` of the text, has its capital still: what stands before is no part of it. */
function beginsAsItDid({ text, target: { exact } }: AlignedPassage, start: number): boolean {
  return text[start] === exact[exact.search(WORD)];
}

/** The place where the sentence of `first` begins; `first` itself where that is far, or beyond a word of the context. */
function sentenceStart(passage: AlignedPassage, first: number): number {
  const limit = Math.max(contextBefore(passage, isMetInPair) + 1, first - MOST_ADDED_TO_WHOLE, 0);
  for (let at = first; at >= limit; at--) if (passage.isBorder(at - 1)) return at;
  return first;
}

/** … and where that of `last` ends. */
function sentenceEnd(passage: AlignedPassage, last: number): number {
  const [counts, added] = passage.query.isWhole ? [isMetInPair, MOST_ADDED_TO_WHOLE] : [isMet, MOST_ADDED];
  const limit = Math.min(contextAfter(passage, counts) - 1, last + added, passage.lastPlace);
  for (let at = last; at <= limit; at++) if (passage.isBorder(at)) return at;
  return last;
}

function startOf(passage: AlignedPassage, { first, unmetBefore }: Core): number {
  const { text, query, target } = passage;
  const word = passage.word(first);
  if (unmetBefore === 0) {
    // A passage that began in the middle of a word does so again.
    if (query.firstStart < 0) return Math.min(word.end, word.start - query.firstStart);
    const hasMoreBefore = query.isWhole && !beginsAsItDid(passage, word.start);
    const opened = hasMoreBefore ? sentenceStart(passage, first) : first;
    return extendBack(text, passage.word(opened).start, target.exact);
  }
  const most = unmetBefore * GROWTH + GROWTH_MORE;
  const limit = Math.max(contextBefore(passage, isMet) + 1, first - most, 0);
  const wanted = first - unmetBefore;
  let chosen = first;
  for (let at = first - 1; at >= limit; at--) {
    const gap = passage.between(at, at + 1);
    if (gap.includes('\n')) break;
    if (query.opens && hasBorder(gap)) break;
    if (at >= wanted || query.opens) chosen = at;
  }
  if (query.isWhole) chosen = sentenceStart(passage, chosen);
  return extendBack(text, extendOut(text, passage.word(chosen).start, -1), target.exact);
}

function endOf(passage: AlignedPassage, { last, unmetAfter }: Core): number {
  const { text, query, target } = passage;
  const word = passage.word(last);
  if (unmetAfter === 0) {
    const beyond = query.lastEnd - query.exact.length;
    if (beyond > 0) return Math.max(word.start, word.end - beyond);
    const closed = query.closes ? sentenceEnd(passage, last) : last;
    return extendForth(text, passage.word(closed).end, target.exact);
  }
  const most = unmetAfter * GROWTH + GROWTH_MORE;
  const limit = Math.min(contextAfter(passage, isMet) - 1, last + most, passage.lastPlace);
  const wanted = last + unmetAfter;
  let chosen = last;
  for (let at = last + 1; at <= limit; at++) {
    const gap = passage.between(at - 1, at);
    if (gap.includes('\n')) break;
    if (query.closes && hasBorder(gap)) break;
    if (at <= wanted || query.closes) chosen = at;
  }
  if (query.isWhole) chosen = sentenceEnd(passage, chosen);
  return extendForth(text, extendOut(text, passage.word(chosen).end, 1), target.exact);
}

/** Over the punctuation that the passage begins with, as far as it stands before `position`; blanks do not count. */
function extendBack(text: string, position: number, exact: string): number {
  let start = position;
  for (const unit of exact
    .slice(0, Math.max(0, exact.search(WORD)))
    .split('')
    .toReversed()) {
    if (/\s/u.test(unit)) continue;
    let at = start - 1;
    while (/\s/u.test(text[at] ?? '')) at--;
    if (fold(text[at] ?? '').text !== fold(unit).text) break;
    start = at;
  }
  return start;
}

function extendForth(text: string, position: number, exact: string): number {
  let end = position;
  for (const unit of exact.slice(lastWordEnd(exact)).split('')) {
    if (/\s/u.test(unit)) continue;
    let at = end;
    while (/\s/u.test(text[at] ?? '')) at++;
    if (fold(text[at] ?? '').text !== fold(unit).text) break;
    end = at + 1;
  }
  return end;
}

/** Over the punctuation that is written together with the word at `position`. */
function extendOut(text: string, position: number, step: 1 | -1): number {
  let at = position;
  for (;;) {
    const unit = text[step < 0 ? at - 1 : at];
    if (unit === undefined || WORD_OR_BLANK.test(unit)) return at;
    at += step;
  }
}

/** The edges of an aligned passage, at least one word of which was met. */
export function refineEdges(searched: SearchableText, target: Target, query: Query, pairs: Alignment): Edges {
  const passage = new AlignedPassage(searched, target, query, pairs);
  const core = coreOf(passage);
  return { start: startOf(passage, core), end: endOf(passage, core) };
}
