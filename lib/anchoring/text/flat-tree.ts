/**
 * The tree as it is rendered: an open shadow tree stands in place of the children of its host, which show where it
 * has slots, and the document of a frame stands in its frame. Documents of other origins and closed shadow trees
 * cannot be read. Nodes of frames come from other windows, so nothing here asks what class they are of.
 */
import { FRAME, LINE_BREAK, SLOT, traitsOf, UNREAD } from './elements';

export function isElement(node: Node): node is Element {
  return node.nodeType === 1;
}

/** Text and CDATA. */
export function isText(node: Node): node is Text {
  const { nodeType } = node;
  return nodeType === 3 || nodeType === 4;
}

function isDocument(node: Node): node is Document {
  return node.nodeType === 9;
}

function isSlot(element: Element): element is HTMLSlotElement {
  return (traitsOf(element.localName) & SLOT) !== 0 && 'assignedNodes' in element;
}

function isFrame(element: Element): element is HTMLIFrameElement {
  return (traitsOf(element.localName) & FRAME) !== 0 && 'contentDocument' in element;
}

/** The document of a frame, null where there is none or it is of another origin. */
export function documentOf(element: Element): Document | null {
  if (!isFrame(element)) return null;
  try {
    return element.contentDocument;
  } catch {
    return null;
  }
}

/** What shows in a slot instead of its own children; empty where nothing does. */
export function slottedIn(element: Element): readonly Node[] {
  return isSlot(element) ? element.assignedNodes() : [];
}

/** The slot that a node shows in, where that can be known. */
function slotOf(node: Node): HTMLSlotElement | null {
  return isElement(node) || isText(node) ? node.assignedSlot : null;
}

function isShadowRoot(node: Node): node is ShadowRoot {
  return node.nodeType === 11 && 'host' in node;
}

function frameOf(document: Document): Element | null {
  try {
    return document.defaultView?.frameElement ?? null;
  } catch {
    return null;
  }
}

/** The element that a node is rendered in, null above the topmost one. */
export function flatParent(node: Node): Element | null {
  const slot = slotOf(node);
  if (slot) return slot;
  const parent = node.parentNode;
  if (!parent) return isDocument(node) ? frameOf(node) : isShadowRoot(node) ? node.host : null;
  if (isElement(parent)) return parent;
  return isShadowRoot(parent) ? parent.host : isDocument(parent) ? frameOf(parent) : null;
}

/** What the children of `element` are read from: its shadow tree, or itself. */
function openTree(element: Element): Element | ShadowRoot {
  return element.shadowRoot ?? element;
}

/** The element of a frame's document that its text stands in. */
export function bodyOf(document: Document): Element | null {
  // Documents of drawings have no body, and those under way have none yet.
  return document.body ?? document.documentElement;
}

/** The first or last child of a node as it is rendered. */
function childAtEdge(node: Node, forward: boolean): Node | null {
  if (!isElement(node)) return forward ? node.firstChild : node.lastChild;
  if (traitsOf(node.localName) & (UNREAD | LINE_BREAK)) return null;
  const slotted = slottedIn(node);
  if (slotted.length > 0) return slotted.at(forward ? 0 : -1) ?? null;
  const document = documentOf(node);
  if (document) return bodyOf(document);
  const tree = openTree(node);
  return forward ? tree.firstChild : tree.lastChild;
}

function siblingOf(node: Node, forward: boolean): Node | null {
  const slotted = slotOf(node)?.assignedNodes();
  if (slotted) return slotted[slotted.findIndex((each) => each === node) + (forward ? 1 : -1)] ?? null;
  return forward ? node.nextSibling : node.previousSibling;
}

/**
 * The next text of the rendered tree below `root` after `start`, or the one before it; `inside`: `start` itself, or one in it, too.
 * Null where there is none.
 */
function nextText(start: Node, inside: boolean, forward: boolean, root: Element): Text | null {
  let node = start;
  let down = inside;
  for (;;) {
    if (down && isText(node)) return node;
    const child = down ? childAtEdge(node, forward) : null;
    if (child) {
      node = child;
      continue;
    }
    let next: Node | null = null;
    while (!next) {
      if (node === root) return null;
      next = siblingOf(node, forward);
      const above = next ? null : flatParent(node);
      if (above) node = above;
      else if (!next) return null;
    }
    node = next;
    down = true;
  }
}

/** All of them, one after the other: see {@link nextText}. */
export function* textsFrom(
  start: Node,
  inside: boolean,
  forward: boolean,
  root: Element,
): Generator<Text, void> {
  for (let text = nextText(start, inside, forward, root); text; text = nextText(text, false, forward, root))
    yield text;
}
