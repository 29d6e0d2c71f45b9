/** The edges of an aligned passage, letter by letter: its punctuation, and words that were marked in part. */
import type { Alignment } from './align';
import type { Query } from './query';
import type { WordIndex } from './words';

interface Span {
  start: number;
  end: number;
}

/** How far `wanted`, read backwards, goes on before `position`; blanks do not count. */
function extendBack(folded: string, position: number, wanted: string): number {
  let start = position;
  for (const character of wanted.replaceAll(' ', '').split('').toReversed()) {
    let at = start - 1;
    while (folded[at] === ' ') at--;
    if (folded[at] !== character) break;
    start = at;
  }
  return start;
}

function extendForth(folded: string, position: number, wanted: string): number {
  let end = position;
  for (const character of wanted.replaceAll(' ', '').split('')) {
    let at = end;
    while (folded[at] === ' ') at++;
    if (folded[at] !== character) break;
    end = at + 1;
  }
  return end;
}

/** `span`: the page's word in place of the passage's first; `same`: it is the same word. */
function startEdge(query: Query, folded: string, span: Span, same: boolean): number {
  // A passage that began in the middle of a word does so again, if the word is still there.
  if (query.firstStart < 0) return same ? span.start - query.firstStart : span.start;
  return extendBack(folded, span.start, query.exact.slice(0, query.firstStart));
}

function endEdge(query: Query, folded: string, span: Span, same: boolean): number {
  const beyond = query.lastEnd - query.exact.length;
  if (beyond > 0) return same ? span.end - beyond : span.end;
  return extendForth(folded, span.end, query.exact.slice(query.lastEnd));
}

/** [start, end) in the folded text of an aligned passage, at least one word of which is paired. */
export function refineEdges(query: Query, words: WordIndex, folded: string, pairs: Alignment): Span {
  let first = query.first;
  while (first < query.end - 1 && (pairs[first] ?? -1) < 0) first++;
  let last = query.end - 1;
  while (last > first && (pairs[last] ?? -1) < 0) last--;
  const spanOf = (at: number): Span => {
    const place = pairs[at] ?? -1;
    return { start: words.starts[place] ?? 0, end: words.ends[place] ?? 0 };
  };
  const isSame = (at: number): boolean => words.ids[pairs[at] ?? -1] === query.ids[at];
  const head = spanOf(first);
  const tail = spanOf(last);
  return {
    start: first === query.first ? startEdge(query, folded, head, isSame(first)) : head.start,
    end: last === query.end - 1 ? endEdge(query, folded, tail, isSame(last)) : tail.end,
  };
}
