/** Which of two places of a page is read first, through shadow trees and frames. */
import { frameOf, isDocument, isShadowRoot } from '../dom/tree';

export interface Place {
  readonly node: Node;
  readonly offset: number;
}

/**
 * Below 0 where `a` comes before `b` in the document's order, above 0 where it comes after, 0 where that cannot be
 * told. An element comes before what it holds.
 */
export function comparePlaces(a: Place, b: Place): number {
  const [one, two] = [pathTo(a), pathTo(b)];
  let level = 0;
  while (level + 1 < one.length && level + 1 < two.length && one[level]?.node === two[level]?.node) level++;
  const [first, second] = [one[level], two[level]];
  if (!first || !second) return 0;
  if (first.node === second.node && one.length !== two.length) return one.length - two.length;
  return compareInTree(first, second);
}

/** The place, and around it those of the hosts and frames that it is in; outermost first. */
function pathTo(place: Place): Place[] {
  const path: Place[] = [];
  for (let at: Node | null = place.node; at; at = holderOf(at)) {
    path.unshift(path.length === 0 ? place : { node: at, offset: 0 });
  }
  return path;
}

function holderOf(node: Node): Node | null {
  const root = node.getRootNode();
  if (isShadowRoot(root)) return root.host;
  return isDocument(root) ? frameOf(root) : null;
}

function compareInTree(a: Place, b: Place): number {
  if (a.node === b.node) return a.offset - b.offset;
  const position = a.node.compareDocumentPosition(b.node);
  if (position & DISCONNECTED) return 0;
  if (position & CONTAINED) return a.offset > indexOf(a.node, b.node) ? 1 : -1;
  if (position & CONTAINS) return b.offset > indexOf(b.node, a.node) ? -1 : 1;
  return position & FOLLOWING ? -1 : 1;
}

// The constants of `Node`, by number: the window that they would come from may be another.
const DISCONNECTED = 1;
const FOLLOWING = 4;
const CONTAINS = 8;
const CONTAINED = 16;

/** Which child of `ancestor` holds `node`. */
function indexOf(ancestor: Node, node: Node): number {
  let child: Node = node;
  while (child.parentNode && child.parentNode !== ancestor) child = child.parentNode;
  return Array.prototype.indexOf.call(ancestor.childNodes, child);
}
