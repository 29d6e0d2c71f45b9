/**
 * The text of a page in blocks, as it stands in the live document: each paragraph, heading, list item, table row or
 * caption with the elements that it came from. Only read, and only what is asked for: no layout.
 */
import { isElement, isText } from './nodes';

/** A run of text that stands on lines of its own. */
export interface RawBlock {
  /** Blanks folded to one; a line break where the page has one. */
  readonly text: string;
  /** The innermost block element around the text. */
  readonly element: Element;
  /** Its text nodes, in order. */
  readonly nodes: readonly Text[];
  /** Share of the text, 0 to 1, that stands in links. */
  readonly linked: number;
}

const BLOCKS = new Set(
  [
    'address article aside blockquote body caption center dd details dialog div dl dt fieldset figcaption figure',
    'footer form h1 h2 h3 h4 h5 h6 header hgroup hr li main menu nav ol p pre section summary table tbody tfoot',
    'thead tr ul',
  ]
    .join(' ')
    .split(' '),
);
export function isBlock(element: Element): boolean {
  return BLOCKS.has(element.localName);
}

/** Nothing in them is text of the page. */
const SILENT = new Set(
  (
    'script style noscript template iframe object embed svg math canvas audio video head title select textarea ' +
    'button input dialog'
  ).split(' '),
);

interface Options {
  /** Elements whose content is left out. */
  readonly skip?: ((element: Element) => boolean) | undefined;
  /** Elements that are a block without text: what they show is another document's. */
  readonly isFrame?: ((element: Element) => boolean) | undefined;
  /** No more blocks than this: what is behind is left out. */
  readonly most: number;
}

/** An element under way. */
interface Frame {
  readonly element: Element;
  next: Node | null;
  readonly isBlock: boolean;
  readonly isLink: boolean;
  readonly isPreformatted: boolean;
}

/** The blocks below `root`, in the order of the document. Deep trees cost no stack. */
export function readBlocks(root: Element, options: Options): RawBlock[] {
  const reader = new BlockReader(root, options.most);
  const stack: Frame[] = [frameOf(root, null)];
  for (let frame = stack.at(-1); frame && !reader.isFull; frame = stack.at(-1)) {
    const node: Node | null = frame.next;
    if (!node) {
      stack.pop();
      if (frame.isBlock) reader.close(stack.findLast((each) => each.isBlock)?.element ?? root);
      continue;
    }
    frame.next = node.nextSibling;
    if (isText(node)) reader.add(node, frame);
    else if (isElement(node) && !isPassedOver(node, options)) {
      if (options.isFrame?.(node)) reader.addFrame(node);
      else stack.push(reader.enter(node, frame));
    }
  }
  reader.close(root);
  return reader.blocks;
}

function isPassedOver(element: Element, { skip, isFrame }: Options): boolean {
  if (SILENT.has(element.localName) && !isFrame?.(element)) return true;
  return isHovercard(element) || skip?.(element) === true;
}

function frameOf(element: Element, around: Frame | null): Frame {
  const name = element.localName;
  return {
    element,
    next: element.firstChild,
    isBlock: isBlock(element),
    isLink: around?.isLink === true || name === 'a',
    isPreformatted: around?.isPreformatted === true || name === 'pre',
  };
}

const HOVERED = 4;

/**
 * What shows when the link before it is pointed at: it begins with the link's own words, and goes on with more, or it is
 * glued to it and has a picture and links.
 */
function isHovercard(element: Element): boolean {
  const name = element.localName;
  const link = name === 'span' || name === 'div' ? element.previousElementSibling : null;
  if (link?.localName !== 'a' || element.firstElementChild === null) return false;
  if (link.nextSibling === element && element.querySelector('img') && element.querySelector('a'))
    return name === 'span';
  const words = link.textContent.trim();
  return words.length >= HOVERED && element.textContent.trim().startsWith(words);
}

class BlockReader {
  readonly blocks: RawBlock[] = [];
  readonly #most: number;
  #element: Element;
  #parts: string[] = [];
  #nodes: Text[] = [];
  #linked = 0;
  #length = 0;
  #breaks = 0;

  constructor(root: Element, most: number) {
    this.#element = root;
    this.#most = most;
  }

  get isFull(): boolean {
    return this.blocks.length >= this.#most;
  }

  add(node: Text, { isLink, isPreformatted }: Frame): void {
    const { data } = node;
    const { length } = data.trim();
    if (length > 0) {
      this.#breaks = 0;
      this.#nodes.push(node);
      this.#length += length;
      if (isLink) this.#linked += length;
    }
    if (length > 0 || this.#parts.length > 0)
      this.#parts.push(isPreformatted ? data : data.replaceAll('\n', ' '));
  }

  /** Begins a block, or an element in a line. */
  enter(element: Element, around: Frame): Frame {
    const name = element.localName;
    const inside = frameOf(element, around);
    if (inside.isBlock) this.close(element);
    else if (name === 'br') this.#breakLine();
    else if ((name === 'td' || name === 'th') && this.#parts.length > 0) this.#parts.push(' ');
    return inside;
  }

  /** Two breaks in a row part paragraphs. */
  #breakLine(): void {
    this.#breaks++;
    if (this.#breaks > 1) this.close(this.#element);
    else if (this.#parts.length > 0) this.#parts.push('\n');
  }

  /** A block without text. */
  addFrame(element: Element): void {
    this.close(this.#element);
    this.blocks.push({ text: '', element, nodes: [], linked: 0 });
  }

  /** Ends what is under way; what comes next stands in `element`. */
  close(element: Element): void {
    if (this.#length > 0) {
      const text = this.#parts
        .join('')
        .split('\n')
        .map((line) => line.replace(/\s+/g, ' ').trim())
        .filter((line) => line !== '')
        .join('\n');
      this.blocks.push({
        text,
        element: this.#element,
        nodes: this.#nodes,
        linked: this.#linked / this.#length,
      });
    }
    this.#parts = [];
    this.#nodes = [];
    this.#linked = 0;
    this.#length = 0;
    this.#breaks = 0;
    this.#element = element;
  }
}
