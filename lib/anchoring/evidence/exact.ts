/** The exact pass: where a folded passage stands letter for letter, and how much of its context stands there too. */
import { MAX_OCCURRENCES } from '../../annotation/limits';
import type { Target } from '../../annotation/model';
import { fold } from '../text/fold';
import { findWords } from '../text/words';
import type { WordIndex } from '../text/words';
import type { SearchableText } from '../searchable';

/** A target's folded parts. Blanks inside contexts are not compared, since markup makes and removes them. */
export interface Needle {
  readonly exact: string;
  readonly before: string;
  readonly after: string;
  /** The passage began, or ended, with a whole word: inside a longer word it does not stand. */
  readonly opensWord: boolean;
  readonly closesWord: boolean;
}

/** What adjoins a passage letter for letter. */
export interface Beside {
  /** Share, 0 to 1, of its whole context; 0 where the target has none. */
  readonly context: number;
  /** … and of either side alone: 1 of one that the target has not. */
  readonly before: number;
  readonly after: number;
}

export interface Occurrence extends Beside {
  /** Where the passage starts in the folded text. */
  readonly at: number;
}

const BLANK = 0x20;

function withoutBlanks(text: string): string {
  return text.replaceAll(' ', '');
}

/** Letters and digits of scripts that part their words. */
const IN_WORD =
  /[\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}\p{Script=Arabic}\p{Script=Hebrew}\p{N}]/u;

export function makeNeedle(target: Target): Needle {
  const exact = fold(target.exact).text.trim();
  const before = fold(target.prefix).text;
  const after = fold(target.suffix).text;
  // A passage without context on one side alone stood at the page's beginning or end.
  const isKnown = before !== '' || after !== '';
  return {
    exact,
    before: withoutBlanks(before),
    after: withoutBlanks(after),
    opensWord: isKnown && !isOneWord(before + exact, before.length),
    closesWord: isKnown && !isOneWord(exact + after, exact.length),
  };
}

function isInWord(unit: string | undefined): boolean {
  return unit !== undefined && IN_WORD.test(unit);
}

/** Whether two units of a text stand in one word. */
function isOneWord(text: string, border: number): boolean {
  return isInWord(text[border - 1]) && isInWord(text[border]);
}

function runBefore(text: string, position: number, context: string): number {
  let met = 0;
  for (let at = position - 1; at >= 0 && met < context.length; at--) {
    const unit = text.charCodeAt(at);
    if (unit === BLANK) continue;
    if (unit !== context.charCodeAt(context.length - 1 - met)) break;
    met++;
  }
  return met;
}

function runAfter(text: string, position: number, context: string): number {
  let met = 0;
  for (let at = position; at < text.length && met < context.length; at++) {
    const unit = text.charCodeAt(at);
    if (unit === BLANK) continue;
    if (unit !== context.charCodeAt(met)) break;
    met++;
  }
  return met;
}

/** The passage at `at` in the folded text `text`, null where it does not stand there. */
function occurrenceAt(text: string, needle: Needle, at: number): Occurrence | null {
  if (!text.startsWith(needle.exact, at)) return null;
  if (needle.opensWord && isOneWord(text, at)) return null;
  if (needle.closesWord && isOneWord(text, at + needle.exact.length)) return null;
  const length = needle.before.length + needle.after.length;
  if (length === 0) return { at, context: 0, before: 0, after: 0 };
  const before = runBefore(text, at, needle.before);
  const after = runAfter(text, at + needle.exact.length, needle.after);
  return {
    at,
    context: (before + after) / length,
    before: shareOf(before, needle.before),
    after: shareOf(after, needle.after),
  };
}

function shareOf(met: number, { length }: string): number {
  return length === 0 ? 1 : met / length;
}

/** The rarest word that stands whole inside the passage, or one that stands once: its number, and where it is in `exact`. */
function rarestInside(words: WordIndex, exact: string): { id: number; offset: number } | null {
  const { starts, ends } = findWords(exact);
  let rarest: { id: number; offset: number } | null = null;
  let fewest = Infinity;
  for (let word = 0; word < starts.length && fewest > 1; word++) {
    const offset = starts[word] ?? 0;
    const end = ends[word] ?? 0;
    // A word at an edge may be half a word on the page.
    if (offset === 0 || end === exact.length) continue;
    const id = words.idOf(exact.slice(offset, end));
    const count = words.count(id);
    if (count >= fewest) continue;
    fewest = count;
    rarest = { id, offset };
  }
  return rarest;
}

function startsOf({ folded, words }: SearchableText, exact: string): Iterable<number> {
  const rarest = rarestInside(words, exact);
  if (!rarest) return startsIn(folded.text, exact);
  return words.places(rarest.id).map((place) => (words.starts[place] ?? 0) - rarest.offset);
}

function* startsIn(text: string, exact: string): Generator<number> {
  for (let at = text.indexOf(exact); at >= 0; at = text.indexOf(exact, at + 1)) yield at;
}

/** In how many places the passage stands. As for `findOccurrences`, but for one target, without the words of the page. */
export function countOccurrences({ folded: { text } }: SearchableText, needle: Needle): number {
  let count = 0;
  for (const at of startsIn(text, needle.exact))
    if (occurrenceAt(text, needle, at) && ++count === MAX_OCCURRENCES) break;
  return count;
}

/**
 * Everywhere that the passage stands, in the order of the page. Where it holds a whole word, only the places of
 * its rarest one are looked at, so that many targets do not cost many passes over the page.
 */
export function findOccurrences(index: SearchableText, needle: Needle): Occurrence[] {
  const found: Occurrence[] = [];
  for (const at of startsOf(index, needle.exact)) {
    const occurrence = at < 0 ? null : occurrenceAt(index.folded.text, needle, at);
    if (occurrence && found.push(occurrence) === MAX_OCCURRENCES) break;
  }
  return found;
}
