/** The texts of a page one after another, from any of them on, without reading the page. */
import { hasSeen } from './characters';
import { LINE_BREAK, traitsOf, UNREAD } from './elements';
import { isText } from './flat-tree';
import { Guide } from './node-path';
import { lookAt } from './shown';
import type { Shown } from './shown';

/** Hidden pieces between two parts of a passage or its context. */
const MOST_HIDDEN = 8;
/** Texts without anything to see between two others. */
const MOST_BLANK = 1000;
const NO_TEXT = UNREAD | LINE_BREAK;

/** A text of the page with something to see, and its neighbours, each undefined until it was asked for. */
export interface Leaf {
  readonly node: Text;
  readonly data: string;
  /** The next ones in the tree. */
  after: Leaf | null | undefined;
  before: Leaf | null | undefined;
  /** The next ones that are shown. */
  shownAfter: Leaf | null | undefined;
  shownBefore: Leaf | null | undefined;
}

/** The text that is read after another one. */
export type NextLeaf = (leaf: Leaf, isForward: boolean) => Leaf | null;

/**
 * The texts of a page, and what elements look like, each asked once: marks that stand close together share much of it.
 * Shadow trees are not entered; ways do not lead into them either.
 */
export class Leaves {
  readonly root: Element;
  /** The quickest way from text to text: what stands between them is never handed to us. */
  readonly #walker: TreeWalker;
  readonly #guide: Guide;
  readonly #looks = new Map<Element, Shown>();
  readonly #known = new Map<Node, Leaf>();
  readonly #byPath = new Map<string, Leaf | null>();

  constructor(root: Element) {
    this.root = root;
    this.#walker = root.ownerDocument.createTreeWalker(root, 4 /* SHOW_TEXT */);
    this.#guide = new Guide(root.ownerDocument);
  }

  /** The text that a path leads to; null where there is none, where it is not shown, or not of the page's body. */
  at(path: string): Leaf | null {
    const known = this.#byPath.get(path);
    if (known !== undefined) return known;
    const node = this.#guide.textAt(path);
    const isThere = node && this.root.contains(node) && this.#isShown(node);
    const leaf = isThere ? this.#leafOf(node, node.data) : null;
    this.#byPath.set(path, leaf);
    return leaf;
  }

  #isShown({ parentElement }: Text): boolean {
    return parentElement !== null && this.#lookOf(parentElement) === 'shown';
  }

  /** The text that comes next, whether it is shown or not. */
  readonly next: NextLeaf = (leaf, isForward) => {
    const known = isForward ? leaf.after : leaf.before;
    if (known !== undefined) return known;
    const next = this.#beyond(leaf.node, isForward);
    if (isForward) {
      leaf.after = next;
      if (next) next.before = leaf;
    } else {
      leaf.before = next;
      if (next) next.after = leaf;
    }
    return next;
  };

  /**
   * The text that is shown next. What is hidden with a text is left at once; beyond much that is hidden piece by piece,
   * nothing is looked for: that would cost more than reading.
   */
  readonly nextShown: NextLeaf = (leaf, isForward) => {
    const known = isForward ? leaf.shownAfter : leaf.shownBefore;
    if (known !== undefined) return known;
    let next = this.next(leaf, isForward);
    for (let hidden = 0; next && !this.#isShown(next.node); hidden++)
      next = hidden < MOST_HIDDEN ? this.#beyond(this.#edgeOfHidden(next.node, isForward), isForward) : null;
    if (isForward) leaf.shownAfter = next;
    else leaf.shownBefore = next;
    return next;
  };

  #beyond(node: Node, isForward: boolean): Leaf | null {
    const walker = this.#walker;
    walker.currentNode = node;
    for (let blank = 0; blank < MOST_BLANK; blank++) {
      const next = isForward ? walker.nextNode() : walker.previousNode();
      const text = next?.nodeValue;
      if (!next || typeof text !== 'string') return null;
      if (hasSeen(text)) return isText(next) ? this.#leafOf(next, text) : null;
    }
    return null;
  }

  /** The last node, in that direction, that a hidden text is hidden with. */
  #edgeOfHidden(text: Text, isForward: boolean): Node {
    let top: Node = text;
    for (let around = text.parentElement; around && around !== this.root; around = around.parentElement) {
      if (this.#lookOf(around) !== 'absent') break;
      top = around;
    }
    if (isForward) while (top.lastChild) top = top.lastChild;
    return top;
  }

  #leafOf(node: Text, data: string): Leaf {
    const known = this.#known.get(node);
    if (known) return known;
    const leaf = {
      node,
      data,
      after: undefined,
      before: undefined,
      shownAfter: undefined,
      shownBefore: undefined,
    };
    this.#known.set(node, leaf);
    return leaf;
  }

  #lookOf(element: Element): Shown {
    const known = this.#looks.get(element);
    if (known !== undefined) return known;
    const shown = traitsOf(element.localName) & NO_TEXT ? 'absent' : lookAt(element);
    this.#looks.set(element, shown);
    return shown;
  }
}
