/**
 * A copy of a page that edits change: its text as pieces, so that every word keeps its identity through whatever
 * is done to the text and to the elements around it.
 */
import type { Block, PageModel, Piece } from './page-model';
import { Cutter, GAP, NEW, isElement, isText, nodesOf } from './page-model';

export interface EditableText {
  readonly node: Text;
  pieces: Piece[];
  /** The block that it stood in on the page as loaded; null for text that an edit brought. */
  readonly block: Block | null;
  /** Place of its node among the nodes of the page as loaded, -1 for text that an edit brought. */
  readonly at: number;
}

export class EditablePage {
  readonly model: PageModel;
  readonly root: Element;
  readonly texts: EditableText[];
  /** Words of the page that an edit cut with the passage that they stood in. */
  readonly cut = new Set<number>();
  readonly #nodes: readonly Node[];
  readonly #cutter: Cutter;

  constructor(model: PageModel) {
    this.model = model;
    const root = model.root.cloneNode(true);
    if (!isElement(root)) throw new TypeError('The root is no element');
    this.root = root;
    this.#nodes = nodesOf(root);
    this.#cutter = new Cutter(root.getAttribute('lang') ?? 'en');
    this.texts = model.texts.map(({ at, pieces, block }) => {
      const node = this.#nodes[at];
      if (!node || !isText(node)) throw new TypeError('The copy differs from the page');
      return { node, pieces: [...pieces], block: model.blocks[block] ?? null, at };
    });
  }

  get document(): Document {
    return this.root.ownerDocument;
  }

  get body(): Element {
    return this.#child('body');
  }

  get head(): Element {
    return this.#child('head');
  }

  #child(name: string): Element {
    const found = [...this.root.children].find(({ localName }) => localName === name);
    if (!found) throw new TypeError(`The page has no ${name}`);
    return found;
  }

  /** The copy of the node that stood at `at` on the page as loaded. */
  nodeAt(at: number): Node | undefined {
    return this.#nodes[at];
  }

  elementOf(block: Block): Element {
    const node = this.#nodes[block.at];
    if (!node || !isElement(node)) throw new TypeError('The copy differs from the page');
    return node;
  }

  textsOf(block: Block): EditableText[] {
    return this.texts.filter((text) => text.block === block);
  }

  /** Text that no edit before has seen, cut into pieces, not yet in the page. */
  newText(data: string): EditableText {
    const text: EditableText = {
      node: this.document.createTextNode(data),
      pieces: this.cutNew(data),
      block: null,
      at: -1,
    };
    this.texts.push(text);
    return text;
  }

  cutNew(data: string): Piece[] {
    return this.#cutter.cut(data, () => NEW);
  }

  newElement(name: string, ...children: readonly Node[]): Element {
    const element = this.document.createElement(name);
    element.append(...children);
    return element;
  }

  /** Divides the node before the piece at `at`; the second part. */
  split(text: EditableText, at: number): EditableText {
    const second: EditableText = {
      ...text,
      node: this.document.createTextNode(''),
      pieces: text.pieces.splice(at),
    };
    text.node.after(second.node);
    this.texts.push(second);
    return second;
  }

  /** Puts the pieces into the nodes. */
  write(): void {
    for (const { node, pieces } of this.texts) {
      const data = pieces.map((piece) => piece.text).join('');
      if (node.data !== data) node.data = data;
    }
  }
}

/** The page's own words in order. */
export function wordsOf(model: PageModel): string[] {
  return model.texts.flatMap(({ pieces }) =>
    pieces.filter(({ word }) => word !== GAP).map(({ text }) => text),
  );
}
