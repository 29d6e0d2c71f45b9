/** Whether a passphrase will do, and one that does. */
import { inGroups, toBase32 } from './base32';
import { systemRandom, type Random } from './bytes';

export type PassphraseStrength = 'too-short' | 'weak' | 'good';

/** In letters, as they are seen. */
const LEAST_LETTERS = 12;
/** What comes after makes no difference any more. */
const MOST_LETTERS = 200;
/** Of guessing, when each guess costs what `kdf.ts` says: centuries for one machine. */
const ENOUGH_BITS = 48;
/** A word from a list of four thousand: what a guesser tries first. */
const WORD_BITS = 12;
/** Words that say nothing in a passphrase for Pullquote. */
const WORTHLESS = new Set(['pullquote', 'passphrase', 'password', 'secret', 'quote', 'qwerty', 'letmein']);
/** Keys and letters in the order in which everybody finds them. */
const ROWS = [
  'abcdefghijklmnopqrstuvwxyz',
  '01234567890',
  'qwertyuiop',
  'asdfghjkl',
  'zxcvbnm',
  'qwertzuiop',
];

/**
 * An estimate that means to be too low rather than too high: what is a word counts as one word, whatever its length; what
 * is repeated, and what is in a row, counts once. It knows no list of words, so a known saying may pass as good: say so
 * where it is shown, and offer {@link suggestPassphrase}.
 */
export function passphraseStrength(text: string): PassphraseStrength {
  const letters = Array.from(text.normalize('NFC').trim()).slice(0, MOST_LETTERS);
  if (letters.length < LEAST_LETTERS) return 'too-short';
  return estimateBits(letters.join('').toLowerCase()) >= ENOUGH_BITS ? 'good' : 'weak';
}

function estimateBits(text: string): number {
  const once = text.replaceAll(/(.+?)\1+/gsu, '$1');
  const runs = once.match(/\p{L}[\p{L}\p{M}]*|\p{N}+|[^\p{L}\p{N}]+/gu) ?? [];
  return [...new Set(runs)].reduce((sum, run) => sum + bitsOf(run), 0);
}

function bitsOf(run: string): number {
  if (WORTHLESS.has(run)) return 0;
  const letters = withoutRows(run);
  if (/^\p{N}/u.test(run)) return letters * Math.log2(10);
  // What stands between words is the same for most people.
  if (!/^\p{L}/u.test(run)) return Math.min(letters * 3, 6);
  if (isUnspaced(run)) return (letters * WORD_BITS) / 2;
  return Math.min(WORD_BITS, letters * Math.log2(26));
}

/** In Chinese and Japanese most words are two letters, and no spaces stand between them. */
function isUnspaced(run: string): boolean {
  return /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]+$/u.test(run);
}

/** How many letters there are that are not the next one in a row, forth or back. */
function withoutRows(run: string): number {
  const letters = Array.from(run);
  return letters.filter((letter, at) => !isNext(letters[at - 1] ?? '', letter)).length;
}

function isNext(before: string, letter: string): boolean {
  if (before === '') return false;
  return ROWS.some((row) => row.includes(before + letter) || row.includes(letter + before));
}

const SUGGESTED_BYTES = 10;

/** 80 random bits, as four groups of four letters and digits. */
export function suggestPassphrase(random: Random = systemRandom): string {
  const suggested = inGroups(toBase32(random(SUGGESTED_BYTES))).toLowerCase();
  // Once in thousands of times they look like words or rows, and nobody would believe that they are random.
  return passphraseStrength(suggested) === 'good' ? suggested : suggestPassphrase(random);
}
