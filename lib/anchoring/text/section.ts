/** A section: the text of one block element, its own pieces and the sections of the blocks in it, in order. */
import type { Piece } from './piece';

/** What is known to be out of date, in bits. 0: nothing. */
export const BELOW = 1;
/** Its own pieces, or which sections it has. */
export const OWN = 2;
/** All of it. */
export const DEEP = 4;

export type Item = Piece | Section;

export class Section {
  readonly element: Element;
  /** The section that it stands in; of one that was left out of it since, still that one. */
  parent: Section | null;
  items: readonly Item[] = [];
  stale = OWN;

  constructor(element: Element, parent: Section | null) {
    this.element = element;
    this.parent = parent;
  }

  /** Notes that something is out of date, here and in all that it stands in. */
  mark(bits: number): void {
    this.stale |= bits;
    for (let above = this.parent; above && !(above.stale & BELOW); above = above.parent) above.stale |= BELOW;
  }
}

export function isSection(item: Item): item is Section {
  return 'items' in item;
}

/** Whether there is any piece below `root`. */
export function hasText(root: Section): boolean {
  const left: Section[] = [root];
  for (let section = left.pop(); section; section = left.pop())
    for (const item of section.items) {
      if (!isSection(item)) return true;
      left.push(item);
    }
  return false;
}

/** All pieces below `root` in the order of the page. Deep trees cost no stack. */
export function piecesOf(root: Section): Piece[] {
  const pieces: Piece[] = [];
  const stack: { readonly items: readonly Item[]; next: number }[] = [{ items: root.items, next: 0 }];
  for (let top = stack.at(-1); top; top = stack.at(-1)) {
    const item = top.items[top.next++];
    if (!item) stack.pop();
    else if (!isSection(item)) pieces.push(item);
    else if (item.items.length > 0) stack.push({ items: item.items, next: 0 });
  }
  return pieces;
}

/**
 * Takes what `before` had read already: a piece with the same text keeps its folded text and words, one that stands
 * in the same nodes as well is the same piece.
 */
export function keepKnown(before: readonly Item[], items: Item[]): void {
  if (before.length === 0) return;
  let next = 0;
  for (const [at, item] of items.entries()) {
    if (isSection(item)) continue;
    const found = findText(before, next, item.text);
    if (found < 0) continue;
    const known = before[found];
    next = found + 1;
    if (!known || isSection(known)) continue;
    if (known.equals(item)) items[at] = known;
    else item.learnFrom(known);
  }
}

/** How many pieces back and forth a text is looked for: lines are mostly inserted or removed in small numbers. */
const REACH = 16;

function findText(items: readonly Item[], from: number, text: string): number {
  let looked = 0;
  for (let at = from; at < items.length && looked < REACH; at++) {
    const item = items[at];
    if (!item || isSection(item)) continue;
    if (item.text === text) return at;
    looked++;
  }
  return -1;
}
