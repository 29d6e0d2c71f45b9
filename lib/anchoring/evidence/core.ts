/**
 * The core of an aligned passage: the words of it that were met, as far as they hang together. What was met of it in a
 * block or in a sentence that says something else was met by chance, and is left out.
 */
import type { AlignedPassage, WordSpan } from './aligned';
import { hasBorder, isParted } from './borders';
import type { Query } from './query';
import { fold } from '../text/fold';
import { findWords } from '../text/words';

/** Places of the passage's core on the page, and how many of the passage's words stand outside it. */
export interface Core {
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

/** Met words that stand in one sentence of the page. */
interface Part extends WordSpan {
  readonly bits: number;
  readonly met: number;
  /** How many words that sentence has. */
  readonly words: number;
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

/** Share of its bits that is met of a block that is still there. */
const LEAST_OF_BLOCK = 0.3;
/** Share of the words of a sentence that are the passage's, so that it is a part of what was marked … */
const LEAST_OF_SENTENCE = 0.5;
/** … unless it has this share of the bits that the main part of it has. */
const AS_GOOD = 0.5;
/** Words on either side that are looked through for the border of a sentence. */
const MOST_OF_SENTENCE = 40;

/** What the page words too much between two met words cost. */
function strayBits(passage: AlignedPassage, from: number, to: number): number {
  const more = passage.placeOf(to) - passage.placeOf(from) - (to - from);
  return Math.min(MOST_STRAY, Math.max(0, more) * STRAY);
}

/** What the borders among them cost. */
function borderBits(passage: AlignedPassage, from: number, to: number): number {
  const between = passage.between(passage.placeOf(from), passage.placeOf(to));
  const block = !passage.hasBlocks && between.includes('\n') ? BORDER : 0;
  const sentence = !passage.hasSentences && hasBorder(between) ? SENTENCE : 0;
  return block + sentence;
}

/** The heaviest chain that ends with the met word `at`: it goes on from one of those before, or begins here. */
function chainTo(passage: AlignedPassage, at: number, before: readonly Chain[]): Chain {
  const { query } = passage;
  const isOwn = at >= query.first && at < query.end;
  const own = query.bits[at] ?? 0;
  let chain: Chain = { bits: own, at, first: isOwn ? at : -1, last: isOwn ? at : -1 };
  for (const earlier of before) {
    const stray = strayBits(passage, earlier.at, at);
    const most = earlier.bits - stray + own;
    // To read what stands between is dear.
    if (most <= chain.bits) continue;
    const bits = stray > 0 ? most - borderBits(passage, earlier.at, at) : most;
    if (bits <= chain.bits) continue;
    const first = earlier.first < 0 && isOwn ? at : earlier.first;
    chain = { bits, at, first, last: isOwn ? at : earlier.last };
  }
  return chain;
}

/**
 * The met words that hang together best: the heaviest chain, where gaps cost. Words of the context count, so that a
 * last word behind an insertion stays, if what followed it still does.
 */
function heaviestChain(passage: AlignedPassage): WordSpan {
  const { query } = passage;
  let best: Chain = { bits: -Infinity, at: -1, first: query.first, last: query.first };
  const chains: Chain[] = [];
  for (let at = 0; at < query.ids.length; at++) {
    if (!passage.isMet(at)) continue;
    const chain = chainTo(passage, at, chains.slice(-SKIPPED - 1));
    chains.push(chain);
    if (chain.last >= 0 && chain.bits > best.bits) best = chain;
  }
  return best;
}

/** The words of the query that each block of the passage has. */
function blocksOf(exact: string, { first, end }: Query): (readonly [from: number, to: number])[] {
  const borders = [first];
  for (let at = exact.indexOf('\n'); at >= 0; at = exact.indexOf('\n', at + 1)) {
    borders.push(Math.min(end, first + findWords(fold(exact.slice(0, at)).text).starts.length));
  }
  return borders.map((from, block) => [from, borders[block + 1] ?? end]);
}

/** Share of the bits of the query's words [from, to) that was met. */
function metShare(passage: AlignedPassage, from: number, to: number): number {
  let all = 0;
  let met = 0;
  for (let at = from; at < to; at++) {
    const bits = passage.query.bits[at] ?? 0;
    all += bits;
    if (passage.isMet(at)) met += bits;
  }
  return all > 0 ? met / all : 0;
}

/**
 * A passage that reached over several blocks ends where the last of these ends that is still there: of a block that
 * went elsewhere, a few words are met by chance in what stands there now.
 */
function withoutLostBlocks(passage: AlignedPassage, { first, last }: WordSpan): WordSpan {
  const blocks = blocksOf(passage.target.exact, passage.query);
  const kept = blocks.filter(([from, to]) => metShare(passage, from, to) >= LEAST_OF_BLOCK);
  return {
    first: Math.max(first, kept[0]?.[0] ?? first),
    last: Math.min(last, (kept.at(-1)?.[1] ?? last + 1) - 1),
  };
}

/** From the first of these words to the last that was met. */
function metWithin(passage: AlignedPassage, { first, last }: WordSpan): WordSpan {
  let [from, to] = [first, last];
  while (!passage.isMet(from) && from < to) from++;
  while (!passage.isMet(to) && to > from) to--;
  return { first: from, last: to };
}

/** The met words of `span`, those of each sentence of the page by themselves. */
function partsOf(passage: AlignedPassage, { first, last }: WordSpan): Part[] {
  const parts: Part[] = [];
  let end = -1;
  for (let at = first; at <= last; at++) {
    if (!passage.isMet(at)) continue;
    const place = passage.placeOf(at);
    const bits = passage.query.bits[at] ?? 0;
    const part = place <= end ? parts.pop() : undefined;
    if (part) {
      parts.push({ ...part, last: at, bits: part.bits + bits, met: part.met + 1 });
      continue;
    }
    let start = place;
    while (start > Math.max(end + 1, place - MOST_OF_SENTENCE) && !passage.isBorder(start - 1)) start--;
    end = place;
    while (end < place + MOST_OF_SENTENCE && !passage.isBorder(end)) end++;
    parts.push({ first: at, last: at, bits, met: 1, words: end - start + 1 });
  }
  return parts;
}

/**
 * Where a sentence stands in several now, those at its ends are left out that say mostly something else: a few words of
 * it are met in any, and more in one of its kind.
 */
function withoutOtherSentences(passage: AlignedPassage, span: WordSpan): WordSpan {
  if (passage.hasSentences || passage.hasBlocks) return span;
  const within = passage.between(passage.placeOf(span.first), passage.placeOf(span.last));
  if (!isParted(within)) return span;
  const parts = partsOf(passage, span);
  const least = Math.max(...parts.map(({ bits }) => bits)) * AS_GOOD;
  const kept = parts.filter(({ bits, met, words }) => bits >= least || met >= words * LEAST_OF_SENTENCE);
  return {
    first: (passage.query.opens ? kept[0]?.first : undefined) ?? span.first,
    last: (passage.query.closes ? kept.at(-1)?.last : undefined) ?? span.last,
  };
}

/** The core of a passage at least one word of which was met. */
export function coreOf(passage: AlignedPassage): Core {
  const chain = withoutLostBlocks(passage, heaviestChain(passage));
  const { first, last } = withoutOtherSentences(passage, metWithin(passage, chain));
  const { query } = passage;
  return {
    first: passage.placeOf(first),
    last: passage.placeOf(last),
    unmetBefore: first - query.first,
    unmetAfter: query.end - 1 - last,
  };
}
