/** Whether a page is small enough to be taken apart without the reader noticing. */
import { isElement, isText } from './nodes';

/** The most that is looked through; the longest live blogs have a third of it. */
export const PAGE_LIMITS = { elements: 60_000, nodes: 300_000, textLength: 5_000_000, depth: 1_000 } as const;

/** Whether no limit is passed. Stops at the first that is. */
export function isWithinLimits(document: Document): boolean {
  let [elements, nodes, textLength, depth] = [0, 0, 0, 0];
  let node: Node | null = document.documentElement;
  while (node) {
    nodes++;
    let below: Node | null = null;
    if (isElement(node)) {
      elements++;
      below = node.firstChild;
    } else if (isText(node)) textLength += node.length;
    if (elements > PAGE_LIMITS.elements || nodes > PAGE_LIMITS.nodes) return false;
    if (textLength > PAGE_LIMITS.textLength || depth > PAGE_LIMITS.depth) return false;

    if (below) {
      node = below;
      depth++;
      continue;
    }
    let next: Node | null = node.nextSibling;
    while (!next) {
      node = node.parentNode;
      if (!node) return true;
      next = node.nextSibling;
      depth--;
    }
    node = next;
  }
  return true;
}
