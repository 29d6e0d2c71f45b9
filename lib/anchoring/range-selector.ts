/**
 * The way to the nodes of a passage. On a page that is built as it was, it leads to a mark at once, without reading the
 * page; and since what stands there is compared, letter for letter and with its context, it never leads astray.
 */
import type { RangeSelector, Target } from '../annotation/model';
import { hasSeen, isHint, isWhite } from './text/characters';
import { bodyOf, flatParent, isElement, isText, nextText } from './text/flat-tree';
import { lookAt } from './text/shown';
import type { Shown } from './text/shown';

/** Texts that are not shown between parts of a passage and its context. */
const MOST_UNSEEN = 8;
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

/** Follows ways through a document. Marks stand near one another: the first part of a way is mostly known already. */
class Guide {
  readonly #document: Document;
  readonly #known = new Map<string, Node | null>();

  constructor(document: Document) {
    this.#document = document;
  }

  textAt(path: string): Text | null {
    const node = this.#nodeAt(path);
    return node && isText(node) ? node : null;
  }

  #nodeAt(path: string): Node | null {
    if (path === '') return this.#document;
    const known = this.#known.get(path);
    if (known !== undefined) return known;
    const [step, bracket] = [path.lastIndexOf('/'), path.lastIndexOf('[')];
    const isStep = step >= 0 && bracket > step && path.endsWith(']');
    const parent = isStep ? this.#nodeAt(path.slice(0, step)) : null;
    const nth = Number(path.slice(bracket + 1, -1));
    const node = parent && nth >= 1 ? childOf(parent, path.slice(step + 1, bracket), nth) : null;
    this.#known.set(path, node);
    return node;
  }
}

function childOf(parent: Node, name: string, nth: number): Node | null {
  let left = nth;
  let child: Node | null = parent.firstChild;
  while (child && (nameOf(child) !== name || --left > 0)) child = child.nextSibling;
  return child;
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

/** A text that is shown, next to another; null where there is none. */
interface Neighbour {
  readonly text: Text | null;
  /** Texts between the two that are not shown. */
  readonly unseen: number;
}

/** What stands around texts, and what elements look like, each asked once: marks that stand close together share much of it. */
class Surroundings {
  readonly root: Element;
  readonly #looks = new Map<Element, Shown>();
  readonly #after = new Map<Text, Neighbour>();
  readonly #before = new Map<Text, Neighbour>();

  constructor(root: Element) {
    this.root = root;
  }

  isShown({ parentElement }: Text): boolean {
    return parentElement !== null && this.#lookOf(parentElement) === 'shown';
  }

  /** The next text that is shown, and has something that is seen. */
  neighbourOf(text: Text, isForward: boolean): Neighbour {
    const known = isForward ? this.#after : this.#before;
    let neighbour = known.get(text);
    if (!neighbour) {
      neighbour = this.#find(text, isForward);
      known.set(text, neighbour);
    }
    return neighbour;
  }

  /**
   * What is hidden with a text is left at once; beyond much that is hidden piece by piece, nothing is looked for: that would
   * cost more than reading.
   */
  #find(text: Text, isForward: boolean): Neighbour {
    let unseen = 0;
    let from: Node = text;
    while (unseen <= MOST_UNSEEN) {
      const next = nextText(from, false, isForward, this.root);
      if (!next) break;
      from = next;
      if (!hasSeen(next.data)) continue;
      if (this.isShown(next)) return { text: next, unseen };
      unseen++;
      from = this.#hiddenWith(next);
    }
    return { text: null, unseen };
  }

  #lookOf(element: Element): Shown {
    const known = this.#looks.get(element);
    if (known !== undefined) return known;
    const shown = lookAt(element);
    this.#looks.set(element, shown);
    return shown;
  }

  /** The topmost node below the root that a hidden text is hidden with. */
  #hiddenWith(text: Text): Node {
    let top: Node = text;
    let around = flatParent(text);
    while (around && around !== this.root && this.#lookOf(around) === 'absent') {
      top = around;
      around = flatParent(around);
    }
    return top;
  }
}

function isUnseen(unit: number): boolean {
  // Nearly all units are letters of this range.
  return (unit <= 0x20 || unit > 0x7e) && (isWhite(unit) || isHint(unit));
}

/** Compares a page with texts, from a point on, or from it backwards. */
class Reading {
  #node: Text;
  /** Of the next unit forward, of the last one backward. */
  #offset: number;
  #unseen = 0;
  readonly #step: 1 | -1;
  readonly #around: Surroundings;

  constructor(node: Text, offset: number, step: 1 | -1, around: Surroundings) {
    this.#around = around;
    this.#node = node;
    this.#offset = step > 0 ? offset : offset - 1;
    this.#step = step;
  }

  get node(): Text {
    return this.#node;
  }

  /** Where the next unit stands that was not read yet. */
  get offset(): number {
    return this.#offset;
  }

  /** Whether `text` comes next, but for blanks, which come and go with markup, and hints, which are not seen. */
  follows(text: string): boolean {
    let at: number | null = this.#step > 0 ? 0 : text.length - 1;
    for (;;) {
      at = this.#readOn(text, at);
      if (at === null) return false;
      if (at < 0 || at >= text.length) return true;
      if (!this.#advance()) return false;
    }
  }

  /** Compares from unit `at` of `text` on, to the end of it or of the node. @returns how far; null where they differ */
  #readOn(text: string, from: number): number | null {
    const { data } = this.#node;
    const step = this.#step;
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

  /** To the next text that is shown. */
  #advance(): boolean {
    const { text, unseen } = this.#around.neighbourOf(this.#node, this.#step > 0);
    this.#unseen += unseen;
    if (!text || this.#unseen > MOST_UNSEEN) return false;
    this.#node = text;
    this.#offset = this.#step > 0 ? 0 : text.length - 1;
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
  const around = root && new Surroundings(root);
  return targets.map((target) => (around ? rangeBySelector(guide, around, target) : null));
}

function rangeBySelector(guide: Guide, around: Surroundings, target: Target): Range | null {
  const { root } = around;
  const { range: selector, exact, prefix, suffix } = target;
  const start = selector ? guide.textAt(selector.start.path) : null;
  const end = selector ? guide.textAt(selector.end.path) : null;
  if (!selector || !start || !end || !root.contains(start)) return null;
  if (!around.isShown(start) || !around.isShown(end)) return null;
  if (selector.start.offset > start.length || selector.end.offset > end.length) return null;
  const passage = new Reading(start, selector.start.offset, 1, around);
  const isThere = passage.follows(exact) && passage.node === end && passage.offset === selector.end.offset;
  if (!isThere || !passage.follows(suffix)) return null;
  if (!new Reading(start, selector.start.offset, -1, around).follows(prefix)) return null;
  const found = root.ownerDocument.createRange();
  found.setStart(start, selector.start.offset);
  found.setEnd(end, selector.end.offset);
  return found;
}
