/** A block while it is being judged: what is known of it so far. */
import type { RawBlock } from './blocks';
import { ADDRESSED, APPEAL_LINE } from './cues';

/** The first six are the article's text. */
export type BlockKind =
  | 'standfirst'
  | 'paragraph'
  | 'heading'
  | 'item'
  | 'quote'
  | 'row'
  | 'title'
  | 'caption'
  | 'byline'
  | 'credit'
  | 'embed'
  | 'furniture';

export interface Candidate {
  readonly raw: RawBlock;
  /** Whether Readability took it for part of the article. */
  readonly kept: boolean;
  readonly isHeading: boolean;
  /** What its surroundings say: see `surroundings.ts`. */
  bits: number;
  /** Null while that is open. */
  kind: BlockKind | null;
}

/** Characters of a paragraph, and of a sentence that may stand alone. */
export const LONG = 80;
export const SENTENCE = 40;
const SENTENCE_END = /[.!?…。！？؟।:;][»”"’'“)\]」』]*$/u;

/** One that is the story's if it stands among its paragraphs, whatever it begins with. */
const WHOLE_SENTENCE = /^.{25,}[.!?…。！？؟।][»”"’'“)\]」』]*$/su;

/** Scripts whose characters are syllables or words. */
const DENSE = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/gu;

/** How long a text is, in letters of an alphabet. */
export function lettersIn(text: string): number {
  return text.length + 2 * (text.match(DENSE)?.length ?? 0);
}

/** Whether a text has that many. Most have in whatever script. */
function isOfLength(text: string, least: number): boolean {
  return text.length >= least || lettersIn(text) >= least;
}

export function isWholeSentence(text: string): boolean {
  return WHOLE_SENTENCE.test(text);
}

/** Whether a text in an element is a paragraph of whole sentences. */
export function isTold({ localName }: Element, text: string): boolean {
  return localName === 'p' && isOfLength(text, LONG) && isWholeSentence(text);
}

export function endsSentence(text: string): boolean {
  return SENTENCE_END.test(text);
}

export function isParagraphLike({ raw, isHeading }: Candidate): boolean {
  const { text, linked } = raw;
  if (isHeading || linked > 0.5) return false;
  return isOfLength(text, LONG) || (isOfLength(text, SENTENCE) && endsSentence(text));
}

/** Most likely the article's, before anything is known of its surroundings. */
export function isLikelyBody(candidate: Candidate): boolean {
  const { raw, kept } = candidate;
  return isParagraphLike(candidate) && (kept || (raw.element.localName === 'p' && raw.linked < 0.2));
}

const OPENS_QUOTATION = /^["“„«‘']/u;

/** Whether a line asks its reader for something; what somebody says is no such line. */
export function isAppeal({ text, linked }: RawBlock): boolean {
  if (!APPEAL_LINE.test(text) || OPENS_QUOTATION.test(text)) return false;
  return linked > 0.1 || ADDRESSED.test(text);
}
