/**
 * What each block of a page is: the article's text, told apart from all that stands around and inside it. Readability
 * says where the article is; what is judged here is every block in that place, of the live page, by the words that its
 * makers gave to elements, by the lines that readers meet on every site, and by where it stands among paragraphs.
 */
import type { RawBlock } from './blocks';
import { Body } from './body';
import { kindByItself } from './by-itself';
import { endsSentence, isLikelyBody, isParagraphLike, isTold, LONG, SENTENCE } from './candidate';
import type { BlockKind, Candidate } from './candidate';
import { otherArticles } from './other-articles';
import { ADDRESSED, APPEAL_LINE, EMBED_LINE, RELATED_LINE } from './cues';
import {
  BYLINE,
  CAPTION,
  FIGURE,
  FURNITURE,
  HEADER,
  isNamedStandfirst,
  LIST,
  QUOTE,
  Surroundings,
  TABLE,
} from './surroundings';

export interface Block extends RawBlock {
  readonly kind: BlockKind;
}

const TEXT: ReadonlySet<BlockKind> = new Set(['standfirst', 'paragraph', 'heading', 'item', 'quote', 'row']);

/** Whether a block is part of the article's text. */
export function isText({ kind }: Pick<Block, 'kind'>): boolean {
  return TEXT.has(kind);
}

export interface LabelOptions {
  readonly title: string;
  /** What the page gives as its summary, '' where it gives none. */
  readonly description: string;
  /** Whether Readability took the block for part of the article. */
  readonly isKept: (block: RawBlock) => boolean;
}

export function labelBlocks(raw: readonly RawBlock[], { title, description, isKept }: LabelOptions): Block[] {
  const blocks = raw.map((each): Candidate => ({
    raw: each,
    kept: isKept(each),
    isHeading: /^h[1-6]$/.test(each.element.localName),
    bits: 0,
    kind: null,
  }));
  const body = new Body(blocks.filter(isLikelyBody));
  const surroundings = new Surroundings(body);
  const isOther = otherArticles(blocks, title);
  for (const block of blocks) {
    const isHome = body.isHome(block.raw.element);
    block.bits = bitsOf(block, surroundings, body);
    if (isOther(block.raw.element)) block.kind = 'furniture';
    // Where there is no standfirst, the summary is mostly the first paragraph.
    else if (isSummary(block, description) && !(isHome && block.kept)) block.kind = 'standfirst';
    else block.kind = kindByItself(block, title, isHome);
    if (block.kind === null && !block.kept && !isRecovered(block, body))
      block.kind =
        isNamedStandfirst(block.raw.element) && block.raw.text.length >= SENTENCE
          ? 'standfirst'
          : 'furniture';
  }
  labelByPlace(blocks, body);
  dropEmptyHeadings(blocks);
  dropRepeated(blocks);
  return blocks.map(({ raw: { text, element, nodes, linked }, kind }) => ({
    text,
    element,
    nodes,
    linked,
    kind: kind ?? 'furniture',
  }));
}

/**
 * What is said of a block around it. A paragraph of whole sentences among the article's own is one of them, whatever it
 * is called itself, and so is a part that has nothing but such paragraphs: names are given for tests, for trackers and
 * for screens of some width, too.
 */
function bitsOf({ raw }: Candidate, surroundings: Surroundings, body: Body): number {
  const { element, text, linked } = raw;
  const bits = surroundings.of(element);
  const parent = element.parentElement;
  if (!parent || !body.isHome(element) || linked >= 0.3 || !isTold(element, text) || isAppeal(raw))
    return bits;
  const around = body.isPart(parent) ? parent.parentElement : parent;
  return surroundings.of(around ?? parent) | (bits & CAPTION);
}

/** A paragraph that is certain. */
function isSolid(block: Candidate): boolean {
  const { kind, bits } = block;
  if (kind !== null || bits & (FURNITURE | CAPTION | BYLINE | FIGURE | LIST)) return false;
  return isParagraphLike(block);
}

/** The rest, by whether it stands before, among or behind the paragraphs that are certain. */
function labelByPlace(blocks: readonly Candidate[], body: Body): void {
  const solid = blocks.map((block) => isSolid(block));
  const first = solid.indexOf(true);
  const last = solid.lastIndexOf(true);
  for (const [at, block] of blocks.entries()) {
    // Behind the first paragraph, the summary is another one, or that of a film or of the next story.
    if (block.kind === 'standfirst' && first >= 0 && at > first) block.kind = block.kept ? null : 'furniture';
    if (block.kind !== null) continue;
    const { raw, bits } = block;
    const isHome = bits & LIST ? isOwnItem(raw, body) : body.isHome(raw.element);
    if (at < first || first < 0) block.kind = kindInHead(block, isHome);
    else block.kind = at > last ? kindInTail(block, isHome) : kindInBody(block);
  }
}

const letters = (text: string): string => text.toLowerCase().replaceAll(/[^\p{L}\p{N}]+/gu, '');
/** Letters by which a standfirst is known, share of it that must be, and most characters that it has. */
const KNOWN_BY = 30;
const KNOWN_SHARE = 0.6;
const STANDFIRST_LENGTH = 500;

/** A page's summary is mostly its standfirst, perhaps cut. */
function isSummary({ raw: { text }, bits }: Candidate, description: string): boolean {
  if (bits & (CAPTION | FIGURE) || description === '') return false;
  if (text.length < SENTENCE || text.length > STANDFIRST_LENGTH) return false;
  const [own, stated] = [letters(text), letters(description)];
  const shared = Math.min(own.length, stated.length);
  if (shared < KNOWN_BY || shared < KNOWN_SHARE * own.length) return false;
  return own.startsWith(stated.slice(0, shared));
}

const OPENS_QUOTATION = /^["“„«‘']/u;

/** Whether a line asks its reader for something; what somebody says is no such line. */
function isAppeal({ text, linked }: RawBlock): boolean {
  if (!APPEAL_LINE.test(text) || OPENS_QUOTATION.test(text)) return false;
  return linked > 0.1 || ADDRESSED.test(text);
}

/** Whether a block is in a list that stands among the article's paragraphs, and does not lead to other ones. */
function isOwnItem({ element, linked }: RawBlock, body: Body): boolean {
  const list = element.closest('ul, ol, dl');
  return list !== null && body.isHome(list) && linked < 0.3;
}

/** A paragraph of the article that Readability left out. */
function isRecovered({ raw, isHeading, bits }: Candidate, body: Body): boolean {
  const { text, element } = raw;
  if (bits & (HEADER | TABLE)) return false;
  if (isHeading) return body.isHome(element);
  if (bits & LIST) return isOwnItem(raw, body) && text.length >= SENTENCE;
  if (text.length < LONG || !endsSentence(text) || !body.isHome(element)) return false;
  return !isAppeal(raw) && !RELATED_LINE.test(text);
}

function kindOfText({ bits, isHeading }: Candidate): BlockKind {
  if (isHeading) return 'heading';
  if (bits & TABLE) return 'row';
  if (bits & LIST) return 'item';
  return bits & QUOTE ? 'quote' : 'paragraph';
}

function kindInHead(block: Candidate, isHome: boolean): BlockKind {
  const { raw, bits, kept } = block;
  if (isHome && kept) return kindOfText(block);
  if (raw.text.length < SENTENCE || bits & LIST || EMBED_LINE.test(raw.text)) return 'furniture';
  return 'standfirst';
}

function kindInBody(block: Candidate): BlockKind {
  const { text, linked } = block.raw;
  if (text.length < 700 && EMBED_LINE.test(text)) return 'furniture';
  const isShort = text.length < 200 && !(block.bits & QUOTE);
  if (isShort && isAppeal(block.raw) && (linked > 0.1 || text.length < 100)) return 'furniture';
  return kindOfText(block);
}

function kindInTail(block: Candidate, isHome: boolean): BlockKind {
  const { raw, isHeading, bits } = block;
  if (isHeading || !isHome) return 'furniture';
  if (isAppeal(raw) || raw.linked > 0.3) return 'furniture';
  return bits & LIST || endsSentence(raw.text) ? kindOfText(block) : 'furniture';
}

/** A heading of what was left out has gone with it. */
function dropEmptyHeadings(blocks: readonly Candidate[]): void {
  let next: Candidate | null = null;
  for (const block of blocks.toReversed()) {
    if (block.kind === 'heading' && (next === null || next.kind === 'furniture')) block.kind = 'furniture';
    if (block.kind !== 'caption' && block.kind !== 'byline') next = block;
  }
}

/** Some pages print a line twice, for screens of two widths. */
function dropRepeated(blocks: readonly Candidate[]): void {
  let before = '';
  for (const block of blocks) {
    if (block.kind === null || !TEXT.has(block.kind)) continue;
    if (block.raw.text === before) block.kind = 'furniture';
    before = block.raw.text;
  }
}
