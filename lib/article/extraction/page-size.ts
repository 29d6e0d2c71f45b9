/** Whether a page is small enough to be taken apart without the reader noticing. */
import { isElement, isText } from './nodes';

export interface PageLimits {
  readonly elements: number;
  readonly nodes: number;
  /** UTF-16 units. */
  readonly textLength: number;
  /** The same, without scripts and styles. */
  readonly readLength: number;
  readonly depth: number;
}

/** The most that is looked through; the longest live blogs have a third of it. */
export const PAGE_LIMITS: PageLimits = {
  elements: 60_000,
  nodes: 300_000,
  textLength: 5_000_000,
  readLength: 5_000_000,
  depth: 1_000,
};

/** What can be taken apart while somebody reads it, a tenth of a second on a slow machine: thousands of paragraphs. */
export const QUICK_LIMITS: PageLimits = {
  elements: 8_000,
  nodes: 40_000,
  textLength: PAGE_LIMITS.textLength,
  readLength: 200_000,
  depth: 1_000,
};

const UNREAD = new Set(['script', 'style', 'template', 'noscript']);

/** Whether no limit is passed. Stops at the first that is. */
export function isWithinLimits(document: Document, limits: PageLimits = PAGE_LIMITS): boolean {
  let [elements, nodes, textLength, readLength, depth] = [0, 0, 0, 0, 0];
  let node: Node | null = document.documentElement;
  while (node) {
    nodes++;
    let below: Node | null = null;
    if (isElement(node)) {
      elements++;
      below = node.firstChild;
    } else if (isText(node)) {
      textLength += node.length;
      if (!UNREAD.has(node.parentElement?.localName ?? '')) readLength += node.length;
    }
    if (elements > limits.elements || nodes > limits.nodes) return false;
    if (textLength > limits.textLength || readLength > limits.readLength) return false;
    if (depth > limits.depth) return false;

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
