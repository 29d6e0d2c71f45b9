/**
 * The way to the nodes of a passage. On a page that is built as it was, it leads to a mark at once, without reading the
 * page; and since what stands there is compared, letter for letter and with its context, it never leads astray.
 */
import type { RangeSelector, Target } from '../annotation/model';
import { isHint, isWhite } from './text/characters';
import { bodyOf, isText } from './text/flat-tree';
import { Leaves, type Leaf, type NextLeaf } from './text/leaves';
import { pathTo } from './text/node-path';

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
 * letter. Null where it does not, which says nothing: the page may be built otherwise than it was. Quickest in the order of
 * the page.
 */
export function rangesBySelectors(document: Document, targets: readonly Target[]): (Range | null)[] {
  const root = bodyOf(document);
  const leaves = root && new Leaves(root);
  return targets.map((target) => leaves && rangeBySelector(leaves, target));
}

function rangeBySelector(leaves: Leaves, target: Target): Range | null {
  const { range: selector, exact, prefix, suffix } = target;
  if (!selector) return null;
  const [first, last] = [leaves.at(selector.start.path), leaves.at(selector.end.path)];
  if (!first || !last) return null;
  const [from, to] = [selector.start.offset, selector.end.offset];
  if (from > first.data.length || to > last.data.length) return null;
  if (first !== last || first.data.slice(from, to) !== exact) {
    const passage = new Reading(first, from, true, leaves.nextShown);
    if (!passage.follows(exact) || !passage.isAt(last.node, to)) return null;
  }
  if (!isBeside(leaves, last, to, true, suffix) || !isBeside(leaves, first, from, false, prefix)) return null;
  const found = leaves.root.ownerDocument.createRange();
  found.setStart(first.node, from);
  found.setEnd(last.node, to);
  return found;
}

/**
 * Whether the context stands there: mostly in the same text, letter for letter. What is hidden is passed over only where
 * that is needed: to ask what is shown is dear, and where a passage stands in its own words, they are its own, seen or not.
 */
function isBeside(leaves: Leaves, leaf: Leaf, offset: number, isForward: boolean, context: string): boolean {
  const start = isForward ? offset : offset - context.length;
  return (
    (start >= 0 && leaf.data.startsWith(context, start)) ||
    new Reading(leaf, offset, isForward, leaves.next).follows(context) ||
    new Reading(leaf, offset, isForward, leaves.nextShown).follows(context)
  );
}
