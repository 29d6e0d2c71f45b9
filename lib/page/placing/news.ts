/** Whether text that came to a page may be what a mark waits for, so that not every change means a search for all. */
import { fold } from '../../anchoring/text/fold';
import type { PageIndex } from '../../anchoring/text/page-index';
import { findWords } from '../../anchoring/text/words';

/** Share of a passage's different words that must have come. */
const LEAST_SHARE = 0.4;

/** The words of the text that came to a page between two indexes of it. */
export class News {
  readonly #index: PageIndex;
  /** By the number of a word: 1 where it came. */
  readonly #came: Uint8Array;
  #isAny = false;

  /** @param index whose words are prepared */
  constructor(index: PageIndex, before: PageIndex | null) {
    this.#index = index;
    this.#came = new Uint8Array(index.idLimit);
    const known = new Set(before?.pieces);
    for (const piece of index.pieces) {
      if (known.has(piece)) continue;
      const words = piece.words ?? [];
      this.#isAny = true;
      for (let at = 2; at < words.length; at += 3) this.#came[words[at] ?? 0] = 1;
    }
  }

  /** Whether enough of a passage's words are among them. */
  concerns(passage: string): boolean {
    const folded = fold(passage).text;
    const { starts, ends } = findWords(folded);
    const words = new Set(Array.from(starts, (start, at) => folded.slice(start, ends[at])));
    if (words.size === 0) return this.#isAny;
    let met = 0;
    for (const word of words) if (this.#came[this.#index.idOf(word)] === 1) met++;
    return met / words.size >= LEAST_SHARE;
  }
}
