/** A piece of a page's text: what stands in one block without a break in it, and the way back to its nodes. */
import { BLANK, isHint, isWhite } from './characters';
import type { FoldedPiece } from './fold';
import { IntList, lowerBound } from './growable';

/**
 * Where the units of a piece stand. A run is a stretch that stands unit for unit in one node: run `r` starts at
 * `texts[r]` in the piece and at `offsets[r]` in `nodes[owners[r]]`.
 */
interface PieceMap {
  readonly texts: Int32Array;
  readonly owners: Int32Array;
  readonly offsets: Int32Array;
}

export interface NodePoint {
  readonly node: Text;
  readonly offset: number;
}

export class Piece {
  /** Normalised: no blank at the edges, none beside another. Never empty. */
  readonly text: string;
  readonly nodes: readonly Text[];
  /** What each of the nodes said when it was read. */
  readonly data: readonly string[];
  /** Where it stood in the last flat index; only a hint. */
  at = 0;
  /** See `fold.ts`; made when first asked for. */
  folded: FoldedPiece | null = null;
  /** See `words.ts`; made when first asked for. */
  words: readonly number[] | null = null;
  #map: PieceMap | null = null;

  constructor(text: string, nodes: readonly Text[], data: readonly string[]) {
    this.text = text;
    this.nodes = nodes;
    this.data = data;
  }

  /** Whether another one is the same text in the same nodes. */
  equals(other: Piece): boolean {
    const { nodes, data } = other;
    return (
      this.text === other.text &&
      this.nodes.length === nodes.length &&
      this.nodes.every((node, at) => node === nodes[at] && this.data[at] === data[at])
    );
  }

  /** Takes what was found out about another piece with the same text. */
  learnFrom(other: Piece): void {
    this.folded = other.folded;
    this.words = other.words;
  }

  /** Where the unit at `position` stands; null where its node no longer says what it said. */
  pointAt(position: number): NodePoint | null {
    const { texts, owners, offsets } = this.#mapped();
    const run = lowerBound(texts, position + 1) - 1;
    const owner = owners[run] ?? -1;
    const node = this.nodes[owner];
    if (!node?.isConnected || node.data !== this.data[owner]) return null;
    return { node, offset: (offsets[run] ?? 0) + position - (texts[run] ?? 0) };
  }

  /** Where the unit at `offset` of one of the nodes stands in the piece; null where none of it stands there. */
  positionOf(node: Text, offset: number): number | null {
    const owner = this.nodes.indexOf(node);
    if (owner < 0) return null;
    const { texts, owners, offsets } = this.#mapped();
    let position: number | null = null;
    for (let run = lowerBound(owners, owner); owners[run] === owner; run++) {
      const start = texts[run] ?? 0;
      const length = (texts[run + 1] ?? this.text.length) - start;
      position = start + Math.min(length, Math.max(0, offset - (offsets[run] ?? 0)));
      if (position < start + length) break;
    }
    return position;
  }

  /** The units [from, to) node by node: first and last point, and number of units. */
  stretches(from: number, to: number): { first: NodePoint; last: NodePoint; length: number }[] {
    const found: { first: NodePoint; last: NodePoint; length: number }[] = [];
    for (let at = from; at < to;) {
      const first = this.pointAt(at);
      if (!first) return found;
      let last = first;
      let length = 1;
      for (at++; at < to; at++) {
        const next = this.pointAt(at);
        if (next?.node !== first.node) break;
        last = next;
        length++;
      }
      found.push({ first, last, length });
    }
    return found;
  }

  #mapped(): PieceMap {
    return (this.#map ??= mapTexts(this.text, this.data));
  }
}

/** Normalises what the nodes said once more, unit by unit: the way back is needed for few pieces only. */
function mapTexts(text: string, allData: readonly string[]): PieceMap {
  const texts = new IntList(allData.length);
  const owners = new IntList(allData.length);
  const offsets = new IntList(allData.length);
  let length = 0;
  let last = BLANK;
  for (let owner = 0; owner < allData.length; owner++) {
    const data = allData[owner] ?? '';
    // The offset that would carry the open run on; none is open for this node yet.
    let next = -1;
    for (let at = 0; at < data.length && length < text.length; at++) {
      const unit = data.charCodeAt(at);
      if (isHint(unit)) continue;
      const isBlank = isWhite(unit);
      if (isBlank && last === BLANK) continue;
      last = isBlank ? BLANK : unit;
      if (at !== next) {
        texts.push(length);
        owners.push(owner);
        offsets.push(at);
      }
      length++;
      next = at + 1;
    }
  }
  return { texts: texts.toArray(), owners: owners.toArray(), offsets: offsets.toArray() };
}
