/** The XPath of a text node, and the way back along it. */
import { isElement, isText } from './flat-tree';

/** As deep as pages are; a way that is longer is not worth its length. */
const MOST_STEPS = 100;

/** Number, from 1, of a node among its siblings of the same name. */
function nthOf(node: Node): number {
  let nth = 1;
  for (let at = node.previousSibling; at; at = at.previousSibling) if (nameOf(at) === nameOf(node)) nth++;
  return nth;
}

function nameOf(node: Node): string {
  return isElement(node) ? node.localName : isText(node) ? 'text()' : '';
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

/** Children of one node that are counted: beyond that, to read the page is as quick. */
const MOST_CHILDREN = 20_000;

/** The children of a node by their names, read no further than they were asked for. */
class Children {
  readonly #named = new Map<string, Node[]>();
  readonly #first: Node | null;
  #next: Node | null;
  #left = MOST_CHILDREN;

  constructor(parent: Node) {
    this.#first = parent.firstChild;
    this.#next = this.#first;
  }

  nth(name: string, nth: number): Node | null {
    // Most texts stand alone.
    if (nth === 1 && this.#first && nameOf(this.#first) === name) return this.#first;
    const known = this.#named.get(name);
    if (known && known.length >= nth) return known[nth - 1] ?? null;
    while (this.#next && this.#left-- > 0) {
      const child = this.#next;
      this.#next = child.nextSibling;
      const own = nameOf(child);
      const same = this.#named.get(own);
      if (!same) this.#named.set(own, [child]);
      else same.push(child);
      if (own === name && (same?.length ?? 1) === nth) return child;
    }
    return null;
  }
}

/** Follows ways through a document. Marks stand near one another: the first part of a way is mostly known already. */
export class Guide {
  readonly #document: Document;
  readonly #known = new Map<string, Children | null>();

  constructor(document: Document) {
    this.#document = document;
  }

  textAt(path: string): Text | null {
    const node = this.#nodeAt(path);
    return node && isText(node) ? node : null;
  }

  #nodeAt(path: string): Node | null {
    if (path === '') return this.#document;
    const [step, bracket] = [path.lastIndexOf('/'), path.lastIndexOf('[')];
    if (step < 0 || bracket < step || !path.endsWith(']')) return null;
    const nth = Number(path.slice(bracket + 1, -1));
    return nth >= 1
      ? (this.#childrenAt(path.slice(0, step))?.nth(path.slice(step + 1, bracket), nth) ?? null)
      : null;
  }

  #childrenAt(path: string): Children | null {
    const known = this.#known.get(path);
    if (known !== undefined) return known;
    const node = this.#nodeAt(path);
    const children = node && new Children(node);
    this.#known.set(path, children);
    return children;
  }
}
