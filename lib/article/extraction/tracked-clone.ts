/**
 * A copy of a page that may be taken apart, with a way back from its elements to the live ones.
 *
 * Numbers stand in an attribute that the copy alone carries: attributes survive where Readability renames
 * elements and where it starts over from the HTML, object identity does not.
 */
import { isBlock } from './blocks';
import { isElement, isText } from './nodes';

const NUMBER = 'data-pullquote-number';
/** How much of the kept text a root must hold when a stray piece elsewhere would make it the whole page. */
const MOST = 0.9;

/** The live elements in the order of the document, as long as nobody changes it. */
export type LiveElements = HTMLCollectionOf<Element>;

export interface TrackedClone {
  readonly document: Document;
  /** The copy of `live[n]`, where that is a block, carries the number n. */
  readonly live: LiveElements;
}

/**
 * Copies a page, but for what its style sheets say: a browser reads them again in every document that they stand in, which
 * takes longer than all the rest. The live document is only read.
 */
export function cloneTracked(document: Document): TrackedClone {
  const root = document.querySelector(':root');
  const copy = document.cloneNode();
  if (!root || !isDocument(copy)) throw new TypeError('not a document');
  const copiedRoot = copy.importNode(root, true);
  for (const style of copiedRoot.querySelectorAll('style')) style.textContent = '';
  [copiedRoot, ...copiedRoot.getElementsByTagName('*')].forEach((element, number) => {
    // Text in a line belongs to the block around it: there is no need for a number of its own.
    if (isBlock(element)) element.setAttribute(NUMBER, `${number}`);
  });
  copy.append(copiedRoot);
  return { document: copy, live: document.getElementsByTagName('*') };
}

function isDocument(node: Node): node is Document {
  return node.nodeType === 9;
}

/**
 * The smallest live element that holds the originals of all text in `kept`; where that is the whole page, of
 * most of it. Null where nothing of `kept` leads back to the page.
 *
 * @param kept a piece of the copy, possibly rearranged
 */
export function liveRoot(kept: Element, live: LiveElements): Element | null {
  const held = heldText(kept, live);
  let root: Element | null = null;
  for (const element of held.keys()) root = root === null ? element : commonAncestor(root, element);
  return root?.localName === 'body' || root?.localName === 'html' ? rootOfMost(held) : root;
}

function commonAncestor(one: Element, other: Element): Element | null {
  let ancestor: Element | null = one;
  while (ancestor && !ancestor.contains(other)) ancestor = ancestor.parentElement;
  return ancestor;
}

function rootOfMost(held: ReadonlyMap<Element, number>): Element | null {
  const within = new Map<Element, number>();
  let total = 0;
  for (const [element, length] of held) {
    total += length;
    for (let at: Element | null = element; at; at = at.parentElement)
      within.set(at, (within.get(at) ?? 0) + length);
  }
  let root: Element | null = null;
  // Elements that hold more than half of all stand one inside the other.
  for (const [element, length] of within)
    if (length >= total * MOST && (root === null || root.contains(element))) root = element;
  return root;
}

/**
 * How many characters of `kept` are the own text of which live elements. Text that only elements made by Readability
 * hold is left out.
 */
function heldText(kept: Element, live: LiveElements): Map<Element, number> {
  const held = new Map<Element, number>();
  const visit = (node: Node, original: Element | null): void => {
    if (isText(node)) {
      const { length } = node.data.trim();
      if (original && length > 0) held.set(original, (held.get(original) ?? 0) + length);
    } else if (isElement(node)) {
      const own = originalOf(node, live) ?? original;
      for (let child = node.firstChild; child; child = child.nextSibling) visit(child, own);
    }
  };
  for (let child = kept.firstChild; child; child = child.nextSibling) visit(child, null);
  return held;
}

/** Null for an element without a number; what a page states under our name may be no number of ours. */
function originalOf(copy: Element, live: LiveElements): Element | null {
  const stated = copy.getAttribute(NUMBER);
  const number = stated === null ? Number.NaN : Number(stated);
  return Number.isInteger(number) && number >= 0 ? live.item(number) : null;
}

/**
 * Whether a block of the live page is in `kept`, a piece of the copy. Readability puts elements of its own in place of
 * some that hold nothing but text: these are known by their text.
 */
export function keptIn(
  kept: Element,
  live: LiveElements,
): (block: { readonly element: Element; readonly text: string }) => boolean {
  const elements = new Set<Element>();
  for (const copy of kept.querySelectorAll(`[${NUMBER}]`)) {
    const element = originalOf(copy, live);
    if (element) elements.add(element);
  }
  const all = withoutBlanks(kept.textContent);
  let from = 0;
  return ({ element, text }) => {
    if (elements.has(element)) return true;
    const bare = withoutBlanks(text);
    const at = all.indexOf(bare, from);
    // The page's order is the copy's.
    if (at >= 0) from = at + bare.length;
    return at >= 0;
  };
}

function withoutBlanks(text: string): string {
  return text.replaceAll(/\s+/g, '');
}
