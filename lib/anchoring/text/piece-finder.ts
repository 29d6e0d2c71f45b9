/** From a text node to its piece. */
import type { Piece } from './piece';
import { isSection } from './section';
import type { Item, Section } from './section';

/** How often a section is looked through before a map of its nodes is made, which costs as much. */
const LOOKS = 256;

export class PieceFinder {
  readonly #sectionAt: (node: Node) => Section | null;
  /** By the items of a section, which are others as soon as it is read anew. */
  readonly #maps = new WeakMap<readonly Item[], ReadonlyMap<Text, Piece>>();
  readonly #looks = new WeakMap<readonly Item[], number>();

  constructor(sectionAt: (node: Node) => Section | null) {
    this.#sectionAt = sectionAt;
  }

  /** The piece that a node stands in, null where it has nothing that is read. */
  find(node: Text): Piece | null {
    const items = this.#sectionAt(node)?.items;
    if (!items) return null;
    const map = this.#maps.get(items);
    if (map) return map.get(node) ?? null;
    const looks = (this.#looks.get(items) ?? 0) + 1;
    this.#looks.set(items, looks);
    if (looks === LOOKS) this.#maps.set(items, mapOf(items));
    for (const item of items) if (!isSection(item) && item.nodes.includes(node)) return item;
    return null;
  }
}

function mapOf(items: readonly Item[]): ReadonlyMap<Text, Piece> {
  const map = new Map<Text, Piece>();
  for (const item of items) if (!isSection(item)) for (const node of item.nodes) map.set(node, item);
  return map;
}
