/** Which passages a reader marks: sentences, parts of them, a few of them, whole blocks, across blocks. */
import type { Block, PageModel } from './page-model';
import { isReading } from './page-model';
import type { Random } from './random';
import { Run, SentenceCutter, collapsed, lettersOf } from './run';
import type { Point, Span } from './run';

export interface Mark {
  /** As selected: in text nodes, or in an element after a triple click. */
  readonly start: Point;
  readonly end: Point;
  /** The same, always in text nodes. */
  readonly from: Point;
  readonly to: Point;
  /** The words of the page that it has, first and last included. */
  readonly first: number;
  readonly last: number;
  readonly exact: string;
  readonly shape: string;
}

const SHORTEST = 15;
const LONGEST = 400;
const MOST_TRIES = 40;

/** Context within its block by which a passage may be told from another of the same words. */
const CONTEXT = 32;

/** A paragraph that is shown whole, followed by another with nothing that has text between them. */
interface Pair {
  readonly one: Block;
  readonly other: Block;
}

/** Draws passages from one page. */
class Sampler {
  readonly #page: PageModel;
  readonly #random: Random;
  readonly #sentences: SentenceCutter;
  readonly #blocks: readonly Block[];
  readonly #pairs: readonly Pair[];
  /** The whole page's letters; null where repeated passages may be drawn too. */
  readonly #letters: string | null;

  constructor(page: PageModel, random: Random, repeats: boolean) {
    this.#page = page;
    this.#random = random;
    this.#sentences = new SentenceCutter(page);
    const prose = page.texts.map(({ pieces }) => pieces.map(({ text }) => text).join('')).join('');
    this.#letters = repeats ? null : lettersOf(prose);
    const reading = page.blocks.filter(isReading);
    this.#blocks = reading;
    this.#pairs = reading.flatMap((one, at): Pair[] => {
      const other = reading[at + 1];
      const adjoins = other?.texts[0] === (one.texts.at(-1) ?? Number.NaN) + 1;
      return other && adjoins && one.leaf && other.leaf ? [{ one, other }] : [];
    });
  }

  draw(): Mark | null {
    if (this.#blocks.length === 0) return null;
    const kind = this.#random.next();
    if (kind < 0.12 && this.#pairs.length > 0) return this.#across(this.#random.pick(this.#pairs));
    const block = this.#random.pick(this.#blocks);
    if (kind < 0.2) return this.#whole(block);
    const run = new Run(this.#page, block.texts);
    const sentences = this.#sentences.of(run);
    const at = this.#random.int(sentences.length);
    const sentence = sentences[at];
    if (!sentence) return null;
    if (kind < 0.65) return this.#mark(run, sentence, 'sentence');
    if (kind < 0.85) return this.#part(run, sentence);
    const last = sentences[Math.min(sentences.length - 1, at + 1 + this.#random.int(3))];
    return last ? this.#mark(run, [sentence[0], last[1]], 'sentences') : null;
  }

  #part(run: Run, [from, to]: Span): Mark | null {
    const words = run.words.filter(({ start, end }) => start >= from && end <= to);
    if (words.length < 3) return null;
    const first = this.#random.int(words.length - 2);
    const last = first + 2 + this.#random.int(words.length - first - 2);
    return this.#mark(run, [words[first]?.start ?? 0, words[last]?.end ?? 0], 'part');
  }

  /** From some word of one block to the end of a sentence in the next. */
  #across({ one, other }: Pair): Mark | null {
    const run = new Run(this.#page, [...one.texts, ...other.texts]);
    const border = new Run(this.#page, one.texts).text.length;
    const starts = [
      ...this.#sentences.of(new Run(this.#page, one.texts)).map(([start]) => start),
      ...run.words.filter(({ end }) => end <= border).map(({ start }) => start),
    ].filter((start) => start > border - LONGEST / 2);
    const ends = this.#sentences.of(new Run(this.#page, other.texts)).map(([, end]) => border + end);
    const [end] = ends.slice(this.#random.int(Math.min(2, ends.length)));
    if (starts.length === 0 || end === undefined) return null;
    return this.#mark(run, [this.#random.pick(starts), end], 'across');
  }

  /** As a triple click selects: the boundary points lie in the element, not in its text. */
  #whole(block: Block): Mark | null {
    const run = new Run(this.#page, block.texts);
    const mark = this.#mark(run, run.trimmed([0, run.text.length]), 'whole');
    if (!mark || !block.leaf || this.#random.chance(0.5)) return mark;
    const children = this.#page.nodes[block.at]?.childNodes.length ?? 0;
    return { ...mark, start: { node: block.at, offset: 0 }, end: { node: block.at, offset: children } };
  }

  /** Whether the page has the passage and what stands around it in its block twice. */
  #isRepeated(text: string, [start, end]: Span): boolean {
    const around = lettersOf(text.slice(Math.max(0, start - CONTEXT), end + CONTEXT));
    const at = this.#letters?.indexOf(around) ?? -1;
    return at !== -1 && this.#letters?.includes(around, at + 1) === true;
  }

  #mark(run: Run, [start, end]: Span, shape: string): Mark | null {
    const exact = collapsed(run.text.slice(start, end));
    const words = run.words.filter((word) => word.start >= start && word.end <= end);
    const first = words[0];
    const last = words.at(-1);
    if (!first || !last || first === last) return null;
    if (exact.length < SHORTEST || exact.length > LONGEST) return null;
    if (this.#isRepeated(run.text, [start, end])) return null;
    const from = run.startPoint(start);
    const to = run.endPoint(end);
    return {
      start: from,
      end: to,
      from,
      to,
      first: first.id,
      last: last.id,
      exact,
      shape,
    };
  }
}

/**
 * `count` different passages, fewer where the page has not as many. One that the page has twice, with the same
 * surroundings, is only drawn if `repeats`: once the page changes, nothing tells which of the two it was.
 */
export function sampleMarks(page: PageModel, count: number, random: Random, repeats = false): Mark[] {
  const sampler = new Sampler(page, random, repeats);
  const marks = new Map<string, Mark>();
  for (let tries = 0; marks.size < count && tries < count * MOST_TRIES; tries++) {
    const mark = sampler.draw();
    if (mark) marks.set(`${mark.first}-${mark.last}`, mark);
  }
  return [...marks.values()].toSorted((one, other) => one.first - other.first || one.last - other.last);
}
