/**
 * Aligning the words of a query with the words of a page, inside a band of diagonals: the method of Needleman
 * and Wunsch with free ends on the page's side, each met word counting its bits of evidence. A word that is met right
 * after the one before it counts a little more, so that common words go with their neighbours, not with strangers that
 * happen to stand where they fit. (That is decided step by step, without the cost of trying all ways.)
 */
import type { Band } from './candidates';

/** Bits that each difference costs; a replaced word a little less than one dropped and one added. */
const REPLACED = 0.7;
const DROPPED = 0.5;
const ADDED = 0.3;
/** Bits more for a word that is met right after the one before it. */
const IN_A_ROW = 1;

const START = 0;
const DIAGONAL = 1;
const SKIP_QUERY = 2;
const SKIP_PAGE = 3;
/** A diagonal whose words are the same. */
const MET = 4;

/**
 * For each word of the query, the place on the page that it is paired with, -1 where it was dropped. A pair of
 * different words is a replaced word. Places ascend.
 */
export type Alignment = Int32Array;

interface Table {
  /** How the best way comes to each cell, row by row of the query. */
  readonly moves: Uint8Array;
  readonly last: Float64Array;
}

function fill(ids: Int32Array, bits: Float64Array, page: Int32Array, band: Band): Table {
  const width = band.to - band.from + 1;
  const moves = new Uint8Array((ids.length + 1) * width);
  let above = new Float64Array(width).fill(-Infinity);
  let row = new Float64Array(width).fill(-Infinity);
  above.fill(0, firstColumn(0, band), endColumn(0, band, page));
  for (let at = 1; at <= ids.length; at++) {
    const id = ids[at - 1] ?? -1;
    const gain = bits[at - 1] ?? 0;
    const rowStart = at * width;
    const first = firstColumn(at, band);
    const end = endColumn(at, band, page);
    row.fill(-Infinity, 0, first);
    row.fill(-Infinity, Math.max(first, end));
    let left = -Infinity;
    for (let column = first; column < end; column++) {
      // The first boundary of the page is behind no word.
      const met = id >= 0 && page[at + band.from + column - 1] === id;
      const step = met ? gain + (moves[rowStart - width + column] === MET ? IN_A_ROW : 0) : -REPLACED;
      let best = (above[column] ?? -Infinity) + step;
      let move = met ? MET : DIAGONAL;
      const dropped = column + 1 < width ? (above[column + 1] ?? -Infinity) - DROPPED : -Infinity;
      if (dropped > best) {
        best = dropped;
        move = SKIP_QUERY;
      }
      if (left - ADDED > best) {
        best = left - ADDED;
        move = SKIP_PAGE;
      }
      moves[rowStart + column] = move;
      left = row[column] = best;
    }
    [above, row] = [row, above];
  }
  return { moves, last: above };
}

/** The columns [first, end) of a row whose diagonals reach a boundary between words of the page. */
function firstColumn(at: number, band: Band): number {
  return Math.max(0, Math.min(-at - band.from, band.to - band.from + 1));
}

function endColumn(at: number, band: Band, page: Int32Array): number {
  return Math.max(0, Math.min(page.length - at - band.from + 1, band.to - band.from + 1));
}

/** Aligns all the words of a query, `ids` with `bits` each, with the words `page` whose diagonals lie in `band`. */
export function align(ids: Int32Array, bits: Float64Array, page: Int32Array, band: Band): Alignment {
  const { moves, last } = fill(ids, bits, page, band);
  const width = last.length;
  const pairs = new Int32Array(ids.length).fill(-1);
  let column = 0;
  for (let at = 1; at < width; at++) if ((last[at] ?? 0) > (last[column] ?? 0)) column = at;
  if (last[column] === -Infinity) return pairs;
  let at = ids.length;
  for (;;) {
    const move = moves[at * width + column] ?? START;
    if (move === START) return pairs;
    if (move === SKIP_PAGE) column--;
    else {
      if (move !== SKIP_QUERY) pairs[at - 1] = at + band.from + column - 1;
      else column++;
      at--;
    }
  }
}

/**
 * Pairs the first and last words of the passage [first, end) with those of the page that stand right beside the rest of
 * it, where they were paired with the same words further away: a passage holds together, whatever its context repeats.
 */
export function drawTogether(
  pairs: Alignment,
  ids: Int32Array,
  page: Int32Array,
  first: number,
  end: number,
): void {
  const draw = (at: number, beside: number, step: 1 | -1): void => {
    const to = (pairs[beside] ?? -1) - step;
    const isApart = (pairs[at] ?? -1) >= 0 && (pairs[beside] ?? -1) >= 0 && pairs[at] !== to;
    if (isApart && page[to] === ids[at]) pairs[at] = to;
  };
  const middle = (first + end) >> 1;
  for (let at = middle - 1; at >= first; at--) draw(at, at + 1, 1);
  for (let at = middle + 1; at < end; at++) draw(at, at - 1, -1);
}
