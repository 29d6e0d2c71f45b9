/**
 * Folding: the form of a text in which two spellings of the same words are equal. Case, compatibility forms
 * (NFKD), quotation marks and dashes become one form each, any run of whitespace one blank; what nobody sees
 * (soft hyphens, zero-width characters, bidi controls, variation selectors) is dropped.
 *
 * It works one code point at a time, knowing nothing of its neighbours, so that folding a piece gives the same
 * piece of the folded whole.
 */
import { BLANK } from './characters';
import { expansionOf, SEVERAL, unitOf } from './fold-table';
import { decodeUnits } from './growable';

/** A folded text and the way back to its source. */
export interface Folded {
  readonly text: string;
  readonly sourceLength: number;
  /**
   * UTF-16 offset in the source of the code point that made the unit; ascending. Past the end, where the source of the
   * last one ends, with the unseen characters that follow it.
   */
  sourceOf(unit: number): number;
  /** The first unit made from the source at `offset` or later; the length of `text` where there is none. */
  unitFrom(offset: number): number;
}

/**
 * A folded text whose way back is kept as runs: pairs of a position in `text` and one in the source, from where on
 * unit stands for unit. Null where that is so all along, as it mostly is.
 */
export interface FoldedPiece {
  readonly text: string;
  readonly runs: readonly number[] | null;
}

/** Text that only changes its case: no blank but the space, no typographic quote or dash, no accent, no control. */
const ONLY_CASE = /^[ -_a-~]*$/u;
const DOUBLE_BLANK = '  ';

/** Folds `text`. Runs of whitespace become one blank, also at the edges. */
export function foldPiece(text: string): FoldedPiece {
  if (ONLY_CASE.test(text) && !text.includes(DOUBLE_BLANK)) return { text: text.toLowerCase(), runs: null };
  return foldUnits(text);
}

function foldUnits(text: string): FoldedPiece {
  const units: number[] = [];
  const runs: number[] = [];
  // How far the source is ahead of the folded text in the open run.
  let ahead = 0;
  let last = -1;
  for (let at = 0; at < text.length; at++) {
    const from = at;
    const known = unitOf(text.charCodeAt(at));
    let expansion = '';
    let length = 1;
    if (known <= SEVERAL) {
      const codePoint = text.codePointAt(at) ?? 0;
      expansion = expansionOf(codePoint);
      length = expansion.length;
      if (codePoint > 0xffff) at++;
    }
    for (let part = 0; part < length; part++) {
      const unit = known > SEVERAL ? known : expansion.charCodeAt(part);
      if (unit === BLANK && last === BLANK) continue;
      if (from - units.length !== ahead) {
        ahead = from - units.length;
        runs.push(units.length, from);
      }
      units.push(unit);
      last = unit;
    }
  }
  return { text: decodeUnits(units), runs: runs.length > 0 ? runs : null };
}

/** Last pair of `runs` whose value at `side` (0: folded, 1: source) is not above `limit`; -2 where none is. */
function lastRun(runs: readonly number[], side: 0 | 1, limit: number): number {
  let low = 0;
  let high = runs.length / 2;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((runs[2 * middle + side] ?? 0) <= limit) low = middle + 1;
    else high = middle;
  }
  return 2 * (low - 1);
}

/** See `Folded.sourceOf`, for a unit that the piece has. */
export function sourceInPiece({ runs }: FoldedPiece, unit: number): number {
  if (!runs) return unit;
  const run = lastRun(runs, 0, unit);
  return run < 0 ? unit : (runs[run + 1] ?? 0) + unit - (runs[run] ?? 0);
}

/** See `Folded.unitFrom`. */
export function unitInPiece(piece: FoldedPiece, offset: number): number {
  const { runs, text } = piece;
  if (!runs) return Math.min(offset, text.length);
  let low = 0;
  let high = text.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (sourceInPiece(piece, middle) < offset) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Folds a text by itself: see `foldPiece`. */
export function fold(text: string): Folded {
  const piece = foldPiece(text);
  return {
    text: piece.text,
    sourceLength: text.length,
    sourceOf: (unit) => (unit < piece.text.length ? sourceInPiece(piece, unit) : text.length),
    unitFrom: (offset) => unitInPiece(piece, offset),
  };
}

/** Where the source offset stands in the folded text: the first unit made from `offset` or later. */
export function foldedOffset(folded: Folded, offset: number): number {
  return folded.unitFrom(offset);
}

/**
 * Where the source of the folded units before `end` ends: in whole code points, with the unseen characters that follow the
 * last one (a variation selector belongs to its emoji).
 */
export function sourceEnd(folded: Folded, end: number): number {
  if (end === 0) return folded.sourceOf(0);
  const last = folded.sourceOf(end - 1);
  // Ends inside an expanded code point (half an ellipsis) take all of it.
  for (let next = end; ; next++) {
    const source = folded.sourceOf(next);
    if (source !== last || next >= folded.text.length) return source;
  }
}

/** The source of the folded units [start, end): see `sourceEnd`. */
export function sourceSpan(folded: Folded, start: number, end: number): { start: number; end: number } {
  return { start: folded.sourceOf(start), end: sourceEnd(folded, end) };
}
