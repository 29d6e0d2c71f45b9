/**
 * A copy of a page that may be taken apart, with a way back from its elements to the live ones.
 *
 * Numbers stand in an attribute that the copy alone carries: attributes survive where Readability renames
 * elements and where it starts over from the HTML, object identity does not.
 */
import { isBlock } from './blocks';
import { isElement, isText } from './nodes';

const NUMBER = 'data-pullquote-number';
const UNKNOWN = -1;
/** How much of the kept text a root must hold when a stray piece elsewhere would make it the whole page. */
const MOST = 0.9;

export interface TrackedClone {
  readonly document: Document;
  /** The live elements; the copy of `live[n]`, where that is a block, carries the number n. */
  readonly live: readonly Element[];
}

/** Copies a page. The live document is only read. */
export function cloneTracked(document: Document): TrackedClone {
  const copy = document.cloneNode(true);
  if (!isDocument(copy)) throw new TypeError('not a document');
  const live = [...document.getElementsByTagName('*')];
  // Text in a line belongs to the block around it: there is no need for a number of its own.
  [...copy.getElementsByTagName('*')].forEach((element, number) => {
    if (isBlock(element)) element.setAttribute(NUMBER, `${number}`);
  });
  return { document: copy, live };
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
export function liveRoot(kept: Element, live: readonly Element[]): Element | null {
  const held = heldText(kept, live);
  const numbers = new Map(live.map((element, number) => [element, number]));
  // In document order every element comes after its parent: from the end, each passes on what it holds.
  for (let number = live.length - 1; number > 0; number--) {
    const parent = live[number]?.parentElement;
    const parentNumber = parent ? numbers.get(parent) : undefined;
    if (parentNumber !== undefined) held[parentNumber] = (held[parentNumber] ?? 0) + (held[number] ?? 0);
  }
  const total = held[0] ?? 0;
  if (total === 0) return null;
  // Elements that hold all of it stand one inside the other: the last is the innermost.
  const innermost = live[held.findLastIndex((length) => length === total)] ?? null;
  if (innermost?.localName !== 'body' && innermost?.localName !== 'html') return innermost;
  return live[held.findLastIndex((length) => length >= total * MOST)] ?? null;
}

/**
 * How many characters of `kept` each live element holds as its own text, by the element's number. Text that only
 * elements made by Readability hold is left out.
 */
function heldText(kept: Element, live: readonly Element[]): number[] {
  const held = live.map(() => 0);
  const visit = (node: Node, number: number): void => {
    if (isText(node)) {
      if (number !== UNKNOWN) held[number] = (held[number] ?? 0) + node.data.trim().length;
      return;
    }
    if (!isElement(node)) return;
    const stated = Number(node.getAttribute(NUMBER) ?? Number.NaN);
    const own = Number.isInteger(stated) && stated >= 0 && stated < live.length ? stated : number;
    for (const child of node.childNodes) visit(child, own);
  };
  for (const child of kept.childNodes) visit(child, UNKNOWN);
  return held;
}

/**
 * Whether a block of the live page is in `kept`, a piece of the copy. Readability puts elements of its own in place of
 * some that hold nothing but text: these are known by their text.
 */
export function keptIn(
  kept: Element,
  live: readonly Element[],
): (block: { readonly element: Element; readonly text: string }) => boolean {
  const elements = new Set<Element>();
  for (const copy of kept.querySelectorAll(`[${NUMBER}]`)) {
    const element = live[Number(copy.getAttribute(NUMBER))];
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
