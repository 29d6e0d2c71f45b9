/** From a DOM boundary point that is not in an indexed text node to the nearest one that is. */
import { isText } from './walk';

/** `NodeFilter.SHOW_TEXT` and `SHOW_CDATA_SECTION`. */
const SHOW_TEXT = 0x4 | 0x8;

function lastInside(node: Node): Node {
  let last = node;
  while (last.lastChild) last = last.lastChild;
  return last;
}

function isDocument(node: Node): node is Document {
  return node.nodeType === 9;
}

/** A walker over the texts of the tree that `node` stands in: a document, a shadow tree, or a detached one. */
function walkerAt(node: Node): TreeWalker | null {
  const document = isDocument(node) ? node : node.ownerDocument;
  if (!document) return null;
  const walker = document.createTreeWalker(node.getRootNode(), SHOW_TEXT);
  walker.currentNode = node;
  return walker;
}

/**
 * The first text at or after the point (`start`), or the last before it (`end`), for which `indexed` is true.
 * Null where there is none. It leaves a shadow tree for the tree of its host, and enters none.
 */
export function nearestText(
  container: Node,
  offset: number,
  snap: 'start' | 'end',
  indexed: (node: Text) => boolean,
): Text | null {
  const child = container.childNodes[offset];
  const forward = snap === 'start';
  // Backward, everything before `child` counts; forward, `child` itself does.
  const from = child ?? lastInside(container);
  const inclusive = child ? forward : !forward && from !== container;
  return search(from, inclusive, forward, indexed);
}

function search(
  from: Node,
  inclusive: boolean,
  forward: boolean,
  indexed: (node: Text) => boolean,
): Text | null {
  if (inclusive && isText(from) && indexed(from)) return from;
  const walker = walkerAt(from);
  if (!walker) return null;
  for (;;) {
    const node = forward ? walker.nextNode() : walker.previousNode();
    if (!node) break;
    if (isText(node) && indexed(node)) return node;
  }
  const host = hostOf(walker.root);
  if (!host) return null;
  return search(forward ? lastInside(host) : host, false, forward, indexed);
}

function hostOf(root: Node): Element | null {
  return 'host' in root && root.host instanceof Element ? root.host : null;
}
