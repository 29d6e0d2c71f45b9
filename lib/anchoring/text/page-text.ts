/** The text of a page that lives: read once, and from then on only where it changed. */
import { bodyOf, documentOf, flatParent, isElement } from './flat-tree';
import { traitsOf, UNREAD } from './elements';
import { PageIndex } from './page-index';
import type { Held } from './page-index';
import { PieceFinder } from './piece-finder';
import { SectionReader } from './reader';
import type { ReadOptions } from './reader';
import { BELOW, DEEP, isSection, OWN, piecesOf, Section } from './section';
import { Vocabulary } from './words';

export interface PageTextOptions extends ReadOptions {
  /** Called once for each shadow tree and each document in a frame: whoever notes changes must watch it, too. */
  readonly onRoot?: ((root: ShadowRoot | Document) => void) | undefined;
}

const always = (): boolean => true;

export class PageText {
  readonly #rootOf: () => Element;
  readonly #options: PageTextOptions;
  readonly #vocabulary = new Vocabulary();
  readonly #roots = new WeakSet<Node>();
  /** Elements that came, or may look different: what is known of them and all in them counts for nothing. */
  readonly #arrived = new Set<Node>();
  /** Elements that may come to have another tree inside without a sign, and which they had. */
  readonly #vessels = new Map<Element, Node | null>();
  #sections = new WeakMap<Element, Section>();
  #reader: SectionReader;
  #root: Section;
  #index: PageIndex | null = null;

  /** @param root the element whose text it is, normally the body; asked each time, since pages replace theirs */
  constructor(root: () => Element, options: PageTextOptions = {}) {
    this.#rootOf = root;
    this.#options = options;
    this.#reader = this.#newReader();
    this.#root = this.#newRoot();
  }

  /** Whether `update` would find nothing to do, as far as it was told. */
  get isFresh(): boolean {
    return this.#index !== null && this.#root.stale === 0 && !this.#reader.isReading;
  }

  /**
   * Notes what changed in a document or shadow tree that was met: children, text, and the attributes `class`,
   * `style`, `hidden`, `open`, `slot` and `name`. Cheap; nothing is read.
   */
  touch(records: readonly MutationRecord[]): void {
    for (const record of records) this.#note(record);
  }

  /** Notes that an element, or the one that a text stands in, may look different for a reason that nobody reported. */
  doubt(node: Node): void {
    const element = isElement(node) ? node : flatParent(node);
    if (!element || element.contains(this.#root.element)) this.#root.mark(DEEP);
    else {
      this.#arrived.add(element);
      this.#markAt(flatParent(element) ?? element, OWN);
    }
  }

  /** Whether any of a passage that was held has left the page, or will be read anew. */
  isTouched({ pieces }: Held): boolean {
    return pieces.some(({ nodes: [node] }) => {
      if (!node?.isConnected) return true;
      return ((this.#sectionAt(node)?.stale ?? OWN) & (OWN | DEEP)) !== 0;
    });
  }

  /**
   * Reads what changed. The index is the one of before where that made no difference.
   *
   * @param mayGoOn asked often; where it says no, the result is null, and the next call goes on from there
   */
  update(): PageIndex;
  update(mayGoOn: () => boolean): PageIndex | null;
  update(mayGoOn: () => boolean = always): PageIndex | null {
    if (this.#root.element !== this.#rootOf()) this.#root = this.#newRoot();
    this.#lookIntoVessels();
    if (!this.#reader.read(mayGoOn) || !this.#readStale(mayGoOn)) return null;
    this.#arrived.clear();
    return (this.#index = this.#joined());
  }

  #newReader(): SectionReader {
    return new SectionReader(this.#options, this.#sections, {
      root: (root) => {
        if (this.#roots.has(root)) return;
        this.#roots.add(root);
        this.#options.onRoot?.(root);
      },
      vessel: (element) => this.#vessels.set(element, insideOf(element)),
    });
  }

  #newRoot(): Section {
    const root = new Section(this.#rootOf(), null);
    this.#sections = new WeakMap([[root.element, root]]);
    this.#reader = this.#newReader();
    return root;
  }

  #note(record: MutationRecord): void {
    const { type, target, addedNodes, removedNodes, nextSibling, attributeName, oldValue } = record;
    if (isElement(target)) {
      if (this.#options.skip?.(target)) return;
      if (type === 'attributes') {
        if (target.getAttribute(attributeName ?? '') !== oldValue)
          this.#noteAttribute(target, attributeName, oldValue);
        return;
      }
    }
    for (const node of addedNodes) if (isElement(node)) this.#arrived.add(node);
    this.#arriveNext(nextSibling);
    if ([...addedNodes, ...removedNodes].some(hasSlot)) this.#noteSlots(target);
    if (!isElement(target)) this.#markAt(target, OWN);
    // Children of a host show where it has slots for them.
    else if (!(traitsOf(target.localName) & UNREAD)) this.#markAt(target, target.shadowRoot ? DEEP : OWN);
  }

  #noteAttribute(target: Element, name: string | null, oldValue: string | null): void {
    if (name === 'style' && looksOf(oldValue) === looksOf(target.getAttribute(name))) return;
    this.doubt(target);
    this.#arriveNext(target.nextSibling);
    if (name === 'slot' && target.parentElement) this.#markAt(target.parentElement, DEEP);
    if (name === 'name') this.#noteSlots(target);
  }

  /** Which slot of a shadow tree shows what depends on all of them. */
  #noteSlots(inside: Node): void {
    const host = 'host' in inside.getRootNode() ? flatParent(inside.getRootNode()) : null;
    if (host) this.#markAt(host, DEEP);
  }

  /** A page may show an element by what comes right before it. */
  #arriveNext(node: Node | null): void {
    let next = node;
    while (next && !isElement(next)) next = next.nextSibling;
    if (next) this.#arrived.add(next);
  }

  #markAt(node: Node, bits: number): void {
    const section = this.#sectionAt(node);
    if (section) section.mark(bits);
    else if (node.contains(this.#root.element)) this.#root.mark(DEEP);
  }

  /** The section that holds a node's text, if it has any. */
  #sectionAt(node: Node): Section | null {
    for (let at: Node | null = node; at; at = flatParent(at)) {
      const section = isElement(at) && this.#sections.get(at);
      if (section) return section;
    }
    return null;
  }

  #lookIntoVessels(): void {
    for (const [element, inside] of this.#vessels) {
      if (!element.isConnected) this.#vessels.delete(element);
      else if (insideOf(element) !== inside) {
        this.#vessels.set(element, insideOf(element));
        this.doubt(element);
      }
    }
  }

  /** Reads all stale sections, those further up first. */
  #readStale(mayGoOn: () => boolean): boolean {
    const path = [{ section: this.#root, next: 0 }];
    for (let top = path.at(-1); top; top = path.at(-1)) {
      const { section } = top;
      if (section.stale & (OWN | DEEP)) {
        this.#reader.begin(section, this.#arrived);
        if (!this.#reader.read(mayGoOn)) return false;
        top.next = 0;
      }
      const item = section.stale & BELOW ? section.items[top.next++] : undefined;
      if (item && isSection(item)) {
        if (item.stale) path.push({ section: item, next: 0 });
      } else if (!item) {
        section.stale = 0;
        path.pop();
      }
    }
    return true;
  }

  #joined(): PageIndex {
    const pieces = piecesOf(this.#root);
    const before = this.#index?.pieces;
    if (
      this.#index &&
      before?.length === pieces.length &&
      pieces.every((piece, at) => piece === before[at])
    ) {
      return this.#index;
    }
    const finder = new PieceFinder((node) => this.#sectionAt(node));
    return new PageIndex(pieces, {
      root: this.#root.element,
      vocabulary: this.#vocabulary,
      pieceOf: (node) => finder.find(node),
    });
  }
}

/** What of an inline style can show or hide text; pages move and fade things by all the rest, many times a second. */
function looksOf(style: string | null): string {
  return (
    style
      ?.match(/(?<![\w-])(?:display|visibility|content-visibility|float|position|all)\s*:[^;]*/giu)
      ?.join() ?? ''
  );
}

function hasSlot(node: Node): boolean {
  return isElement(node) && (node.localName === 'slot' || node.querySelector('slot') !== null);
}

/** The shadow tree of an element, or the body of the document in it. */
function insideOf(element: Element): Node | null {
  const document = documentOf(element);
  return document ? bodyOf(document) : element.shadowRoot;
}
