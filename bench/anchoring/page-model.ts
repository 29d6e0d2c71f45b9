/**
 * A loaded page as the bench sees it: its text nodes cut into words and what lies between, and the blocks that
 * they stand in. Made without any code under test, so that the judge is independent of it.
 */

/** Not a word: blanks and punctuation. */
export const GAP = -1;
/** A word that took the place of one of the page's. */
export const REPLACED = -2;
/** A word that an edit put between two of the page's. */
export const INSERTED = -3;
/** A word of text that came in whole: an advertisement, a twin, a new paragraph. */
export const NEW = -4;

/** A stretch of a text node. */
export interface Piece {
  readonly text: string;
  /** Number of the page's word, in document order from 0, or one of the constants above. */
  readonly word: number;
}

export interface PageText {
  /** Place among the page's nodes. */
  readonly at: number;
  readonly pieces: readonly Piece[];
  /** Place among the page's blocks. */
  readonly block: number;
}

/** An element laid out as a block, that has text of its own. */
export interface Block {
  readonly at: number;
  readonly name: string;
  /** Numbers of the texts that belong to it, not to a block inside. */
  readonly texts: readonly number[];
  readonly visible: boolean;
  /** No block inside. */
  readonly leaf: boolean;
  /** Blanks are kept as they are. */
  readonly preformatted: boolean;
  readonly characters: number;
  readonly words: number;
  /** Stands in navigation, a footer or the like. */
  readonly aside: boolean;
  /** Share of its characters that belong to links. */
  readonly linked: number;
}

export interface PageModel {
  readonly root: Element;
  /** Elements and text nodes in document order. */
  readonly nodes: readonly Node[];
  readonly texts: readonly PageText[];
  readonly blocks: readonly Block[];
  readonly words: number;
}

const NO_TEXT =
  'script, style, noscript, template, textarea, select, datalist, iframe, object, svg, math, title';
const ASIDE = 'nav, footer, aside, form, menu, [role=navigation], [role=complementary], [role=contentinfo]';
const PREFORMATTED = /^(?:pre|break-spaces)/;

export function isText(node: Node): node is Text {
  return node.nodeType === Node.TEXT_NODE;
}

export function isElement(node: Node): node is Element {
  return node.nodeType === Node.ELEMENT_NODE;
}

function isSeen(element: Element): boolean {
  return element.checkVisibility({ visibilityProperty: true, opacityProperty: true });
}

/** Elements and text nodes below `root`, itself first, in document order. */
export function nodesOf(root: Element): Node[] {
  const nodes: Node[] = [root];
  const walker = root.ownerDocument.createTreeWalker(root, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) nodes.push(node);
  return nodes;
}

/** Cuts text into words and what lies between them. */
export class Cutter {
  readonly #segmenter: Intl.Segmenter;

  constructor(language: string) {
    this.#segmenter = new Intl.Segmenter(supported(language), { granularity: 'word' });
  }

  /** `word` gives the number of the next word. */
  cut(text: string, word: () => number): Piece[] {
    const pieces: Piece[] = [];
    let gap = '';
    for (const { segment, isWordLike } of this.#segmenter.segment(text)) {
      if (isWordLike) {
        if (gap !== '') pieces.push({ text: gap, word: GAP });
        gap = '';
        pieces.push({ text: segment, word: word() });
      } else gap += segment;
    }
    if (gap !== '') pieces.push({ text: gap, word: GAP });
    return pieces;
  }
}

/** `language` if it is a language tag, else English. */
export function supported(language: string): string {
  try {
    return Intl.Segmenter.supportedLocalesOf(language)[0] ?? 'en';
  } catch {
    return 'en';
  }
}

interface Growing {
  readonly at: number;
  readonly element: Element;
  readonly texts: number[];
  characters: number;
  words: number;
  linked: number;
}

function isBlockLevel(element: Element): boolean {
  return !/^(?:inline|contents|none|ruby)/.test(getComputedStyle(element).display);
}

/** Reads the page that is laid out now. */
export function readPage(document: Document): PageModel {
  const root = document.documentElement;
  const nodes = nodesOf(root);
  const places = new Map(nodes.map((node, at) => [node, at]));
  const cutter = new Cutter(root.lang);
  const blockLevel = new Map<Element, boolean>();
  const isBlock = (element: Element): boolean => {
    const known = blockLevel.get(element);
    if (known !== undefined) return known;
    const found = element === document.body || isBlockLevel(element);
    blockLevel.set(element, found);
    return found;
  };
  const growing = new Map<Element, Growing>();
  const numbers = new Map<Element, number>();
  const texts: PageText[] = [];
  let words = 0;
  for (const [at, node] of nodes.entries()) {
    const parent = node.parentElement;
    if (!isText(node) || !parent || node.data.trim() === '' || !document.body.contains(node)) continue;
    if (parent.closest(NO_TEXT)) continue;
    let element = parent;
    while (!isBlock(element)) element = element.parentElement ?? document.body;
    const block = growing.get(element) ?? {
      at: places.get(element) ?? 0,
      element,
      texts: [],
      characters: 0,
      words: 0,
      linked: 0,
    };
    if (!growing.has(element)) {
      numbers.set(element, growing.size);
      growing.set(element, block);
    }
    const before = words;
    const pieces = cutter.cut(node.data, () => words++);
    const characters = node.data.trim().length;
    block.texts.push(texts.length);
    block.characters += characters;
    block.words += words - before;
    if (parent.closest('a, button')) block.linked += characters;
    texts.push({ at, pieces, block: numbers.get(element) ?? 0 });
  }
  const found = [...growing.values()].map(finished);
  const seen = found.reduce((sum, block) => sum + (block.visible ? block.words : 0), 0);
  // Some pages hide themselves until their scripts run.
  const blocks = seen * 5 < words ? found.map((block) => ({ ...block, visible: true })) : found;
  return { root, nodes, texts, blocks, words };

  function finished({ at, element, texts: own, characters, words: count, linked }: Growing): Block {
    const holdsBlock = (inner: Element): boolean => inner !== element && isBlock(inner);
    return {
      at,
      name: element.localName,
      texts: own,
      // A block with text in it that nobody sees is none that a reader would mark.
      visible: [
        element,
        ...own.flatMap((number) => nodes[texts[number]?.at ?? -1]?.parentElement ?? []),
      ].every(isSeen),
      leaf: ![...element.querySelectorAll('*')].some(holdsBlock),
      preformatted: PREFORMATTED.test(getComputedStyle(element).whiteSpace),
      characters,
      words: count,
      aside: element.closest(ASIDE) !== null,
      linked: linked / characters,
    };
  }
}

const SHORT_KINDS = new Set(['h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'figcaption', 'caption', 'td', 'th', 'dd']);

/** Whether a reader would take the block for text to read, not for navigation. */
export function isReading(block: Block): boolean {
  if (!block.visible || block.linked > 0.5) return false;
  if (block.aside) return block.characters >= 80;
  return block.characters >= (SHORT_KINDS.has(block.name) ? 25 : 40);
}
