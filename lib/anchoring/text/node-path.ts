/** The XPath of a text node, and the way back along it. */
import { isElement, isText } from './flat-tree';

/** As deep as pages are; a way that is longer is not worth its length. */
const MOST_STEPS = 100;
/** The name of a text among its siblings. */
const TEXT = 'text()';

/** Number, from 1, of a node among its siblings of the same name. */
function nthOf(node: Node): number {
  let nth = 1;
  for (let at = node.previousSibling; at; at = at.previousSibling) if (nameOf(at) === nameOf(node)) nth++;
  return nth;
}

function nameOf(node: Node): string {
  return isElement(node) ? node.localName : isText(node) ? TEXT : '';
}

/** The XPath of a text node; null in a shadow tree, and where it has left its document. */
export function pathTo(node: Node): string | null {
  const steps: string[] = [];
  let at: Node | null = node;
  for (; at && (isElement(at) || isText(at)); at = at.parentNode) {
    if (steps.push(`/${nameOf(at)}[${nthOf(at)}]`) > MOST_STEPS) return null;
  }
  return at?.nodeType === 9 /* document */ ? steps.toReversed().join('') : null;
}

/** Siblings that are passed in all: beyond that, to read the page is as quick. */
const MOST_PASSED = 20_000;

/** What a node is called among its siblings: `/p[2]` for instance. */
interface Call {
  readonly name: string;
  readonly nth: number;
  readonly written: string;
}

interface Step {
  readonly call: Call;
  readonly node: Element | Text;
}

/** What is called at `at` of a way; null where that is none. */
function callAt(path: string, at: number): Call | null {
  const bracket = path.indexOf('[', at);
  const end = path.indexOf(']', bracket);
  if (path[at] !== '/' || bracket < 0 || end < 0) return null;
  const nth = Number(path.slice(bracket + 1, end));
  return nth >= 1 ? { name: path.slice(at + 1, bracket), nth, written: path.slice(at, end + 1) } : null;
}

/**
 * Follows ways through a document. In the order of the page each begins as the last one did and leaves that for a sibling
 * further on, so that no node is passed twice. In any other order it leads there too.
 */
export class Guide {
  readonly #document: Document;
  /** The last way, as far as it led. */
  readonly #steps: Step[] = [];
  #left = MOST_PASSED;

  constructor(document: Document) {
    this.#document = document;
  }

  textAt(path: string): Text | null {
    const steps = this.#steps;
    let shared = 0;
    let at = 0;
    for (let step = steps[0]; step && path.startsWith(step.call.written, at); step = steps[++shared])
      at += step.call.written.length;
    let passed = steps[shared];
    steps.length = shared;
    while (at < path.length) {
      const call = callAt(path, at);
      const node = call && this.#called(call, passed);
      if (!node) return null;
      steps.push({ call, node });
      at += call.written.length;
      passed = undefined;
    }
    const node = steps.at(-1)?.node;
    return node && isText(node) ? node : null;
  }

  /** What is called so in the node that the way has led to. @param passed what was called there last time */
  #called({ name, nth }: Call, passed: Step | undefined): Element | Text | null {
    const parent = this.#steps.at(-1)?.node ?? this.#document;
    if (isText(parent)) return null;
    const from = passed?.call.name === name && passed.call.nth < nth ? passed : null;
    const count = nth - (from?.call.nth ?? 0);
    return name === TEXT
      ? this.#textFrom(from ? from.node.nextSibling : parent.firstChild, count)
      : this.#elementFrom(from ? from.node.nextElementSibling : parent.firstElementChild, name, count);
  }

  // Texts and elements are passed apart: the blanks between elements are never handed to us.

  #textFrom(first: Node | null, count: number): Text | null {
    let left = count;
    for (let node = first; node && this.#left-- > 0; node = node.nextSibling)
      if (isText(node) && --left === 0) return node;
    return null;
  }

  #elementFrom(first: Element | null, name: string, count: number): Element | null {
    let left = count;
    for (let node = first; node && this.#left-- > 0; node = node.nextElementSibling)
      if (node.localName === name && --left === 0) return node;
    return null;
  }
}
