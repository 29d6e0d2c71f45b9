/** The folded text of a page, piece by piece: a blank between two pieces, none for a piece that folds to nothing. */
import { foldPiece, sourceInPiece, unitInPiece } from './fold';
import type { Folded, FoldedPiece } from './fold';
import { lowerBound } from './growable';
import type { Piece } from './piece';

/** As `foldPiece`, without the blanks that characters which are dropped at the edges leave there. */
function foldTrimmed(text: string): FoldedPiece {
  const piece = foldPiece(text);
  const isBlank = (unit: number): boolean => piece.text[unit] === ' ';
  const end = isBlank(piece.text.length - 1) ? piece.text.length - 1 : piece.text.length;
  if (!isBlank(0)) return { text: piece.text.slice(0, end), runs: piece.runs };
  const runs = [0, sourceInPiece(piece, 1)];
  for (let at = 0; at < (piece.runs?.length ?? 0); at += 2) {
    const unit = piece.runs?.[at] ?? 0;
    if (unit > 1) runs.push(unit - 1, piece.runs?.[at + 1] ?? 0);
  }
  return { text: piece.text.slice(1, end), runs };
}

export function foldedOf(piece: Piece): FoldedPiece {
  return (piece.folded ??= foldTrimmed(piece.text));
}

export class PagesFolded implements Folded {
  readonly text: string;
  readonly sourceLength: number;
  /** Where the text of each piece starts; where a piece has none, that of the next that has. */
  readonly starts: Int32Array;
  readonly #pieces: readonly Piece[];
  readonly #sources: Int32Array;
  /** Where the last text ends in the source. */
  #end = 0;

  /** @param sources where each piece starts in the text that is folded, whose length is `sourceLength` */
  constructor(pieces: readonly Piece[], sources: Int32Array, sourceLength: number) {
    this.#pieces = pieces;
    this.#sources = sources;
    this.sourceLength = sourceLength;
    this.starts = new Int32Array(pieces.length);
    const texts: string[] = [];
    let start = 0;
    let at = 0;
    for (const piece of pieces) {
      const { text } = foldedOf(piece);
      this.starts[at] = start;
      if (text !== '') {
        texts.push(text);
        start += text.length + 1;
        this.#end = (sources[at] ?? 0) + piece.text.length;
      }
      at++;
    }
    this.text = texts.join(' ');
    // Past the last text there is none.
    for (let empty = pieces.length - 1; (this.starts[empty] ?? 0) > this.text.length; empty--) {
      this.starts[empty] = this.text.length;
    }
  }

  sourceOf(unit: number): number {
    if (unit >= this.text.length) return this.#end;
    const at = lowerBound(this.starts, unit + 1) - 1;
    const piece = this.#pieces[at];
    if (!piece) return 0;
    const folded = foldedOf(piece);
    const inside = unit - (this.starts[at] ?? 0);
    const source = inside < folded.text.length ? sourceInPiece(folded, inside) : piece.text.length;
    return (this.#sources[at] ?? 0) + source;
  }

  unitFrom(offset: number): number {
    const at = Math.min(lowerBound(this.#sources, offset + 1), this.#pieces.length) - 1;
    const piece = this.#pieces[at];
    if (!piece) return 0;
    return (this.starts[at] ?? 0) + unitInPiece(foldedOf(piece), offset - (this.#sources[at] ?? 0));
  }
}
