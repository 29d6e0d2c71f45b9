/**
 * What became of each sentence of an article in its later version, read off the two texts alone: by the words that
 * two sentences share in order, and where that leaves a choice, by their neighbours. It is the truth that tools are
 * held against where nobody wrote it down, so it would rather say nothing than be wrong.
 */

/** `after`: number of the later sentence. */
export type Aligned = { readonly fate: 'same' | 'edited'; readonly after: number } | { readonly fate: 'cut' };

/** Likeness from which a sentence is the other one, edited. */
const EDITED = 0.5;
/** Likeness of the best other below which a sentence was cut. */
const CUT = 0.3;
/** Share of a sentence's words that no other sentence may have taken up if it was cut. */
const TAKEN_UP = 0.3;
/** The same of one that came in where it stood: that is likely to be a rewording. */
const REWORDED = 0.15;
/** What each neighbour that went the same way adds. */
const NEIGHBOUR = 0.1;
/** A choice by less than this is no choice. */
const MARGIN = 0.1;

interface Sentence {
  readonly words: readonly string[];
  readonly weights: readonly number[];
  /** Their sum. */
  readonly weight: number;
}

interface Likeness {
  /** 0 to 1: twice the shared words to the words of both. */
  readonly both: number;
  /** 0 to 1: the words of the earlier sentence that the later one has too, in whatever order. */
  readonly own: number;
}

/** For each earlier sentence what became of it; null where that is not clear. */
export function align(
  before: readonly string[],
  after: readonly string[],
  language: string,
): (Aligned | null)[] {
  const words = new Words([...before, ...after], language);
  const earlier = before.map((text) => words.read(text));
  const later = after.map((text) => words.read(text));
  const likeness = earlier.map((one) => later.map((other) => likenessOf(one, other)));
  const mates = new Map<number, number>();
  const taken = new Set<number>();
  const repeated = repeatedTexts(before, after);
  for (const [at, text] of before.entries()) {
    const same = repeated.has(text) ? -1 : after.indexOf(text);
    if (same === -1) continue;
    mates.set(at, same);
    taken.add(same);
  }
  const same = new Set(mates.keys());
  matchEdited();
  return before.map((text, at): Aligned | null => {
    const mate = mates.get(at);
    if (repeated.has(text)) return null;
    if (mate !== undefined) {
      if (same.has(at)) return { fate: 'same', after: mate };
      return isClear(at, mate) ? { fate: 'edited', after: mate } : null;
    }
    return isCut(at) ? { fate: 'cut' } : null;
  });

  /** The most alike first; each sentence once. */
  function matchEdited(): void {
    const open = likeness.flatMap((row, one) =>
      mates.has(one) ? [] : row.flatMap(({ both }, other) => (both >= EDITED ? [{ one, other }] : [])),
    );
    for (;;) {
      const [best] = open
        .filter(({ one, other }) => !mates.has(one) && !taken.has(other))
        .map(({ one, other }) => ({ one, other, score: scoreOf(one, other) }))
        .toSorted((a, b) => b.score - a.score);
      if (!best) return;
      mates.set(best.one, best.other);
      taken.add(best.other);
    }
  }

  function scoreOf(one: number, other: number): number {
    const neighbours = [-1, 1].filter((step) => mates.get(one + step) === other + step).length;
    return (likeness[one]?.[other]?.both ?? 0) + NEIGHBOUR * neighbours;
  }

  /** No other sentence, free or edited from another, would have done nearly as well. */
  function isClear(one: number, mate: number): boolean {
    const rivals = later.keys().filter((other) => other !== mate && !isSame(other));
    return rivals.every((other) => scoreOf(one, other) + MARGIN < scoreOf(one, mate));
  }

  function isSame(other: number): boolean {
    return same.values().some((one) => mates.get(one) === other);
  }

  function isCut(one: number): boolean {
    const [from, to] = gapOf(one);
    const rivals = later.keys().filter((other) => !isSame(other));
    return rivals.every((other) => {
      const { both, own } = likeness[one]?.[other] ?? { both: 0, own: 0 };
      const cameIn = other > from && other < to && !taken.has(other);
      return both < CUT && own < (cameIn ? REWORDED : TAKEN_UP);
    });
  }

  /** The later sentences that its nearest neighbours became; beyond the ends where there are none. */
  function gapOf(one: number): [from: number, to: number] {
    const places = [...before.keys()];
    const from = mateAmong(places.slice(0, one).toReversed()) ?? -1;
    const to = mateAmong(places.slice(one + 1)) ?? after.length;
    return from < to ? [from, to] : [-1, after.length];
  }

  function mateAmong(others: readonly number[]): number | undefined {
    return others.map((other) => mates.get(other)).find((mate) => mate !== undefined);
  }
}

/** What one version says twice. */
function repeatedTexts(...versions: readonly (readonly string[])[]): ReadonlySet<string> {
  return new Set(versions.flatMap((texts) => texts.filter((text, at) => texts.indexOf(text) !== at)));
}

/** The words of all sentences; one that many sentences have says little. */
class Words {
  readonly #segmenter: Intl.Segmenter;
  readonly #total: number;
  /** How many sentences have each word. */
  readonly #counts = new Map<string, number>();

  constructor(texts: readonly string[], language: string) {
    this.#segmenter = new Intl.Segmenter(language, { granularity: 'word' });
    this.#total = texts.length;
    for (const text of texts)
      for (const word of new Set(this.#wordsOf(text)))
        this.#counts.set(word, (this.#counts.get(word) ?? 0) + 1);
  }

  read(text: string): Sentence {
    const words = this.#wordsOf(text);
    const weights = words.map((word) => Math.log2(1 + this.#total / (this.#counts.get(word) ?? 1)));
    return { words, weights, weight: weights.reduce((sum, weight) => sum + weight, 0) };
  }

  #wordsOf(text: string): string[] {
    return Array.from(this.#segmenter.segment(text.toLowerCase()))
      .filter(({ isWordLike }) => isWordLike === true)
      .map(({ segment }) => segment);
  }
}

/** By the heaviest sequence of words that both have, and by the words that both have. */
function likenessOf(one: Sentence, other: Sentence): Likeness {
  const known = new Set(other.words);
  let row = new Float64Array(other.words.length + 1);
  let own = 0;
  for (const [at, word] of one.words.entries()) {
    const weight = one.weights[at] ?? 0;
    if (known.has(word)) own += weight;
    const next = new Float64Array(row.length);
    for (const [column, candidate] of other.words.entries()) {
      const skipped = Math.max(row[column + 1] ?? 0, next[column] ?? 0);
      next[column + 1] = Math.max(skipped, candidate === word ? (row[column] ?? 0) + weight : 0);
    }
    row = next;
  }
  const total = one.weight + other.weight;
  return {
    both: total === 0 ? 0 : (2 * (row.at(-1) ?? 0)) / total,
    own: one.weight === 0 ? 0 : own / one.weight,
  };
}
