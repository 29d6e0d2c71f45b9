/** Whether text that came to a page may be what a mark waits for, so that not every change means a search for all. */
import { fold } from '../anchoring/fold';
import type { PageIndex } from '../anchoring/page-index';
import { foldedOf } from '../anchoring/pages-folded';
import { findWords } from '../anchoring/words';

/** Share of a passage's different words that must have come. */
const LEAST_SHARE = 0.4;

function wordsOf(folded: string): Set<string> {
  const { starts, ends } = findWords(folded);
  return new Set(Array.from(starts, (start, at) => folded.slice(start, ends[at])));
}

/** The words of the text that came to a page between two indexes of it. */
export class News {
  readonly #words = new Set<string>();

  constructor(index: PageIndex, before: PageIndex | null) {
    const known = new Set(before?.pieces);
    for (const piece of index.pieces) {
      if (known.has(piece)) continue;
      for (const word of wordsOf(foldedOf(piece).text)) this.#words.add(word);
    }
  }

  /** Whether enough of a passage's words are among them. */
  concerns(passage: string): boolean {
    const words = wordsOf(fold(passage).text);
    if (words.size === 0) return this.#words.size > 0;
    let met = 0;
    for (const word of words) if (this.#words.has(word)) met++;
    return met / words.size >= LEAST_SHARE;
  }
}
