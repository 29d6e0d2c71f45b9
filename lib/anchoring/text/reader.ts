/**
 * Reads the text of sections out of the DOM, in steps where that is wanted. It never changes the page. What an element
 * looks like is the dearest question, so it is asked of those alone that have text, or may end a line: where a text
 * turns out to be hidden, all that is hidden with it is left.
 */
import { hasSeen } from './characters';
import { BLOCK, CUSTOM, FRAME, HOST, LINE_BREAK, OBJECT, SLOT, traitsOf, UNREAD } from './elements';
import { bodyOf, documentOf, isElement, isText, slottedIn } from './flat-tree';
import { hasOwnLines, isPartOfLine } from './lines';
import { PieceBuilder } from './piece-builder';
import { BELOW, DEEP, hasText, keepKnown, OWN, Section } from './section';
import type { Item } from './section';
import { isPlain, lookAt, styleOf } from './shown';
import type { Shown } from './shown';

export interface ReadOptions {
  /** Elements to leave out, for instance our own shadow host. */
  readonly skip?: ((element: Element) => boolean) | undefined;
  /** Takes text in, too, that the page does not show. */
  readonly includeHidden?: boolean | undefined;
}

/** What the reader meets on its way, for whoever keeps the text up to date. */
export interface Findings {
  /** A shadow tree, or the document of a frame. */
  root(root: ShadowRoot | Document): void;
  /** An element whose shadow tree or document may come, or be another one, without a sign. */
  vessel(element: Element): void;
}

/** An element under way: its children by link, or by list where they are not its own. */
class Frame {
  next: Node | null = null;
  listed: readonly Node[] | null = null;
  nextListed = 0;

  constructor(
    readonly element: Element,
    readonly section: Section,
    /** Where the section's text is gathered; null for an element in a line of it. */
    readonly items: Item[] | null,
    /** Whether what was read before counts for nothing. */
    readonly deep: boolean,
    /** Of the text directly in the element; null where nobody asked yet. */
    public shown: Shown | null,
  ) {}

  advance(): Node | null {
    if (this.listed) return this.listed[this.nextListed++] ?? null;
    const node = this.next;
    if (node) this.next = node.nextSibling;
    return node;
  }
}

/** Nodes between two looks at the clock. */
const STRIDE = 32;

export class SectionReader {
  readonly #skip: (element: Element) => boolean;
  readonly #all: boolean;
  readonly #findings: Findings | null;
  readonly #sections: WeakMap<Element, Section>;
  readonly #stack: Frame[] = [];
  readonly #builder = new PieceBuilder((piece) => this.#items.push(piece));
  #items: Item[] = [];
  /** Elements that came, or look different: all in them is read anew. */
  #arrived: ReadonlySet<Node> = new Set();

  /** @param sections those known by their elements; read ones are added */
  constructor(options: ReadOptions, sections: WeakMap<Element, Section>, findings: Findings | null) {
    this.#skip = options.skip ?? (() => false);
    this.#all = options.includeHidden === true;
    this.#sections = sections;
    this.#findings = findings;
  }

  get isReading(): boolean {
    return this.#stack.length > 0;
  }

  /** Begins to read a section. `arrived`: elements to read anew whatever is known. */
  begin(section: Section, arrived: ReadonlySet<Node>): void {
    this.#builder.clear();
    this.#arrived = arrived;
    this.#openShown(section, (section.stale & DEEP) !== 0);
  }

  /** Reads on until all is read (true) or `mayGoOn` says no. */
  read(mayGoOn: () => boolean): boolean {
    this.#startAgain();
    let steps = 0;
    for (let frame = this.#stack.at(-1); frame; frame = this.#stack.at(-1)) {
      if (++steps % STRIDE === 0 && !mayGoOn()) return false;
      const node = frame.advance();
      if (!node) this.#close(frame);
      else if (isText(node)) this.#addText(node, frame);
      else if (isElement(node)) this.#enter(node, frame);
    }
    return true;
  }

  /** If what is under way changed since the last step, it is begun again; what is complete stays. */
  #startAgain(): void {
    const at = this.#stack.findIndex(({ items, section }) => items && section.stale & (OWN | DEEP));
    const outdated = this.#stack[at];
    if (!outdated) return;
    for (const { section, items, deep } of this.#stack.splice(at))
      if (items) section.stale |= deep ? DEEP : OWN;
    this.#builder.clear();
    const { section, deep } = outdated;
    this.#openShown(section, deep || (section.stale & DEEP) !== 0);
  }

  /** Begins with a section that stands in its place already, whatever it looks like now. */
  #openShown(section: Section, deep: boolean): void {
    const shown = this.#all ? 'shown' : lookAt(section.element);
    if (shown !== 'absent') return this.#open(section, deep, shown, traitsOf(section.element.localName));
    section.stale = 0;
    section.items = [];
  }

  #open(section: Section, deep: boolean, shown: Shown | null, traits: number): void {
    section.stale = 0;
    const items: Item[] = [];
    this.#items = items;
    this.#push(new Frame(section.element, section, items, deep, shown), traits);
  }

  #push(frame: Frame, traits: number): void {
    const { element } = frame;
    const shadow = traits & HOST ? element.shadowRoot : null;
    frame.next = (shadow ?? element).firstChild;
    if (traits & FRAME) {
      this.#listDocument(frame);
    } else if (traits & SLOT) {
      const slotted = slottedIn(element);
      if (slotted.length > 0) frame.listed = slotted;
    } else if (shadow) this.#findings?.root(shadow);
    else if (traits & CUSTOM) this.#findings?.vessel(element);
    this.#stack.push(frame);
  }

  /** The document of a frame is read in it, where the frame is seen: of that, the document knows nothing. */
  #listDocument(frame: Frame): void {
    const { element } = frame;
    const document = documentOf(element);
    frame.shown ??= this.#ask(element);
    const body = document && frame.shown === 'shown' ? bodyOf(document) : null;
    frame.listed = body ? [body] : [];
    if (document) this.#findings?.root(document);
    this.#findings?.vessel(element);
  }

  #close({ element, section, items }: Frame): void {
    this.#stack.pop();
    if (!items) {
      this.#builder.cross(element);
      return;
    }
    this.#builder.breakLine();
    keepKnown(section.items, items);
    section.items = items;
    if (section.stale && section.parent) section.parent.stale |= BELOW;
    this.#items = this.#stack.findLast((frame) => frame.items)?.items ?? [];
  }

  #addText(node: Text, frame: Frame): void {
    const { data } = node;
    const isSeen = hasSeen(data);
    if (!isSeen && !this.#builder.wantsBlank(data)) return;
    frame.shown ??= this.#ask(frame.element);
    this.#take(node, data, isSeen, frame.shown);
  }

  #take(node: Text, data: string, isSeen: boolean, shown: Shown): void {
    if (shown === 'absent') this.#leaveAbsent();
    else if (shown === 'shown') {
      if (isSeen) this.#builder.add(node, data);
      else this.#builder.addBlank(node, data);
    }
  }

  #ask(element: Element): Shown {
    return this.#all ? 'shown' : lookAt(element);
  }

  /** Of what is under way, leaves the sections that the page does not show, with all that is in them. */
  #leaveAbsent(): void {
    let first = -1;
    // The one that reading began with was asked then.
    for (let at = this.#stack.length - 1; at > 0; at--) {
      const frame = this.#stack[at];
      if (!frame?.items) continue;
      frame.shown ??= lookAt(frame.element);
      if (frame.shown !== 'absent') break;
      first = at;
    }
    const left = this.#stack[first];
    if (!left) return;
    this.#stack.length = first;
    this.#sections.delete(left.element);
    this.#items = this.#stack.findLast((frame) => frame.items)?.items ?? [];
    this.#items.pop();
  }

  #enter(element: Element, frame: Frame): void {
    const traits = traitsOf(element.localName);
    if (traits & UNREAD) {
      if (traits & OBJECT) this.#builder.cross(element);
    } else if (this.#skip(element)) return;
    else if (traits & LINE_BREAK) {
      if (isPlain(element) || styleOf(element)?.display !== 'none') this.#builder.breakLine();
    } else if (!(traits & (BLOCK | CUSTOM))) this.#enterLine(element, frame, traits);
    else if (this.#isBlock(element, traits)) this.#enterBlock(element, frame, traits);
    else {
      this.#sections.delete(element);
      this.#enterLine(element, frame, traits);
    }
  }

  #isBlock(element: Element, traits: number): boolean {
    if (traits & CUSTOM) return hasOwnLines(element);
    const isGlued = this.#builder.isOpen || startsGlued(element.nextSibling);
    return !(isGlued && isPartOfLine(element));
  }

  #enterBlock(element: Element, frame: Frame, traits: number): void {
    const deep = frame.deep || this.#arrived.has(element);
    const known = this.#sections.get(element);
    if (known && !deep && known.parent === frame.section && !(known.stale & (OWN | DEEP))) {
      this.#keep(known, frame);
      return;
    }
    // Where a line is under way, it ends if the element is there at all.
    const shown = this.#builder.isEmpty ? null : this.#ask(element);
    if (shown === 'absent') {
      this.#sections.delete(element);
      return;
    }
    this.#builder.breakLine();
    const isDeep =
      deep || (known !== undefined && (known.parent !== frame.section || (known.stale & DEEP) !== 0));
    const section = known ?? new Section(element, frame.section);
    section.parent = frame.section;
    if (!known) this.#sections.set(element, section);
    this.#items.push(section);
    this.#open(section, isDeep, shown, traits);
  }

  /** A block of which all that was read is still so. */
  #keep(known: Section, frame: Frame): void {
    // Of one without text it was perhaps never asked whether it is there at all.
    if (!this.#builder.isEmpty && !hasText(known) && this.#ask(known.element) === 'absent') {
      this.#sections.delete(known.element);
      return;
    }
    this.#builder.breakLine();
    this.#items.push(known);
    if (known.stale) frame.section.stale |= BELOW;
  }

  #enterLine(element: Element, frame: Frame, traits: number): void {
    this.#builder.cross(element);
    const only = onlyText(element, traits);
    if (!only) {
      const deep = frame.deep || this.#arrived.has(element);
      this.#push(new Frame(element, frame.section, null, deep, null), traits);
      return;
    }
    // Most elements in a line have one text and nothing else.
    const { data } = only;
    const isSeen = hasSeen(data);
    if (isSeen || this.#builder.wantsBlank(data)) this.#take(only, data, isSeen, this.#ask(element));
    this.#builder.cross(element);
  }
}

function onlyText(element: Element, traits: number): Text | null {
  if (traits & (SLOT | CUSTOM) || (traits & HOST && element.shadowRoot)) return null;
  const first = element.firstChild;
  return first && isText(first) && !first.nextSibling ? first : null;
}

function startsGlued(node: Node | null): boolean {
  return node !== null && isText(node) && /^\S/u.test(node.data);
}
