/** A text index made of pieces: flat strings and arrays over them, which are made when first asked for. */
import { nearestText } from './boundary';
import { hasSeen } from './characters';
import { isText } from './flat-tree';
import { lowerBound } from './growable';
import { foldedOf, PagesFolded } from './pages-folded';
import type { Piece } from './piece';
import { rangeOf, spotOver } from './range-over';
import type { Part, Spot } from './range-over';
import { joinWords } from './words';
import type { Vocabulary, WordIndex } from './words';

/** A passage, held so that it can be told later whether it still stands as it was read. */
export interface Held {
  readonly pieces: readonly Piece[];
  /** From there in the first piece … */
  readonly from: number;
  /** … over so many units of the text. */
  readonly length: number;
}

/** What an index needs to know of the page that it was read from. */
export interface Origin {
  readonly root: Element;
  readonly vocabulary: Vocabulary;
  /** The piece that a node stands in, null where it stands in none. */
  pieceOf(node: Text): Piece | null;
}

/** See `TextIndex`, which says what is public of it. */
export class PageIndex {
  readonly text: string;
  readonly pieces: readonly Piece[];
  readonly #origin: Origin;
  /** Where each piece starts in `text`. */
  readonly #starts: Int32Array;
  #folded: PagesFolded | null = null;
  #words: WordIndex | null = null;
  #preparing: Generator<void, void> | null = null;

  constructor(pieces: readonly Piece[], origin: Origin) {
    this.pieces = pieces;
    this.#origin = origin;
    this.#starts = new Int32Array(pieces.length);
    const texts: string[] = [];
    let start = 0;
    for (const piece of pieces) {
      piece.at = texts.length;
      this.#starts[piece.at] = start;
      start += piece.text.length + 1;
      texts.push(piece.text);
    }
    this.text = texts.join('\n');
  }

  get document(): Document {
    return this.#origin.root.ownerDocument;
  }

  get folded(): PagesFolded {
    return (this.#folded ??= new PagesFolded(this.pieces, this.#starts, this.text.length));
  }

  get words(): WordIndex {
    if (!this.#words) {
      const { vocabulary } = this.#origin;
      const lists = this.pieces.map((piece) => (piece.words ??= vocabulary.read(foldedOf(piece).text)));
      this.#words = joinWords(lists, this.folded.starts, vocabulary);
    }
    return this.#words;
  }

  /** The number of a word in all lists of its pieces; -1 for one that was never met. */
  idOf(word: string): number {
    return this.#origin.vocabulary.find(word);
  }

  /** Above the number of every word. */
  get idLimit(): number {
    return this.#origin.vocabulary.size;
  }

  /** Does what `folded` and `words` have to do, in steps: true where it is done. */
  prepareWords(mayGoOn: () => boolean): boolean {
    const { vocabulary } = this.#origin;
    this.#preparing ??= prepare(this.pieces, vocabulary);
    for (;;) {
      if (this.#preparing.next().done) return true;
      if (!mayGoOn()) return false;
    }
  }

  rangeAt(start: number, end: number): Range | null {
    const spot = this.spotAt(start, end);
    return spot && rangeOf(spot);
  }

  /** As `rangeAt`, without making a range. */
  spotAt(start: number, end: number): Spot | null {
    return spotOver(this.#partsOf(start, end));
  }

  offsetOf(container: Node, offset: number, snap: 'start' | 'end'): number {
    const own = isText(container) ? this.#positionOf(container, offset) : null;
    if (own !== null) return own;
    const near = nearestText(container, offset, snap, this.#origin.root, (node) => this.#has(node));
    const position = near && this.#positionOf(near, snap === 'start' ? 0 : near.length);
    return position ?? (snap === 'start' ? this.text.length : 0);
  }

  /** False for a text node that has something to read and was left out. */
  isRead(node: Node): boolean {
    return !isText(node) || !hasSeen(node.data) || this.#has(node);
  }

  hold(start: number, end: number): Held | null {
    const parts = this.#partsOf(start, end);
    const [first] = parts;
    const last = parts.at(-1);
    if (!first || !last) return null;
    const pieces = parts.map(({ piece }) => piece);
    const length = pieces.slice(0, -1).reduce((sum, { text }) => sum + text.length + 1, last.to - first.from);
    return { pieces, from: first.from, length };
  }

  /** Where a passage that was held in an earlier index of the page stands. Null where any piece of it was read anew. */
  where({ pieces, from, length }: Held): { start: number; end: number } | null {
    const [first] = pieces;
    const at = first ? this.#indexOf(first) : -1;
    if (at < 0 || pieces.some((piece, step) => piece !== this.pieces[at + step])) return null;
    const start = (this.#starts[at] ?? 0) + from;
    return { start, end: start + length };
  }

  #partsOf(start: number, end: number): Part[] {
    const parts: Part[] = [];
    const limit = Math.min(end, this.text.length);
    for (let at = Math.max(0, lowerBound(this.#starts, start + 1) - 1); at < this.pieces.length; at++) {
      const piece = this.pieces[at];
      const offset = this.#starts[at] ?? 0;
      if (!piece || offset >= limit) break;
      const from = Math.max(0, start - offset);
      const to = Math.min(piece.text.length, limit - offset);
      if (from < to) parts.push({ piece, from, to });
    }
    return parts;
  }

  #indexOf(piece: Piece): number {
    return this.pieces[piece.at] === piece ? piece.at : this.pieces.indexOf(piece);
  }

  #positionOf(node: Text, offset: number): number | null {
    const piece = this.#origin.pieceOf(node);
    const position = piece && this.#indexOf(piece) >= 0 ? piece.positionOf(node, offset) : null;
    return piece && position !== null ? (this.#starts[this.#indexOf(piece)] ?? 0) + position : null;
  }

  #has(node: Text): boolean {
    return this.#positionOf(node, 0) !== null;
  }
}

function* prepare(pieces: readonly Piece[], vocabulary: Vocabulary): Generator<void, void> {
  for (const piece of pieces) {
    if (piece.words) continue;
    piece.words = yield* vocabulary.readInSteps(foldedOf(piece).text);
    yield;
  }
}
