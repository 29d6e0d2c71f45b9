/**
 * What each block of a page is: the article's text, told apart from all that stands around and inside it. Readability
 * says where the article is; what is judged here is every block in that place, of the live page, by the words that its
 * makers gave to elements, by the lines that readers meet on every site, and by where it stands among paragraphs.
 */
import type { RawBlock } from './blocks';
import { Body } from './body';
import { kindByItself } from './by-itself';
import { isOwnItem, labelByPlace } from './by-place';
import { endsSentence, isAppeal, isLikelyBody, isTold, LONG, SENTENCE } from './candidate';
import type { BlockKind, Candidate } from './candidate';
import { RELATED_LINE } from './cues';
import { otherArticles } from './other-articles';
import {
  BYLINE,
  CAPTION,
  EMBED,
  FIGURE,
  FURNITURE,
  HEADER,
  isNamedStandfirst,
  LIST,
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
  const likely = blocks.filter(isLikelyBody);
  const body = new Body(likely);
  const surroundings = new Surroundings(body);
  const isOther = otherArticles(blocks, likely, title);
  const summary = letters(description);
  for (const [at, block] of blocks.entries()) {
    const isHome = body.isHome(block.raw.element);
    block.bits = bitsOf(block, surroundings, body);
    if (isOther(block.raw.element)) {
      block.kind = 'furniture';
      continue;
    }
    // Where there is no standfirst, the summary is mostly the first paragraph.
    if (isSummary(block, summary) && !(isHome && block.kept)) block.kind = 'standfirst';
    else block.kind = kindByItself(block, title, isHome);
    if (isHome && isAmongStory(block, blocks[at + 1], body)) block.kind = null;
    if (block.kind === null && !block.kept && !isRecovered(block, body))
      block.kind = isStandfirst(block) ? 'standfirst' : 'furniture';
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
  return surroundings.of(around ?? parent) | (bits & (CAPTION | EMBED));
}

/** Whether a heading has a paragraph of the story below it: it may say “Analysis”, “Related costs” or a date. */
function isAmongStory(
  { kind, kept, isHeading, bits, raw }: Candidate,
  next: Candidate | undefined,
  body: Body,
): boolean {
  if (!isHeading || kind === 'title' || bits & (FURNITURE | CAPTION | BYLINE)) return false;
  if (!kept || raw.linked > 0 || !next?.kept || next.raw.linked >= 0.3) return false;
  return isTold(next.raw.element, next.raw.text) && body.isHome(next.raw.element);
}

const letters = (text: string): string => text.toLowerCase().replaceAll(/[^\p{L}\p{N}]+/gu, '');
/** Letters by which a standfirst is known, share of it that must be, and most characters that it has. */
const KNOWN_BY = 30;
const KNOWN_SHARE = 0.6;
const STANDFIRST_LENGTH = 500;

/** Whether a text has the first letter of others: cheap, where few have. */
function beginsWith(text: string, stated: string): boolean {
  const first = /[\p{L}\p{N}]/u.exec(text)?.[0] ?? '';
  return stated.startsWith(letters(first));
}

/** A page's summary is mostly its standfirst, perhaps cut. */
function isSummary({ raw: { text }, bits }: Candidate, stated: string): boolean {
  if (bits & (CAPTION | FIGURE) || stated.length < KNOWN_BY) return false;
  if (text.length < SENTENCE || text.length > STANDFIRST_LENGTH || !beginsWith(text, stated)) return false;
  const own = letters(text);
  const shared = Math.min(own.length, stated.length);
  if (shared < KNOWN_BY || shared < KNOWN_SHARE * own.length) return false;
  return own.startsWith(stated.slice(0, shared));
}

/** Whether a line that Readability left out stands under the title, or is named as what stands there. */
function isStandfirst({ raw }: Candidate): boolean {
  const { element, text, linked } = raw;
  if (text.length < SENTENCE) return false;
  if (isNamedStandfirst(element)) return true;
  const title = element.closest('header')?.querySelector('h1');
  // 4: DOCUMENT_POSITION_FOLLOWING, seen from the title; what stands above it is a kicker.
  if (!title || (title.compareDocumentPosition(element) & 4) === 0) return false;
  return linked < 0.3 && /^(?:p|h2)$/.test(element.localName) && !isAppeal(raw);
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
