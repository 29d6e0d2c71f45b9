/** The text of blocks as one string, and the way back to the nodes. */
import type { PageModel } from './page-model';
import { supported } from './page-model';

/** A boundary point, the node by its place among the page's nodes. */
export interface Point {
  readonly node: number;
  readonly offset: number;
}

export interface Word {
  readonly id: number;
  readonly start: number;
  readonly end: number;
}

/** [start, end) in the text of a run. */
export type Span = readonly [start: number, end: number];

/** Successive texts of one or two blocks, as one string in which every blank is a space. */
export class Run {
  readonly text: string;
  readonly words: readonly Word[];
  readonly #starts: readonly number[];
  readonly #nodes: readonly number[];

  constructor(page: PageModel, numbers: readonly number[]) {
    const starts: number[] = [];
    const nodes: number[] = [];
    const words: Word[] = [];
    let text = '';
    for (const number of numbers) {
      const own = page.texts[number];
      if (!own) continue;
      starts.push(text.length);
      nodes.push(own.at);
      for (const piece of own.pieces) {
        const start = text.length;
        text += piece.text;
        if (piece.word >= 0) words.push({ id: piece.word, start, end: text.length });
      }
    }
    this.text = text.replaceAll(/\s/g, ' ');
    this.words = words;
    this.#starts = starts;
    this.#nodes = nodes;
  }

  /** The node that holds the character at `offset`. */
  startPoint(offset: number): Point {
    const at = this.#starts.findLastIndex((start) => start <= offset);
    return { node: this.#nodes[at] ?? 0, offset: offset - (this.#starts[at] ?? 0) };
  }

  /** The node that holds the character before `offset`. */
  endPoint(offset: number): Point {
    const at = this.#starts.findLastIndex((start) => start < offset);
    return { node: this.#nodes[at] ?? 0, offset: offset - (this.#starts[at] ?? 0) };
  }

  trimmed([start, end]: Span): Span {
    const text = this.text.slice(start, end);
    return [start + text.length - text.trimStart().length, end - (text.length - text.trimEnd().length)];
  }
}

/** Cuts a run into its sentences. */
export class SentenceCutter {
  readonly #segmenter: Intl.Segmenter;

  constructor(page: PageModel) {
    const language = supported(page.root.getAttribute('lang') ?? 'en');
    this.#segmenter = new Intl.Segmenter(language, { granularity: 'sentence' });
  }

  /** Without blanks at their ends. */
  of(run: Run): Span[] {
    return [...this.#segmenter.segment(run.text)]
      .map(({ index, segment }) => run.trimmed([index, index + segment.length]))
      .filter(([start, end]) => end > start);
  }
}

/** Letters and digits alone. */
export const lettersOf = (text: string): string => text.toLowerCase().replaceAll(/[^\p{L}\p{N}]+/gu, '');

/** Blanks as they show. */
export const collapsed = (text: string): string => text.replaceAll(/[ \t\r\n]+/g, ' ').trim();
