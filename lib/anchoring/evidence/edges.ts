/**
 * The edges of an aligned passage. What surely belongs to it is its core: the words that were met, as far as they
 * hang together. Around the core, edited words are taken in, up to where the context goes on or the block ends; and
 * where the passage was marked from or to the border of a sentence, up to such a border.
 */
import type { Target } from '../../annotation/model';
import type { Alignment } from './align';
import { closesSentence, hasBorder, opensSentence, partsSentences } from './borders';
import { fold, sourceSpan } from '../text/fold';
import { isMet } from './placement';
import type { Query } from './query';
import type { SearchableText } from '../searchable';
import { findWords } from '../text/words';

/** [start, end) in UTF-16 units of the text. */
export interface Edges {
  readonly start: number;
  readonly end: number;
}

/** Places of the passage's core on the page, and how many of the passage's words stand outside it. */
interface Core {
  readonly first: number;
  readonly last: number;
  readonly unmetBefore: number;
  readonly unmetAfter: number;
}

/** Met words of the query that hang together. */
interface Chain {
  readonly bits: number;
  /** The last of them. */
  readonly at: number;
  /** The first and the last of them that are the passage's; -1 where none is. */
  readonly first: number;
  readonly last: number;
}

/** Met words in a row that may be left out of a chain, since they stand apart. */
const SKIPPED = 3;

/** Bits that a page word too much between two met words costs; an insertion as a whole costs no more than most. */
const STRAY = 1.2;
const MOST_STRAY = 12;
/** Bits for a border between blocks that the passage has not. */
const BORDER = 4;
/** … and for one between sentences. */
const SENTENCE = 8;

/** Page words taken in at an edge for each word of the passage that was not met there, and on top of these. */
const GROWTH = 2;
const GROWTH_MORE = 2;

/** Page words that an edit may have added to the end of a sentence … */
const MOST_ADDED = 6;
/** … or on either side, to one that was marked whole: half of what it says now would be another statement. */
const MOST_ADDED_TO_WHOLE = 40;

/** Share of its bits that is met of a block that is still there. */
const LEAST_OF_BLOCK = 0.3;

const WORD = /[\p{L}\p{N}\p{M}]/u;
const WORD_OR_BLANK = /[\p{L}\p{N}\p{M}\s]/u;

/** What edges are looked for in, so that it need not be passed around in parts. */
class Edging {
  /** Borders that the passage has itself cost nothing. */
  readonly #hasBlocks: boolean;
  readonly #hasSentences: boolean;
  /** Whether it was marked to the end of a sentence. */
  readonly #closes: boolean;

  constructor(
    private readonly searched: SearchableText,
    private readonly target: Target,
    private readonly query: Query,
    private readonly pairs: Alignment,
  ) {
    this.#hasBlocks = target.exact.includes('\n');
    this.#hasSentences = hasBorder(target.exact);
    this.#closes = closesSentence(target);
  }

  edges(): Edges {
    const core = this.#core();
    return { start: this.#start(core), end: this.#end(core) };
  }

  #placeOf(at: number): number {
    return this.pairs[at] ?? -1;
  }

  #isMet(at: number): boolean {
    return isMet(this.query, at, this.searched.words.ids, this.#placeOf(at));
  }

  /** The word at `place`, as a span of the text. */
  #word(place: number): Edges {
    const { words, folded } = this.searched;
    return sourceSpan(folded, words.starts[place] ?? 0, words.ends[place] ?? 0);
  }

  #between(one: number, other: number): string {
    return this.searched.text.slice(this.#word(one).end, this.#word(other).start);
  }

  /** What it costs to take two met words for parts of one passage. */
  #strayBits(from: number, to: number): number {
    const more = this.#placeOf(to) - this.#placeOf(from) - (to - from);
    if (more <= 0) return 0;
    const between = this.#between(this.#placeOf(from), this.#placeOf(to));
    const border = !this.#hasBlocks && between.includes('\n');
    const sentence = !this.#hasSentences && hasBorder(between);
    return Math.min(MOST_STRAY, more * STRAY) + (border ? BORDER : 0) + (sentence ? SENTENCE : 0);
  }

  /**
   * The met words that hang together best: the heaviest chain, where gaps cost. Words of the context count, so that a
   * last word behind an insertion stays, if what followed it still does.
   */
  #core(): Core {
    const { query } = this;
    let best: Chain = { bits: -Infinity, at: -1, first: query.first, last: query.first };
    const chains: Chain[] = [];
    for (let at = 0; at < query.ids.length; at++) {
      if (!this.#isMet(at)) continue;
      const chain = this.#chainTo(at, chains.slice(-SKIPPED - 1));
      chains.push(chain);
      if (chain.last >= 0 && chain.bits > best.bits) best = chain;
    }
    let { first, last } = this.#withoutLostBlocks(best);
    while (!this.#isMet(first) && first < last) first++;
    while (!this.#isMet(last) && last > first) last--;
    return {
      first: this.#placeOf(first),
      last: this.#placeOf(last),
      unmetBefore: first - query.first,
      unmetAfter: query.end - 1 - last,
    };
  }

  /** The heaviest chain that ends with the met word `at`: it goes on from one of those before, or begins here. */
  #chainTo(at: number, before: readonly Chain[]): Chain {
    const { query } = this;
    const isOwn = at >= query.first && at < query.end;
    const own = query.bits[at] ?? 0;
    let chain: Chain = { bits: own, at, first: isOwn ? at : -1, last: isOwn ? at : -1 };
    for (const earlier of before) {
      const bits = earlier.bits - this.#strayBits(earlier.at, at) + own;
      if (bits <= chain.bits) continue;
      const first = earlier.first < 0 && isOwn ? at : earlier.first;
      chain = { bits, at, first, last: isOwn ? at : earlier.last };
    }
    return chain;
  }

  /**
   * A passage that reached over several blocks ends where the last of these ends that is still there: of a block that
   * went elsewhere, a few words are met by chance in what stands there now.
   */
  #withoutLostBlocks({ first, last }: { first: number; last: number }): { first: number; last: number } {
    const blocks = blocksOf(this.target.exact, this.query);
    const kept = blocks.filter(([from, to]) => this.#metShare(from, to) >= LEAST_OF_BLOCK);
    return {
      first: Math.max(first, kept[0]?.[0] ?? first),
      last: Math.min(last, (kept.at(-1)?.[1] ?? last + 1) - 1),
    };
  }

  /** Share of the bits of the query's words [from, to) that was met. */
  #metShare(from: number, to: number): number {
    let all = 0;
    let met = 0;
    for (let at = from; at < to; at++) {
      const bits = this.query.bits[at] ?? 0;
      all += bits;
      if (this.#isMet(at)) met += bits;
    }
    return all > 0 ? met / all : 0;
  }

  /** The place of the nearest met word of the context before (after) the passage; -1 (Infinity) where there is none. */
  #contextBefore(counts = (at: number): boolean => this.#isMet(at)): number {
    for (let at = this.query.first - 1; at >= 0; at--) if (counts(at)) return this.#placeOf(at);
    return -1;
  }

  #contextAfter(counts = (at: number): boolean => this.#isMet(at)): number {
    for (let at = this.query.end; at < this.query.ids.length; at++) if (counts(at)) return this.#placeOf(at);
    return Infinity;
  }

  /** Whether a word of the context is met together with the one before or after it: a single one is met by chance. */
  #isMetInPair(at: number): boolean {
    const beside = (other: number): boolean =>
      this.#isMet(other) && this.#placeOf(other) - this.#placeOf(at) === other - at;
    return this.#isMet(at) && (beside(at - 1) || beside(at + 1));
  }

  /** Whether the passage's first word, at `start` of the text, has its capital still: what stands before is no part of it. */
  #beginsAsItDid(start: number): boolean {
    const { exact } = this.target;
    return this.searched.text[start] === exact[exact.search(WORD)];
  }

  /** The place where the sentence of `first` begins; `first` itself where that is far, or beyond a word of the context. */
  #sentenceStart(first: number): number {
    const before = this.#contextBefore((at) => this.#isMetInPair(at));
    const limit = Math.max(before + 1, first - MOST_ADDED_TO_WHOLE, 0);
    for (let at = first; at >= limit; at--) if (this.#isBorder(at - 1)) return at;
    return first;
  }

  /** … and where that of `last` ends. */
  #sentenceEnd(last: number): number {
    const [after, added] = this.query.isWhole
      ? [this.#contextAfter((at) => this.#isMetInPair(at)), MOST_ADDED_TO_WHOLE]
      : [this.#contextAfter(), MOST_ADDED];
    const limit = Math.min(after - 1, last + added, this.searched.words.starts.length - 1);
    for (let at = last; at <= limit; at++) if (this.#isBorder(at)) return at;
    return last;
  }

  /** Whether a sentence or a block ends with the word at `place`; so does what stands before the first word. */
  #isBorder(place: number): boolean {
    if (place < 0 || place + 1 >= this.searched.words.starts.length) return true;
    const gap = this.#between(place, place + 1);
    return gap.includes('\n') || partsSentences(gap);
  }

  #start({ first, unmetBefore }: Core): number {
    const { text } = this.searched;
    const { query, target } = this;
    const word = this.#word(first);
    if (unmetBefore === 0) {
      // A passage that began in the middle of a word does so again.
      if (query.firstStart < 0) return Math.min(word.end, word.start - query.firstStart);
      const hasMoreBefore = query.isWhole && !this.#beginsAsItDid(word.start);
      const opened = hasMoreBefore ? this.#sentenceStart(first) : first;
      return extendBack(text, this.#word(opened).start, target.exact);
    }
    const limit = Math.max(this.#contextBefore() + 1, first - (unmetBefore * GROWTH + GROWTH_MORE), 0);
    const wanted = first - unmetBefore;
    const opens = opensSentence(target);
    let chosen = first;
    for (let at = first - 1; at >= limit; at--) {
      const gap = this.#between(at, at + 1);
      if (gap.includes('\n')) break;
      if (opens && partsSentences(gap)) break;
      if (at >= wanted || opens) chosen = at;
    }
    if (query.isWhole) chosen = this.#sentenceStart(chosen);
    return extendBack(text, extendOut(text, this.#word(chosen).start, -1), target.exact);
  }

  #end({ last, unmetAfter }: Core): number {
    const { text } = this.searched;
    const { query, target } = this;
    const word = this.#word(last);
    if (unmetAfter === 0) {
      const beyond = query.lastEnd - query.exact.length;
      if (beyond > 0) return Math.max(word.start, word.end - beyond);
      const closed = this.#closes ? this.#sentenceEnd(last) : last;
      return extendForth(text, this.#word(closed).end, target.exact);
    }
    const limit = Math.min(
      this.#contextAfter() - 1,
      last + unmetAfter * GROWTH + GROWTH_MORE,
      this.searched.words.starts.length - 1,
    );
    const wanted = last + unmetAfter;
    let chosen = last;
    for (let at = last + 1; at <= limit; at++) {
      const gap = this.#between(at - 1, at);
      if (gap.includes('\n')) break;
      if (this.#closes && partsSentences(gap)) break;
      if (at <= wanted || this.#closes) chosen = at;
    }
    if (query.isWhole) chosen = this.#sentenceEnd(chosen);
    return extendForth(text, extendOut(text, this.#word(chosen).end, 1), target.exact);
  }
}

/** The words of the query that each block of the passage has. */
function blocksOf(exact: string, { first, end }: Query): (readonly [from: number, to: number])[] {
  const borders = [first];
  for (let at = exact.indexOf('\n'); at >= 0; at = exact.indexOf('\n', at + 1)) {
    borders.push(Math.min(end, first + findWords(fold(exact.slice(0, at)).text).starts.length));
  }
  return borders.map((from, block) => [from, borders[block + 1] ?? end]);
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

function lastWordEnd(text: string): number {
  let end = text.length;
  while (end > 0 && !WORD.test(text[end - 1] ?? '')) end--;
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
  return new Edging(searched, target, query, pairs).edges();
}
