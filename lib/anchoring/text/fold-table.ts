/** What single characters fold to, looked up once each. */

/** Answers of `unitOf` up to this are no unit: the character folds to several or none, or belongs to a pair. */
export const SEVERAL = 1;
const UNKNOWN = 0;

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

/** The basic plane, filled as characters are met. */
const units = new Uint16Array(0x1_0000);
const expansions = new Map<number, string>();

function isSurrogate(codePoint: number): boolean {
  return codePoint >= 0xd800 && codePoint <= 0xdfff;
}

/** What a code point folds to. */
export function expansionOf(codePoint: number): string {
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

/** The one unit that a unit folds to, or no more than `SEVERAL`, where `expansionOf` says what. */
export function unitOf(unit: number): number {
  return units[unit] ?? UNKNOWN;
}
