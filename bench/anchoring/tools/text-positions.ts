/** Between boundary points and places in an element's `textContent`. */

function isText(node: Node | null): node is Text {
  return node?.nodeType === Node.TEXT_NODE;
}

function textNodes(root: Node): TreeWalker {
  return document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
}

/** How many units of `root.textContent` stand before the boundary point. */
export function positionOf(root: Node, container: Node, offset: number): number {
  const before = document.createRange();
  before.setStart(root, 0);
  before.setEnd(container, offset);
  return before.toString().length;
}

/** The text node at which the unit at `position` stands, and its place there; null beyond the last. */
export function pointAt(root: Node, position: number): { node: Text; offset: number } | null {
  const walker = textNodes(root);
  let before = 0;
  let last: Text | null = null;
  for (let node = walker.nextNode(); isText(node); node = walker.nextNode()) {
    if (before + node.length > position) return { node, offset: position - before };
    before += node.length;
    last = node;
  }
  return last && before === position ? { node: last, offset: last.length } : null;
}

/** The range of [start, end) in `root.textContent`; null where that is beyond it. */
export function rangeOf(root: Node, start: number, end: number): Range | null {
  const walker = textNodes(root);
  const range = document.createRange();
  let before = 0;
  let isStarted = false;
  let last: Text | null = null;
  for (let node = walker.nextNode(); isText(node); node = walker.nextNode()) {
    if (!isStarted && before + node.length > start) {
      range.setStart(node, start - before);
      isStarted = true;
    }
    if (isStarted && before + node.length > end) {
      range.setEnd(node, end - before);
      return range;
    }
    before += node.length;
    last = node;
  }
  if (!last || before !== end) return null;
  if (!isStarted) range.setStart(last, last.length);
  range.setEnd(last, last.length);
  return range;
}
