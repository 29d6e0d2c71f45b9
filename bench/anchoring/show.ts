/** Making a tree of nodes the page, and finding places in a copy of it. */
import { isElement } from './page-model';
import type { Point } from './run';

/** Whatever would load or reload something: nothing is fetched, and copying the page costs no requests. */
const LOADERS: Readonly<Record<string, readonly string[]>> = {
  'iframe, frame, embed, img, source, video, audio, script, input': ['src', 'srcset', 'srcdoc', 'poster'],
  link: ['href'],
  object: ['data'],
  'meta[http-equiv]': ['http-equiv'],
};

export function quieten(document: Document): void {
  for (const [selector, attributes] of Object.entries(LOADERS))
    for (const element of document.querySelectorAll(selector))
      for (const attribute of attributes) element.removeAttribute(attribute);
}

/** Makes `root` the page, laid out; the time that this took, in ms. */
export function show(root: Element): number {
  const began = performance.now();
  document.replaceChild(root, document.documentElement);
  document.body.getBoundingClientRect();
  return performance.now() - began;
}

export function copyOf(root: Element): Element {
  const copy = root.cloneNode(true);
  if (!isElement(copy)) throw new TypeError('The root is no element');
  return copy;
}

/** Parsed as a page of its own, without its scripts being run. */
export function parsedPage(html: string): Element {
  const parsed = new DOMParser().parseFromString(html, 'text/html');
  quieten(parsed);
  return document.adoptNode(parsed.documentElement);
}

/** `nodes`: those of a copy, in the order of `nodesOf`. */
export function rangeAt(nodes: readonly Node[], start: Point, end: Point): Range {
  const from = nodes[start.node];
  const to = nodes[end.node];
  if (!from || !to) throw new TypeError('The copy differs from the page');
  const range = document.createRange();
  range.setStart(from, start.offset);
  range.setEnd(to, end.offset);
  return range;
}
