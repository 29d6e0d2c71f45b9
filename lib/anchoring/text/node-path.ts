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

/** Children of one node that are counted: beyond that, to read the page is as quick. */
const MOST_CHILDREN = 20_000;

/**
 * The children of a node by their names, read no further than they were asked for. Elements and texts are read apart: the
 * blanks between elements are never handed to us.
 */
class Children {
  /** Both made when needed: most parents of a marked text have nothing else. */
  #elements: Map<string, Element[]> | null = null;
  #texts: Text[] | null = null;
  #nextElement: Element | null;
  /** Undefined until a text was asked for. */
  #nextNode: Node | null | undefined;
  readonly #parent: ParentNode;
  #left = MOST_CHILDREN;

  constructor(parent: ParentNode) {
    this.#parent = parent;
    this.#nextElement = parent.firstElementChild;
  }

  nth(name: string, nth: number): Node | null {
    return name === TEXT ? this.#nthText(nth) : this.#nthElement(name, nth);
  }

  #nthText(nth: number): Text | null {
    const texts = (this.#texts ??= []);
    const known = texts[nth - 1];
    if (known) return known;
    if (this.#nextNode === undefined) this.#nextNode = this.#parent.firstChild;
    while (this.#nextNode && this.#left-- > 0) {
      const child: Node = this.#nextNode;
      this.#nextNode = child.nextSibling;
      if (isText(child) && texts.push(child) === nth) return child;
    }
    return null;
  }

  #nthElement(name: string, nth: number): Element | null {
    const elements = (this.#elements ??= new Map<string, Element[]>());
    const known = elements.get(name)?.[nth - 1];
    if (known) return known;
    while (this.#nextElement && this.#left-- > 0) {
      const child: Element = this.#nextElement;
      this.#nextElement = child.nextElementSibling;
      const own = child.localName;
      const same = elements.get(own);
      if (!same) elements.set(own, [child]);
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

  #elementAt(path: string): Element | null {
    const node = this.#nodeAt(path);
    return node && isElement(node) ? node : null;
  }

  #nodeAt(path: string): Node | null {
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
    const parent = path === '' ? this.#document : this.#elementAt(path);
    const children = parent && new Children(parent);
    this.#known.set(path, children);
    return children;
  }
}
