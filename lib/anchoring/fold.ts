/**
 * Folding: the form of a text in which two spellings of the same words are equal. Case, compatibility forms
 * (NFKD), quotation marks and dashes become one form each, any run of whitespace one blank; what nobody sees
 * (soft hyphens, zero-width characters, bidi controls, variation selectors) is dropped.
 *
 * It works one code point at a time, knowing nothing of its neighbours, so that folding a piece gives the same
 * piece of the folded whole.
 */
import { IntList, lowerBound, UnitBuffer } from './growable';

/** A folded text, and for every unit of it where its code point starts in the source. */
export interface Folded {
  readonly text: string;
  /** UTF-16 offset in the source of the code point that made the unit; ascending, as long as `text`. */
  readonly source: Int32Array;
  readonly sourceLength: number;
}

const BLANK = 0x20;
/** Marks in `units`: not looked at yet, and folds to something other than one unit. */
const UNKNOWN = 0;
const SEVERAL = 1;

const SINGLE_QUOTES = /[‘’‚‛`´′‵ʹʻʼʽ‹›＇]/u;
const DOUBLE_QUOTES = /[“”„‟″‶«»〝〞〟＂]/u;
const DASHES = /[\p{Dash_Punctuation}−]/u;
const UNSEEN = /[\p{Default_Ignorable_Code_Point}\p{Control}]/u;

/** One form for characters that stand for one another without being compatible in Unicode's sense. */
function oneForm(character: string): string {
  if (SINGLE_QUOTES.test(character)) return "'";
  if (DOUBLE_QUOTES.test(character)) return '"';
  if (DASHES.test(character)) return '-';
  return character === 'ς' ? 'σ' : character;
}

/** What one code point folds to: '' where it is dropped, ' ' for whitespace. */
function foldCodePoint(character: string): string {
  if (/\s/u.test(character)) return ' ';
  if (UNSEEN.test(character)) return '';
  const form = oneForm(character);
  if (form !== character) return form;
  // Down, up and down again is as near as JavaScript comes to full case folding: ẞ → ß → SS → ss.
  const caseless = character.normalize('NFKD').toLowerCase().toUpperCase().toLowerCase().normalize('NFKD');
  // Some marks decompose into a blank and a combining mark; a blank here would part words.
  return Array.from(caseless.replaceAll(/[\s\p{Default_Ignorable_Code_Point}]/gu, ''), oneForm).join('');
}

/** The folding table for the basic plane, filled as characters are met. */
const units = new Uint16Array(0x1_0000);
const expansions = new Map<number, string>();

function isSurrogate(codePoint: number): boolean {
  return codePoint >= 0xd800 && codePoint <= 0xdfff;
}

function look(codePoint: number): string {
  const known = expansions.get(codePoint);
  if (known !== undefined) return known;
  const folded = foldCodePoint(String.fromCodePoint(codePoint));
  if (folded.length !== 1) expansions.set(codePoint, folded);
  // A surrogate alone says nothing of the pair that it may be half of, so it never enters the table.
  if (codePoint < 0x1_0000 && !isSurrogate(codePoint)) {
    units[codePoint] = folded.length === 1 ? folded.charCodeAt(0) : SEVERAL;
  }
  return folded;
}

/** Folds `text`. Runs of whitespace become one blank, also at the edges. */
export function fold(text: string): Folded {
  const folded = new UnitBuffer(text.length + 16);
  const source = new IntList(text.length + 16);
  const put = (unit: number, from: number): void => {
    if (unit === BLANK && folded.last === BLANK) return;
    folded.push(unit);
    source.push(from);
  };
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    const known = units[unit] ?? UNKNOWN;
    if (known > SEVERAL) {
      put(known, at);
      continue;
    }
    const codePoint = text.codePointAt(at) ?? unit;
    const expansion = look(codePoint);
    for (let part = 0; part < expansion.length; part++) put(expansion.charCodeAt(part), at);
    if (codePoint > 0xffff) at++;
  }
  return { text: folded.toString(), source: source.toArray(), sourceLength: text.length };
}

/** Where the source offset stands in the folded text: the first unit made from `offset` or later. */
export function foldedOffset(folded: Folded, offset: number): number {
  return lowerBound(folded.source, offset);
}

/**
 * The source of the folded units [start, end), in whole code points, with the unseen characters that follow
 * the last one (a variation selector belongs to its emoji).
 */
export function sourceSpan(folded: Folded, start: number, end: number): { start: number; end: number } {
  const from = folded.source[start] ?? folded.sourceLength;
  const last = folded.source[end - 1] ?? from;
  // Ends inside an expanded code point (half an ellipsis) take all of it.
  let next = end;
  while (next < folded.source.length && folded.source[next] === last) next++;
  return { start: from, end: folded.source[next] ?? folded.sourceLength };
}
