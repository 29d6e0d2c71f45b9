/** Ranges over pieces of text. */
import type { NodePoint, Piece } from './piece';

/** [from, to) of a piece's text. */
export interface Part {
  readonly piece: Piece;
  readonly from: number;
  readonly to: number;
}

/** The boundary points of a range, without the range: a live one costs the page at every change that it makes. */
export interface Spot {
  readonly startContainer: Text;
  readonly startOffset: number;
  readonly endContainer: Text;
  readonly endOffset: number;
}

/** Both points belong to the spot: it ends behind the unit at `last`. */
function spotOf(first: NodePoint, last: NodePoint): Spot {
  return {
    startContainer: first.node,
    startOffset: first.offset,
    endContainer: last.node,
    endOffset: last.offset + 1,
  };
}

export function rangeOf({ startContainer, startOffset, endContainer, endOffset }: Spot): Range {
  const range = startContainer.ownerDocument.createRange();
  range.setStart(startContainer, startOffset);
  range.setEnd(endContainer, endOffset);
  return range;
}

/** Text that one range can hold. */
interface Stretch {
  readonly root: Node;
  readonly first: NodePoint;
  last: NodePoint;
  length: number;
}

/** Whether `node` stands behind `before` in its tree. Slots can show nodes in another order. */
function follows(node: Text, before: Text): boolean {
  return node === before || (before.compareDocumentPosition(node) & 4) /* following */ !== 0;
}

function largestStretch(parts: readonly Part[]): Stretch | null {
  const stretches: Stretch[] = [];
  for (const { piece, from, to } of parts) {
    for (const { first, last, length } of piece.stretches(from, to)) {
      const root = first.node.getRootNode();
      const open = stretches.findLast((each) => each.root === root);
      if (open && follows(first.node, open.last.node)) {
        open.last = last;
        open.length += length;
      } else stretches.push({ root, first, last, length });
    }
  }
  let largest: Stretch | null = null;
  for (const each of stretches) if (!largest || each.length > largest.length) largest = each;
  return largest;
}

/**
 * Where parts that follow one another stand. Where that is in several trees (a shadow tree and the one around it, two
 * documents) no range holds all of them: it is the most that stands in one. Null where a node has left the page or
 * says something else.
 */
export function spotOver(parts: readonly Part[]): Spot | null {
  const [head] = parts;
  const tail = parts.at(-1);
  if (!head || !tail) return null;
  const first = head.piece.pointAt(head.from);
  const last = tail.piece.pointAt(tail.to - 1);
  if (!first || !last) return null;
  const isOneTree = first.node.getRootNode() === last.node.getRootNode();
  if (isOneTree && follows(last.node, first.node)) return spotOf(first, last);
  const stretch = largestStretch(parts);
  return stretch && spotOf(stretch.first, stretch.last);
}
