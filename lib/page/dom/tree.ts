/**
 * The tree as it is rendered: shadow trees in their hosts, documents in their frames. Nodes may come from other
 * windows, so nothing here asks for `instanceof`.
 */

export function isElement(node: Node): node is Element {
  return node.nodeType === 1;
}

export function isDocument(node: Node): node is Document {
  return node.nodeType === 9;
}

export function isShadowRoot(node: Node): node is ShadowRoot {
  return node.nodeType === 11 && 'host' in node;
}

/** An element that can be focused and measured. */
export function isHtml(node: Node): node is HTMLElement {
  return isElement(node) && 'offsetWidth' in node;
}

/** The element that holds a boundary point: the node itself, its parent, or the host of its shadow tree. */
export function elementAt(node: Node): Element | null {
  if (isElement(node)) return node;
  const parent = node.parentNode;
  if (!parent) return null;
  if (isElement(parent)) return parent;
  return isShadowRoot(parent) ? parent.host : null;
}

/** The element around `element` as it is rendered: its slot, its parent, the host of its tree or its frame. */
export function elementAround(element: Element): Element | null {
  if (element.assignedSlot) return element.assignedSlot;
  if (element.parentElement) return element.parentElement;
  const root = element.getRootNode();
  if (isShadowRoot(root)) return root.host;
  return frameOf(element.ownerDocument);
}

/** The element that shows `document`, where that may be known; null for the page itself. */
export function frameOf(document: Document): Element | null {
  try {
    return document.defaultView?.frameElement ?? null;
  } catch {
    return null;
  }
}

/** The window of a node's document, with the constructors that belong to it. Null once its frame is gone. */
export function windowOf(node: Node): (Window & typeof globalThis) | null {
  return node.ownerDocument?.defaultView ?? null;
}

export function isFrame(element: Element): element is HTMLIFrameElement {
  return 'contentDocument' in element;
}

/** The document in a frame, null where it is of another origin. */
export function documentIn(element: Element): Document | null {
  try {
    return isFrame(element) ? element.contentDocument : null;
  } catch {
    return null;
  }
}

/** What has the focus, looked for in shadow trees and frames as well. */
export function deepFocus(document: Document): Element | null {
  let at: Element | null = document.activeElement;
  while (at) {
    const inner: Element | null | undefined = at.shadowRoot?.activeElement ?? documentIn(at)?.activeElement;
    if (!inner) return at;
    at = inner;
  }
  return at;
}

/** Whether what is typed there is text: a field, or something that is edited. */
export function isTypedIn(element: Element | null): boolean {
  if (!element) return false;
  if (/^(?:textarea|select)$/u.test(element.localName)) return true;
  if (element.localName === 'input') {
    return !/^(?:button|checkbox|color|file|image|radio|range|reset|submit)$/u.test(
      element.getAttribute('type')?.toLowerCase() ?? '',
    );
  }
  return (isHtml(element) && element.isContentEditable) || element.getAttribute('role') === 'textbox';
}

/** Whether a node is such an element, or is in one. */
export function isWithin(node: Node, isSuch: (element: Element) => boolean): boolean {
  for (let at: Node | null = node; at; at = at.parentNode) if (isElement(at) && isSuch(at)) return true;
  return false;
}
