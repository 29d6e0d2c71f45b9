/** What each block of a page is: part of the article's text, told apart from all that stands around and inside it. */
import { isSameWording } from '../title';
import type { RawBlock } from './blocks';
import {
  APPEAL_LINE,
  BYLINE_LINE,
  CREDIT_END,
  CREDIT_LINE,
  CREDIT_NOTE,
  DATE_LINE,
  EMBED_LINE,
  NOTICE_LINE,
  RELATED_LINE,
} from './cues';
import {
  BYLINE,
  CAPTION,
  FIGURE,
  FURNITURE,
  HEADER,
  LIST,
  namesOf,
  PICTURE,
  QUOTE,
  Surroundings,
  TABLE,
  type Article,
} from './surroundings';

/** The first five are the article's text. */
export type BlockKind =
  | 'paragraph'
  | 'heading'
  | 'item'
  | 'quote'
  | 'row'
  | 'title'
  | 'standfirst'
  | 'caption'
  | 'byline'
  | 'credit'
  | 'furniture';

export interface Block extends RawBlock {
  readonly kind: BlockKind;
}

const BODY: ReadonlySet<BlockKind> = new Set(['standfirst', 'paragraph', 'heading', 'item', 'quote', 'row']);

export function isBody({ kind }: Block): boolean {
  return BODY.has(kind);
}

export interface LabelOptions {
  readonly title: string;
  /** What the page gives as its summary, '' where it gives none. */
  readonly description: string;
  /** Whether Readability took the block for part of the article. */
  readonly isKept: (block: RawBlock) => boolean;
}

const LONG = 80;
const SENTENCE = 40;
const SENTENCE_END = /[.!?…。！？؟।:;][»”"’'“)\]」』]*$/u;

/** A block with what is known of it so far. */
interface Known {
  readonly raw: RawBlock;
  readonly kept: boolean;
  readonly isHeading: boolean;
  bits: number;
  kind: BlockKind | null;
}

export function labelBlocks(raw: readonly RawBlock[], { title, description, isKept }: LabelOptions): Block[] {
  const blocks = raw.map((each): Known => ({
    raw: each,
    kept: isKept(each),
    isHeading: /^h[1-6]$/.test(each.element.localName),
    bits: 0,
    kind: null,
  }));
  const holdings = weigh(blocks.filter(isLikelyBody));
  const home = (block: Known): boolean => holdings.isHome(block.raw.element);
  const surroundings = new Surroundings(holdings);
  const isOther = otherArticles(blocks, title);
  for (const block of blocks) {
    block.bits = surroundings.of(block.raw.element);
    if (isOther(block.raw.element)) block.kind = 'furniture';
    else if (isStandfirst(block, description)) block.kind = 'standfirst';
    else block.kind = byItself(block, title, home(block));
  }
  for (const block of blocks)
    if (block.kind === null && !block.kept && !isRecovered(block, home)) block.kind = 'furniture';
  const solid = blocks.map((block) => block.kind === null && isParagraphLike(block) && isSolid(block));
  const first = solid.indexOf(true);
  const last = solid.lastIndexOf(true);
  for (const [at, block] of blocks.entries()) {
    if (block.kind !== null) continue;
    if (at < first || first < 0) block.kind = inHead(block, home(block));
    else if (at > last) block.kind = inTail(block, home);
    else block.kind = inBody(block);
  }
  dropEmptyHeadings(blocks);
  dropRepeated(blocks);
  return blocks.map(({ raw: each, kind }) => ({ ...each, kind: kind ?? 'furniture' }));
}

/** Share of the article's paragraphs from which on an element is the article's, whatever it is called. */
const MAIN = 0.3;

/** … and from which on a name that they stand under says nothing. */
const COMMON = 0.2;

interface Holdings extends Article {
  /** Whether paragraphs of the article stand right beside it, or are made as it is. */
  isHome(element: Element): boolean;
}

/** Before anything is known of its surroundings. */
const isLikelyBody = (block: Known): boolean =>
  isParagraphLike(block) && (block.kept || (block.raw.element.localName === 'p' && block.raw.linked < 0.2));

/** How an element is made: paragraphs of an article are made alike. */
function makeOf(element: Element): string {
  const parent = element.parentElement;
  return [element, parent]
    .map((each) => `${each?.localName ?? ''}.${each?.getAttribute('class') ?? ''}`)
    .join('<');
}

/** How much of the text of paragraphs each element holds. */
function weigh(paragraphs: readonly Known[]): Holdings {
  const held = new Map<Element, number>();
  const homes = new Map<Element, number>();
  const own = new Map<Element, number>();
  const makes = new Map<string, number>();
  const names = new Map<Element, readonly string[]>();
  const named = new Map<string, number>();
  let total = 0;
  for (const { raw, kept } of paragraphs) {
    const { length } = raw.text;
    total += length;
    const around = new Set<string>();
    for (let at: Element | null = raw.element; at; at = at.parentElement) {
      const given = names.get(at) ?? namesOf(at);
      names.set(at, given);
      for (const name of given) around.add(name);
    }
    for (const name of around) named.set(name, (named.get(name) ?? 0) + length);
    for (let at: Element | null = raw.element; at; at = at.parentElement)
      held.set(at, (held.get(at) ?? 0) + length);
    const home = raw.element.parentElement;
    if (home) own.set(home, (own.get(home) ?? 0) + length);
    if (!kept) continue;
    if (home) homes.set(home, (homes.get(home) ?? 0) + 1);
    const make = makeOf(raw.element);
    makes.set(make, (makes.get(make) ?? 0) + 1);
  }
  return {
    isMain: (element) => total > 0 && (held.get(element) ?? 0) >= MAIN * total,
    isCommon: (name) => (named.get(name) ?? 0) > COMMON * total,
    isHome: (element) => {
      const parent = element.parentElement;
      if (!parent) return false;
      if ((homes.get(parent) ?? 0) >= 2 || (makes.get(makeOf(element)) ?? 0) >= 2) return true;
      return (own.get(parent) ?? 0) >= MAIN * total;
    },
  };
}

function isParagraphLike({ raw, isHeading }: Known): boolean {
  const { text, linked } = raw;
  if (isHeading || linked > 0.5) return false;
  return text.length >= LONG || (text.length >= SENTENCE && SENTENCE_END.test(text));
}

const isSolid = ({ bits, raw }: Known): boolean =>
  (bits & (FURNITURE | CAPTION | BYLINE | FIGURE)) === 0 && raw.element.localName !== 'li';

/** Characters of paragraphs that the `<article>` of the page's title must hold to be the only one that counts. */
const OF_ITS_OWN = 100;

/** Whether an element stands in an `<article>` beside the one of the page's title: the next story, or one of a list. */
function otherArticles(blocks: readonly Known[], title: string): (element: Element) => boolean {
  const heading = blocks.find(({ raw, isHeading }) => isHeading && isSameWording(raw.text, title));
  const own = heading?.raw.element.closest('article');
  const held = blocks.filter((block) => isLikelyBody(block) && own?.contains(block.raw.element));
  if (!own || held.reduce((sum, { raw }) => sum + raw.text.length, 0) < OF_ITS_OWN) return () => false;
  return (element) => {
    for (let at = element.closest('article'); at; at = at.parentElement?.closest('article') ?? null)
      if (at !== own && !at.contains(own) && !own.contains(at)) return true;
    return false;
  };
}

const letters = (text: string): string => text.toLowerCase().replaceAll(/[^\p{L}\p{N}]+/gu, '');
/** Letters by which a standfirst is known, and by how many times it may be longer than the page's summary. */
const KNOWN_BY = 30;

/** A page's summary is mostly its standfirst, perhaps cut. */
function isStandfirst({ raw, bits }: Known, description: string): boolean {
  if (bits & (CAPTION | FIGURE)) return false;
  if (raw.text.length < SENTENCE || raw.text.length > 500 || description === '') return false;
  const [own, stated] = [letters(raw.text), letters(description)];
  const shared = Math.min(own.length, stated.length);
  return shared >= KNOWN_BY && shared >= 0.6 * own.length && own.slice(0, shared) === stated.slice(0, shared);
}

/** What a block is, whatever stands around it; null where that depends. */
function byItself(block: Known, title: string, isHome: boolean): BlockKind | null {
  const { raw, bits, isHeading } = block;
  const { text } = raw;
  const isLong = text.length >= LONG * 2;
  if (isHeading && (raw.element.localName === 'h1' || isSameWording(text, title))) return 'title';
  if (isCaption(block)) return 'caption';
  if (bits & FURNITURE) return 'furniture';
  if (NOTICE_LINE.test(text)) return 'furniture';
  if (bits & BYLINE && !isLong) return 'byline';
  if (text.length < 140 && (DATE_LINE.test(text) || BYLINE_LINE.test(text))) return 'byline';
  if (text.length < 300 && RELATED_LINE.test(text) && (raw.linked > 0.3 || !SENTENCE_END.test(text)))
    return 'furniture';
  if (text.length < 400 && CREDIT_NOTE.test(text)) return 'credit';
  const isLinkedSentence =
    isHome && SENTENCE_END.test(text) && text.length >= SENTENCE && !text.includes('\n');
  if (raw.linked > 0.8 && text.length < 500 && !(bits & TABLE) && !isLinkedSentence) return 'furniture';
  return null;
}

function isCaption({ raw, bits }: Known): boolean {
  const { text } = raw;
  if (bits & CAPTION) return text.length < 600;
  if (bits & FIGURE) return !(bits & (QUOTE | TABLE)) && text.length < 600;
  if (bits & PICTURE) return text.length < 400;
  return text.length < 400 && (CREDIT_LINE.test(text) || CREDIT_END.test(text)) && text.length < 300;
}

/** A paragraph of the article that Readability left out. */
function isRecovered(block: Known, home: (block: Known) => boolean): boolean {
  const { raw, isHeading, bits } = block;
  if (bits & (HEADER | TABLE)) return false;
  if (isHeading) return home(block);
  if (bits & LIST) return raw.linked < 0.3 && raw.text.length >= SENTENCE;
  const isSentence = raw.text.length >= LONG && SENTENCE_END.test(raw.text);
  return isSentence && home(block) && !APPEAL_LINE.test(raw.text) && !RELATED_LINE.test(raw.text);
}

function bodyKind({ raw, bits, isHeading }: Known): BlockKind {
  if (isHeading) return 'heading';
  if (bits & TABLE) return 'row';
  if (bits & LIST) return 'item';
  return bits & QUOTE ? 'quote' : 'paragraph';
}

function inHead(block: Known, isHome: boolean): BlockKind {
  const { raw, bits } = block;
  if (isHome && block.kept) return bodyKind(block);
  if (raw.text.length < SENTENCE || bits & LIST || EMBED_LINE.test(raw.text)) return 'furniture';
  return 'standfirst';
}

function inBody(block: Known): BlockKind {
  const { text, linked } = block.raw;
  if (text.length < 700 && EMBED_LINE.test(text)) return 'furniture';
  const isAppeal = text.length < 200 && !(block.bits & QUOTE) && APPEAL_LINE.test(text);
  if (isAppeal && (linked > 0.1 || text.length < 100)) return 'furniture';
  return bodyKind(block);
}

function inTail(block: Known, home: (block: Known) => boolean): BlockKind {
  const { raw, isHeading, bits } = block;
  if (isHeading || bits & LIST || !home(block)) return 'furniture';
  if (APPEAL_LINE.test(raw.text) || raw.linked > 0.3) return 'furniture';
  return SENTENCE_END.test(raw.text) ? bodyKind(block) : 'furniture';
}

/** A heading of what was left out has gone with it. */
function dropEmptyHeadings(blocks: readonly Known[]): void {
  let next: Known | null = null;
  for (const block of blocks.toReversed()) {
    if (block.kind === 'heading' && (next === null || next.kind === 'furniture')) block.kind = 'furniture';
    if (block.kind !== 'caption' && block.kind !== 'byline') next = block;
  }
}

function dropRepeated(blocks: readonly Known[]): void {
  let before = '';
  for (const block of blocks) {
    if (block.kind === null || !BODY.has(block.kind)) continue;
    if (block.raw.text === before) block.kind = 'furniture';
    before = block.raw.text;
  }
}
