/**
 * Words of a folded text, where each stands, and how much it tells to meet one: rare words identify a place,
 * common ones do not.
 */

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
  /** All places, word by word; those of one word ascend. */
  readonly grouped: Int32Array;
  /** Where in `grouped` the places of each word begin; those of the next one begin where they end. */
  readonly groups: Int32Array;
  /** In how many places a word stands. 0 for -1. */
  count(id: number): number;
  /** The places where a word stands, ascending. Empty for -1. */
  places(id: number): Int32Array;
  /** Bits of evidence that meeting `word` in its place gives. `id`: of that word, where it is known already. */
  bits(word: string, id?: number): number;
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
  // A surrogate alone says nothing of its character.
  if (codePoint < 0xd800 || (codePoint >= 0xe000 && codePoint <= 0xffff)) classes[unit] = found;
  return found;
}

/** Calls `found` with the bounds of each word in turn. */
function eachWord(folded: string, found: (start: number, end: number) => void): void {
  let start = -1;
  let before = SEPARATOR;
  for (let at = 0; at < folded.length; at++) {
    const kind = classAt(folded, at);
    const goesOn = start >= 0 && (kind === JOINED || (kind === LETTER && before === LETTER));
    if (!goesOn) {
      if (start >= 0) found(start, at);
      start = kind === SEPARATOR ? -1 : at;
    }
    if (kind !== JOINED) before = kind;
    else if (!goesOn) before = LETTER;
    if (folded.charCodeAt(at) >= 0xd800 && (folded.codePointAt(at) ?? 0) > 0xffff) at++;
  }
  if (start >= 0) found(start, folded.length);
}

/** Finds the words of a folded text. A word never goes on past a character of a script without blanks. */
export function findWords(folded: string): WordSpans {
  let length = 0;
  eachWord(folded, (start, end) => {
    scratch[length++] = start;
    scratch[length++] = end;
  });
  const starts = new Int32Array(length / 2);
  const ends = new Int32Array(length / 2);
  for (let word = 0; word < starts.length; word++) {
    starts[word] = scratch[2 * word] ?? 0;
    ends[word] = scratch[2 * word + 1] ?? 0;
  }
  return { starts, ends };
}

/** Most bits that a word can give by its form alone. */
function mostBits(word: string): number {
  if (/^\p{N}+$/u.test(word)) return Math.min(MOST_BITS_NUMBER, 2 + 2 * word.length);
  if (SYLLABLE.test(word)) return MOST_BITS_SYLLABLE;
  if (IDEOGRAPH.test(word)) return Number.POSITIVE_INFINITY;
  return MOST_BITS[word.length] ?? Number.POSITIVE_INFINITY;
}

/** Gives every word a number, the same for as long as it lives. */
export class Vocabulary {
  readonly #ids = new Map<string, number>();

  get size(): number {
    return this.#ids.size;
  }

  /** -1 for a word that it was never given. */
  find(word: string): number {
    return this.#ids.get(word) ?? -1;
  }

  add(word: string): number {
    const known = this.#ids.get(word);
    if (known !== undefined) return known;
    const id = this.#ids.size;
    this.#ids.set(word, id);
    return id;
  }

  /** The words of a folded text, three numbers each: start, end, id. `from`: added to the places. */
  read(folded: string, from = 0): readonly number[] {
    let length = 0;
    eachWord(folded, (start, end) => {
      scratch[length++] = from + start;
      scratch[length++] = from + end;
      scratch[length++] = this.add(folded.slice(start, end));
    });
    return scratch.slice(0, length);
  }

  /** As `read`, a long text in steps. */
  *readInSteps(folded: string): Generator<void, readonly number[]> {
    if (folded.length <= STEP) return this.read(folded);
    const parts: (readonly number[])[] = [];
    for (let from = 0; from < folded.length;) {
      // No word has a blank.
      const blank = folded.indexOf(' ', from + STEP);
      const to = blank < 0 ? folded.length : blank;
      parts.push(this.read(folded.slice(from, to), from));
      from = to;
      yield;
    }
    return parts.flat();
  }
}

/** UTF-16 units of a text whose words are read in one go. */
const STEP = 20_000;

/** Lists are filled here and copied, since those that grow leave much behind. */
const scratch: number[] = [];

/**
 * Indexes words that were read.
 *
 * @param lists of words, as `Vocabulary.read` gives them
 * @param offsets what to add to the places of each list
 */
export function joinWords(
  lists: readonly (readonly number[])[],
  offsets: Int32Array,
  vocabulary: Vocabulary,
): WordIndex {
  let length = 0;
  for (const list of lists) length += list.length / 3;
  const starts = new Int32Array(length);
  const ends = new Int32Array(length);
  const ids = new Int32Array(length);
  const counts = new Int32Array(vocabulary.size);
  let word = 0;
  for (let nth = 0; nth < lists.length; nth++) {
    const list = lists[nth] ?? [];
    const offset = offsets[nth] ?? 0;
    for (let at = 0; at < list.length; at += 3) {
      const id = list[at + 2] ?? 0;
      starts[word] = offset + (list[at] ?? 0);
      ends[word] = offset + (list[at + 1] ?? 0);
      ids[word++] = id;
      counts[id] = (counts[id] ?? 0) + 1;
    }
  }
  const total = Math.max(LEAST_WORDS, length);
  // The vocabulary may know words that this text does not have.
  const idOf = (text: string): number => {
    const id = vocabulary.find(text);
    return (counts[id] ?? 0) > 0 ? id : -1;
  };
  const bitsOf = (text: string, id: number): number => {
    const rarity = Math.log2(total / Math.max(1, counts[id] ?? 1)) - CHANCE_BITS;
    return Math.max(LEAST_BITS, Math.min(rarity, mostBits(text)));
  };
  // 0: not asked for yet.
  const known = new Float64Array(counts.length);
  const { grouped, groups } = groupPlaces(ids, counts);
  return {
    starts,
    ends,
    ids,
    idOf,
    grouped,
    groups,
    count: (id) => counts[id] ?? 0,
    places: (id) => grouped.subarray(groups[id] ?? 0, groups[id + 1] ?? 0),
    bits: (text, id = idOf(text)) => (id < 0 ? bitsOf(text, id) : (known[id] ||= bitsOf(text, id))),
  };
}

/** Indexes the words of one folded text. */
export function buildWordIndex(folded: string): WordIndex {
  const vocabulary = new Vocabulary();
  return joinWords([vocabulary.read(folded)], new Int32Array(1), vocabulary);
}

function groupPlaces(ids: Int32Array, counts: Int32Array): Pick<WordIndex, 'grouped' | 'groups'> {
  const groups = new Int32Array(counts.length + 1);
  for (let id = 0; id < counts.length; id++) groups[id + 1] = (groups[id] ?? 0) + (counts[id] ?? 0);
  const grouped = new Int32Array(ids.length);
  const filled = groups.slice();
  for (let at = 0; at < ids.length; at++) {
    const id = ids[at] ?? 0;
    const slot = filled[id] ?? 0;
    grouped[slot] = at;
    filled[id] = slot + 1;
  }
  return { grouped, groups };
}
