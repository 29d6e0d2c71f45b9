/** From a text node to its piece. */
import type { Piece } from './piece';
import { isSection } from './section';
import type { Item, Section } from './section';

export class PieceFinder {
  readonly #sectionAt: (node: Node) => Section | null;
  /** By the items of a section, which are others as soon as it is read anew. */
  readonly #pieces = new WeakMap<readonly Item[], Map<Text, Piece>>();

  constructor(sectionAt: (node: Node) => Section | null) {
    this.#sectionAt = sectionAt;
  }

  /** The piece that a node stands in, null where it has nothing that is read. */
  find(node: Text): Piece | null {
    const items = this.#sectionAt(node)?.items;
    if (!items) return null;
    let pieces = this.#pieces.get(items);
    if (!pieces) {
      pieces = new Map();
      for (const item of items) if (!isSection(item)) for (const each of item.nodes) pieces.set(each, item);
      this.#pieces.set(items, pieces);
    }
    return pieces.get(node) ?? null;
  }
}
