/** What a block is by where it stands: before, among or behind the paragraphs that are certain. */
import type { RawBlock } from './blocks';
import type { Body } from './body';
import { endsSentence, isAppeal, isParagraphLike, SENTENCE } from './candidate';
import type { BlockKind, Candidate } from './candidate';
import { EMBED_LINE } from './cues';
import { BYLINE, CAPTION, FIGURE, FURNITURE, LIST, QUOTE, TABLE } from './surroundings';

/** Characters of what asks for something without leading there: longer paragraphs tell of somebody who asks. */
const ASKING = 150;

/** A paragraph that is certain. */
function isSolid(block: Candidate): boolean {
  const { kind, bits, raw } = block;
  if (kind !== null || bits & (FURNITURE | CAPTION | BYLINE | FIGURE | LIST)) return false;
  const mayAsk = raw.linked > 0 || raw.text.length < ASKING;
  return isParagraphLike(block) && !(mayAsk && isAppeal(raw));
}

/** Gives each block that is open still its kind. */
export function labelByPlace(blocks: readonly Candidate[], body: Body): void {
  const solid = blocks.map((block) => isSolid(block));
  const first = solid.indexOf(true);
  const last = solid.lastIndexOf(true);
  for (const [at, block] of blocks.entries()) {
    // Behind the first paragraph, the summary is another one, or that of a film or of the next story.
    if (block.kind === 'standfirst' && first >= 0 && at > first) block.kind = block.kept ? null : 'furniture';
    if (block.kind !== null) continue;
    const { raw, bits } = block;
    const isHome = bits & (LIST | TABLE) ? isOwnItem(raw, body) : body.isHome(raw.element);
    if (at === first - 1 && block.kept && isOpening(block)) block.kind = kindOfText(block);
    else if (at < first || first < 0) block.kind = kindInHead(block, isHome);
    else block.kind = at > last ? kindInTail(block, isHome) : kindInBody(block);
  }
}

/** Whether a block is in a list or table that stands among the article's paragraphs, and does not lead to other ones. */
export function isOwnItem({ element, linked }: RawBlock, body: Body): boolean {
  const list = element.closest('ul, ol, dl, table');
  return list !== null && body.isHome(list) && linked < 0.3;
}

function kindOfText({ bits, isHeading }: Candidate): BlockKind {
  if (isHeading) return 'heading';
  if (bits & TABLE) return 'row';
  if (bits & LIST) return 'item';
  return bits & QUOTE ? 'quote' : 'paragraph';
}

/** What stands right before the first paragraph: its heading, or the first question of an interview. */
function isOpening({ raw, isHeading }: Candidate): boolean {
  return raw.linked === 0 && (isHeading || raw.element.localName === 'dt');
}

function kindInHead(block: Candidate, isHome: boolean): BlockKind {
  const { raw, bits, kept, isHeading } = block;
  // A long heading there is no heading of the first paragraph.
  const isSubtitle = isHeading && raw.text.length >= SENTENCE;
  if (isHome && kept && !isSubtitle) return kindOfText(block);
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

/** Whether a line without a full stop says anything: nothing but capitalized words are the names of authors. */
function isSaid(text: string): boolean {
  return !/\p{Lu}/u.test(text) || /(?:^|\s)\p{Ll}/u.test(text);
}

function kindInTail(block: Candidate, isHome: boolean): BlockKind {
  const { raw, isHeading, bits } = block;
  if (!isHome) return 'furniture';
  if (isHeading) return block.kept && raw.linked === 0 ? 'heading' : 'furniture';
  if (isAppeal(raw) || raw.linked > 0.3) return 'furniture';
  const isStory =
    bits & (LIST | TABLE) || endsSentence(raw.text) || (block.kept && raw.linked === 0 && isSaid(raw.text));
  return isStory ? kindOfText(block) : 'furniture';
}
