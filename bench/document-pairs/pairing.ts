/** Which versions of a document make a pair: edited, and yet the same document. */
import type { TextPair } from '../anchoring/pair-types.ts';
import { wordsKept } from '../pairs/words-kept.ts';
import { proseLines } from './prose.ts';

export interface Version {
  readonly version: string;
  readonly markdown: string;
}

/** Versions asked for of a package, over all its time. */
const VERSIONS = 7;
/** Words from which on a line counts, and how many such lines a document needs. */
const LONG = 8;
const LEAST_LINES = 12;
/** Share of these lines that is there word for word, and of all words. */
const LEAST_KEPT = 0.25;
const MOST_KEPT = 0.97;
const LEAST_WORDS = 0.5;
const LONGEST = 60_000;

type Numbers = readonly [number, number, number];

function numbersOf(version: string): Numbers | null {
  const parts = /^(\d+)\.(\d+)\.(\d+)$/.exec(version);
  return parts && [Number(parts[1]), Number(parts[2]), Number(parts[3])];
}

function compare(one: Numbers, other: Numbers): number {
  return one[0] - other[0] || one[1] - other[1] || one[2] - other[2];
}

/** Some of the finished versions among `versions`, from the first to the last, in order. */
export function spreadVersions(versions: readonly string[]): string[] {
  const finished = versions
    .flatMap((version) => {
      const numbers = numbersOf(version);
      return numbers ? [{ version, numbers }] : [];
    })
    .toSorted((one, other) => compare(one.numbers, other.numbers));
  const last = finished.length - 1;
  const count = Math.min(VERSIONS, finished.length);
  const at = Array.from({ length: count }, (_, nth) => Math.round((nth * last) / Math.max(1, count - 1)));
  return at.flatMap((index) => finished[index]?.version ?? []);
}

const wordsOf = (lines: readonly string[]): string[] => lines.join(' ').split(' ');

function isPair(before: readonly string[], after: readonly string[]): boolean {
  const long = before.filter((line) => line.split(' ').length >= LONG);
  if (long.length < LEAST_LINES) return false;
  const there = new Set(after);
  const kept = long.filter((line) => there.has(line)).length / long.length;
  const isShort = [before, after].every((lines) => lines.join('\n').length <= LONGEST);
  return (
    isShort &&
    kept >= LEAST_KEPT &&
    kept <= MOST_KEPT &&
    wordsKept(wordsOf(before), wordsOf(after)) >= LEAST_WORDS
  );
}

/** The first two versions in a row, in their order, that make a pair; null where none do. */
export function firstPair(name: string, versions: readonly Version[]): TextPair | null {
  const read = versions.map(({ version, markdown }) => ({ version, lines: proseLines(markdown) }));
  for (const [at, after] of read.entries()) {
    const before = read[at - 1];
    if (!before || !isPair(before.lines, after.lines)) continue;
    return {
      id: `${name} ${before.version} ${after.version}`,
      before: before.lines.join('\n'),
      after: after.lines.join('\n'),
      lang: 'en',
    };
  }
  return null;
}
