/**
 * The way to the nodes of a passage. On a page that is built as it was, it leads to a mark at once, without reading the
 * page; and since what stands there is compared, letter for letter and with its context, it never leads astray.
 */
import type { RangeSelector, Target } from '../annotation/model';
import { hasSeen, isHint, isWhite } from './text/characters';
import { LINE_BREAK, traitsOf, UNREAD } from './text/elements';
import { bodyOf, isElement, isText } from './text/flat-tree';
import { lookAt } from './text/shown';
import type { Shown } from './text/shown';

/** Hidden pieces between two parts of a passage or its context. */
const MOST_HIDDEN = 8;
const NO_TEXT = UNREAD | LINE_BREAK;
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
function pathTo(node: Node): string | null {
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
class Guide {
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

/** The selector of a range between text nodes; null where no document holds it, a shadow tree for instance. */
export function selectRange({
  startContainer,
  startOffset,
  endContainer,
  endOffset,
}: Range): RangeSelector | null {
  const start = isText(startContainer) ? pathTo(startContainer) : null;
  const end = isText(endContainer) ? pathTo(endContainer) : null;
  if (start === null || end === null) return null;
  return { start: { path: start, offset: startOffset }, end: { path: end, offset: endOffset } };
}

/** A text of the page with something to see, and its neighbours, each undefined until it was asked for. */
interface Leaf {
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
type NextLeaf = (leaf: Leaf, isForward: boolean) => Leaf | null;

/**
 * The texts of a page, and what elements look like, each asked once: marks that stand close together share much of it.
 * Shadow trees are not entered; ways do not lead into them either.
 */
class Leaves {
  readonly root: Element;
  /** The quickest way from text to text: what stands between them is never handed to us. */
  readonly #walker: TreeWalker;
  readonly #looks = new Map<Element, Shown>();
  readonly #known = new Map<Node, Leaf>();

  constructor(root: Element) {
    this.root = root;
    this.#walker = root.ownerDocument.createTreeWalker(root, 4 /* SHOW_TEXT */);
  }

  /** Null where the text is not shown, or not of the page's body. */
  of(node: Text): Leaf | null {
    return this.root.contains(node) && this.#isShown(node) ? this.#leafOf(node, node.data) : null;
  }

  #isShown({ parentElement }: Text): boolean {
    return parentElement !== null && this.#lookOf(parentElement) === 'shown';
  }

  /** The text that comes next, whether it is shown or not. */
  readonly next: NextLeaf = (leaf, isForward) => {
    const known = isForward ? leaf.after : leaf.before;
    if (known !== undefined) return known;
    const next = this.#beyond(leaf.node, isForward);
    if (isForward) leaf.after = next;
    else leaf.before = next;
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
    for (;;) {
      const next = isForward ? walker.nextNode() : walker.previousNode();
      if (!next || !isText(next)) return null;
      const { data } = next;
      if (hasSeen(data)) return this.#leafOf(next, data);
    }
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

function isUnseen(unit: number): boolean {
  // Nearly all units are letters of this range.
  return (unit <= 0x20 || unit > 0x7e) && (isWhite(unit) || isHint(unit));
}

/** Compares a page with texts, from a point on, or from it backwards. */
class Reading {
  #leaf: Leaf;
  /** Of the next unit forward, of the last one backward. */
  #offset: number;
  readonly #isForward: boolean;
  readonly #nextLeaf: NextLeaf;

  constructor(leaf: Leaf, offset: number, isForward: boolean, nextLeaf: NextLeaf) {
    this.#leaf = leaf;
    this.#offset = isForward ? offset : offset - 1;
    this.#isForward = isForward;
    this.#nextLeaf = nextLeaf;
  }

  /** Whether the next unit that was not read yet stands there. */
  isAt(node: Text, offset: number): boolean {
    return this.#leaf.node === node && this.#offset === offset;
  }

  /** Whether `passage` comes next, but for blanks, which come and go with markup, and hints, which are not seen. */
  follows(passage: string): boolean {
    const text = this.#isForward ? passage.trimEnd() : passage.trimStart();
    const step = this.#isForward ? 1 : -1;
    let at: number | null = this.#isForward ? 0 : text.length - 1;
    for (;;) {
      while (isUnseen(text.charCodeAt(at))) at += step;
      if (at < 0 || at >= text.length) return true;
      const { data } = this.#leaf;
      while (isUnseen(data.charCodeAt(this.#offset))) this.#offset += step;
      if (this.#restIsThere(text, at)) return true;
      at = this.#leafIsThere(text, at) ?? this.#readOn(text, at);
      if (at === null) return false;
      if (at < 0 || at >= text.length) return true;
      if (!this.#advance()) return false;
    }
  }

  /** The usual case: what is left of `text` is in the leaf, unit for unit, which the browser compares at once. */
  #restIsThere(text: string, at: number): boolean {
    const rest = this.#isForward ? text.slice(at) : text.slice(0, at + 1);
    const from = this.#isForward ? this.#offset : this.#offset - at;
    if (from < 0 || !this.#leaf.data.startsWith(rest, from)) return false;
    this.#offset = this.#isForward ? from + rest.length : from - 1;
    return true;
  }

  /**
   * The other usual case: what is left of the leaf comes next in `text`.
   *
   * @returns how far it is read then; null where that is not so
   */
  #leafIsThere(text: string, at: number): number | null {
    const { data } = this.#leaf;
    const rest = this.#isForward
      ? data.slice(this.#offset).trimEnd()
      : data.slice(0, this.#offset + 1).trimStart();
    const start = this.#isForward ? at : at + 1 - rest.length;
    if (start < 0 || !text.startsWith(rest, start)) return null;
    this.#offset += this.#isForward ? rest.length : -rest.length;
    return this.#isForward ? at + rest.length : start - 1;
  }

  /** Compares from unit `at` of `text` on, to the end of it or of the leaf. @returns how far; null where they differ */
  #readOn(text: string, from: number): number | null {
    const { data } = this.#leaf;
    const step = this.#isForward ? 1 : -1;
    let offset = this.#offset;
    let at = from;
    for (; at >= 0 && at < text.length; at += step) {
      const unit = text.charCodeAt(at);
      if (isUnseen(unit)) continue;
      let other = data.charCodeAt(offset);
      while (other !== unit && isUnseen(other)) other = data.charCodeAt((offset += step));
      if (Number.isNaN(other)) break;
      if (other !== unit) return null;
      offset += step;
    }
    this.#offset = offset;
    return at;
  }

  #advance(): boolean {
    const next = this.#nextLeaf(this.#leaf, this.#isForward);
    if (!next) return false;
    this.#leaf = next;
    this.#offset = this.#isForward ? 0 : next.data.length - 1;
    return true;
  }
}

/**
 * For each target the range that its own selector leads to, if its passage stands there with its context, letter for
 * letter. Null where it does not, which says nothing: the page may be built otherwise than it was.
 */
export function rangesBySelectors(document: Document, targets: readonly Target[]): (Range | null)[] {
  const root = bodyOf(document);
  const guide = new Guide(document);
  const leaves = root && new Leaves(root);
  return targets.map((target) => (leaves ? rangeBySelector(guide, leaves, target) : null));
}

function rangeBySelector(guide: Guide, leaves: Leaves, target: Target): Range | null {
  const { range: selector, exact, prefix, suffix } = target;
  if (!selector) return null;
  const first = leafAt(guide, leaves, selector.start.path);
  const last = selector.end.path === selector.start.path ? first : leafAt(guide, leaves, selector.end.path);
  if (!first || !last) return null;
  const [from, to] = [selector.start.offset, selector.end.offset];
  if (from > first.data.length || to > last.data.length) return null;
  const passage = new Reading(first, from, true, leaves.nextShown);
  if (!passage.follows(exact) || !passage.isAt(last.node, to)) return null;
  if (!isBeside(leaves, last, to, true, suffix) || !isBeside(leaves, first, from, false, prefix)) return null;
  const found = leaves.root.ownerDocument.createRange();
  found.setStart(first.node, from);
  found.setEnd(last.node, to);
  return found;
}

/**
 * Whether the context stands there. What is hidden is passed over only where that is needed: to ask what is shown is dear,
 * and where a passage stands in its own words, they are its own, seen or not.
 */
function isBeside(leaves: Leaves, leaf: Leaf, offset: number, isForward: boolean, context: string): boolean {
  return (
    new Reading(leaf, offset, isForward, leaves.next).follows(context) ||
    new Reading(leaf, offset, isForward, leaves.nextShown).follows(context)
  );
}

function leafAt(guide: Guide, leaves: Leaves, path: string): Leaf | null {
  const node = guide.textAt(path);
  return node && leaves.of(node);
}
