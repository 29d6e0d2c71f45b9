/** What a block is by its words and its surroundings, wherever in the article it stands. */
import { isSameWording } from '../details/title';
import { endsSentence, isWholeSentence, LONG, SENTENCE } from './candidate';
import type { BlockKind, Candidate } from './candidate';
import {
  AGENCY_END,
  BYLINE_LINE,
  CREDIT_END,
  CREDIT_LINE,
  CREDIT_NOTE,
  DATE_LINE,
  NOTICE_LINE,
  RELATED_LINE,
} from './cues';
import { BYLINE, CAPTION, EMBED, FIGURE, FURNITURE, PICTURE, QUOTE, TABLE } from './surroundings';

/** Most characters of a caption, of what merely stands beside a picture, and of one that is known by its words alone. */
const CAPTION_LENGTH = 600;
const BESIDE_LENGTH = 250;
const CREDITED_LENGTH = 300;

function isCaption({ raw, bits, isHeading }: Candidate, isOwn: boolean): boolean {
  const { text } = raw;
  // Headings of slides and galleries are named like the captions in them.
  if (isHeading && !(bits & FIGURE)) return false;
  if (bits & CAPTION || (bits & FIGURE && !(bits & (QUOTE | TABLE)))) return text.length < CAPTION_LENGTH;
  if (bits & PICTURE && !isHeading && text.length < BESIDE_LENGTH) return true;
  if (text.length >= CREDITED_LENGTH) return false;
  if (CREDIT_END.test(text)) return true;
  return !isOwn && CREDIT_LINE.test(text);
}

/** A picture's agency; that of the whole story stands behind its last paragraph. */
function isSigned(text: string): boolean {
  return text.length < CREDITED_LENGTH && AGENCY_END.test(text);
}

function isBylineLine({ raw, bits }: Candidate, isOwn: boolean): boolean {
  const { text } = raw;
  if (bits & BYLINE) return text.length < 2 * LONG;
  return !isOwn && text.length < 140 && (DATE_LINE.test(text) || BYLINE_LINE.test(text));
}

/** Nothing but links, and no sentence of the article that happens to be one. */
function isLinks({ raw, bits }: Candidate, isHome: boolean): boolean {
  const { text, linked } = raw;
  if (linked <= 0.8 || text.length >= 500 || bits & TABLE) return false;
  return !(isHome && text.length >= SENTENCE && endsSentence(text) && !text.includes('\n'));
}

function isRelated({ raw }: Candidate): boolean {
  const { text, linked } = raw;
  return text.length < 300 && RELATED_LINE.test(text) && (linked > 0.3 || !endsSentence(text));
}

/** Some write every heading of a story as the first of its page. */
function isTitle(
  { raw: { text, element }, isHeading, kept }: Candidate,
  title: string,
  isHome: boolean,
): boolean {
  if (!isHeading) return false;
  return isSameWording(text, title) || (element.localName === 'h1' && !(isHome && kept));
}

/** The kind; null where it depends on what stands before and after. `isHome`: see `Body`. */
export function kindByItself(candidate: Candidate, title: string, isHome: boolean): BlockKind | null {
  const { raw, bits, isHeading, kept } = candidate;
  const { text } = raw;
  const isAmong = isHome && kept && !isHeading;
  const isOwn = isAmong && isWholeSentence(text);
  if (bits & EMBED) return 'embed';
  if (isTitle(candidate, title, isHome)) return 'title';
  if (isCaption(candidate, isOwn) || (!isAmong && isSigned(text))) return 'caption';
  if (bits & FURNITURE || NOTICE_LINE.test(text)) return 'furniture';
  if (isBylineLine(candidate, isOwn)) return 'byline';
  if (isRelated(candidate)) return 'furniture';
  if (text.length < 400 && CREDIT_NOTE.test(text)) return 'credit';
  return isLinks(candidate, isHome) ? 'furniture' : null;
}
