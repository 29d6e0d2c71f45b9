/**
 * Words of a folded text, where each stands, and how much it tells to meet one: rare words identify a place,
 * common ones do not.
 */
import { IntList } from './growable';

/** Where the words stand in the folded text: word `i` is [starts[i], ends[i]). */
export interface WordSpans {
  readonly starts: Int32Array;
  readonly ends: Int32Array;
}

export interface WordIndex extends WordSpans {
  /** Which word stands at place `i`; equal words have equal ids. */
  readonly ids: Int32Array;
  /** The id of a word, -1 where the text has it nowhere. */
  idOf(word: string): number;
  /** The places where a word stands, ascending. Empty for -1. */
  places(id: number): Int32Array;
  /** Bits of evidence that meeting `word` in its place gives. */
  bits(word: string): number;
}

/** 0 stands for not looked at yet. */
const UNKNOWN = 0;
const SEPARATOR = 1;
const LETTER = 2;
/** A word by itself: scripts that write no blanks, and pictures. */
const ALONE = 3;
/** Belongs to the word before it. */
const JOINED = 4;

const NO_BLANKS =
  /[\p{Script_Extensions=Han}\p{Script_Extensions=Hiragana}\p{Script_Extensions=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;
const SYLLABLE = /^[\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}]/u;
const IDEOGRAPH = /^\p{Script=Han}/u;

/** Pages shorter than this do not show how common a word is; they count as if they had so many words. */
const LEAST_WORDS = 1_000;
/** A word can be met by chance anywhere in a window of about 2 ** 3 words: that much is no evidence. */
const CHANCE_BITS = 3;
const LEAST_BITS = 0.25;
/** Short words are common in every language, however rare on one page: most bits by length in units. */
const MOST_BITS = [0, 2, 2.5, 4, 6] as const;
const MOST_BITS_NUMBER = 6;
const MOST_BITS_SYLLABLE = 3;

function classify(character: string): number {
  if (/\p{M}/u.test(character)) return JOINED;
  if (/[\p{L}\p{N}]/u.test(character)) return NO_BLANKS.test(character) ? ALONE : LETTER;
  return /\p{Extended_Pictographic}/u.test(character) ? ALONE : SEPARATOR;
}

const classes = new Uint8Array(0x1_0000);

function classAt(text: string, at: number): number {
  const unit = text.charCodeAt(at);
  const known: number = classes[unit] ?? UNKNOWN;
  if (known !== UNKNOWN) return known;
  const codePoint = text.codePointAt(at) ?? unit;
  const found = classify(String.fromCodePoint(codePoint));
  // A high surrogate alone says nothing of its character.
  if (codePoint < 0xd800) classes[unit] = found;
  return found;
}

/** Finds the words of a folded text. A word never goes on past a character of a script without blanks. */
export function findWords(folded: string): WordSpans {
  const starts = new IntList();
  const ends = new IntList();
  let start = -1;
  const close = (end: number): void => {
    if (start < 0) return;
    starts.push(start);
    ends.push(end);
    start = -1;
  };
  let before = SEPARATOR;
  for (let at = 0; at < folded.length; at++) {
    const kind = classAt(folded, at);
    const goesOn = start >= 0 && (kind === JOINED || (kind === LETTER && before === LETTER));
    if (!goesOn) {
      close(at);
      if (kind !== SEPARATOR) start = at;
    }
    if (kind !== JOINED) before = kind;
    else if (!goesOn) before = LETTER;
    if ((folded.codePointAt(at) ?? 0) > 0xffff) at++;
  }
  close(folded.length);
  return { starts: starts.toArray(), ends: ends.toArray() };
}

/** Most bits that a word can give by its form alone. */
function mostBits(word: string): number {
  if (/^\p{N}+$/u.test(word)) return Math.min(MOST_BITS_NUMBER, 2 + 2 * word.length);
  if (SYLLABLE.test(word)) return MOST_BITS_SYLLABLE;
  if (IDEOGRAPH.test(word)) return Number.POSITIVE_INFINITY;
  return MOST_BITS[word.length] ?? Number.POSITIVE_INFINITY;
}

/** Indexes the words of a folded text, in one pass. */
export function buildWordIndex(folded: string): WordIndex {
  const { starts, ends } = findWords(folded);
  const vocabulary = new Map<string, number>();
  const ids = new Int32Array(starts.length);
  const countOf: number[] = [];
  for (let at = 0; at < ids.length; at++) {
    const word = folded.slice(starts[at], ends[at]);
    let id = vocabulary.get(word);
    if (id === undefined) {
      id = vocabulary.size;
      vocabulary.set(word, id);
      countOf.push(0);
    }
    ids[at] = id;
    countOf[id] = (countOf[id] ?? 0) + 1;
  }
  const placesById = groupPlaces(ids, countOf);
  const total = Math.max(LEAST_WORDS, ids.length);
  const idOf = (word: string): number => vocabulary.get(word) ?? -1;
  return {
    starts,
    ends,
    ids,
    idOf,
    places: placesById,
    bits(word) {
      const rarity = Math.log2(total / Math.max(1, countOf[idOf(word)] ?? 1)) - CHANCE_BITS;
      return Math.max(LEAST_BITS, Math.min(rarity, mostBits(word)));
    },
  };
}

/** The places of each word, all in one array: those of word `id` lie between `first[id]` and `first[id + 1]`. */
function groupPlaces(ids: Int32Array, counts: readonly number[]): (id: number) => Int32Array {
  const first = new Int32Array(counts.length + 1);
  for (let id = 0; id < counts.length; id++) first[id + 1] = (first[id] ?? 0) + (counts[id] ?? 0);
  const places = new Int32Array(ids.length);
  const filled = first.slice();
  for (let at = 0; at < ids.length; at++) {
    const id = ids[at] ?? 0;
    const slot = filled[id] ?? 0;
    places[slot] = at;
    filled[id] = slot + 1;
  }
  return (id) => places.subarray(first[id] ?? 0, first[id + 1] ?? 0);
}
