/**
 * A floor for marks on articles of which single words were edited by chance. How good they are on real pages is measured
 * by `bench:anchoring`; this tells at once when a change makes them worse.
 */
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { loadArticlePairs, paragraphsOf } from '../../tests/fixtures/article-pairs';
import { describeSpan } from './describe';
import { locate } from './locate';
import { searchable } from './searchable';

/** A word of a text; `origin`: which of the original's it is, -1 for none of them. */
interface Word {
  readonly text: string;
  readonly origin: number;
}

/** Words of the original, from `first` to `last`. */
interface Mark {
  readonly first: number;
  readonly last: number;
}

type Outcome = 'right' | 'partial' | 'wrong' | 'missed';

const articles = loadArticlePairs()
  .filter(({ language }) => language !== 'ja')
  .map((pair) => paragraphsOf(pair, 'before').map((text) => text.split(' ')));

/** One word in `oneIn` is edited: another one stands for it, none, or one more. */
function editedBy(oneIn: number, paragraphs: readonly (readonly string[])[], seed: number): Word[][] {
  // Without what ends sentences: words are edited here, not sentences parted.
  const vocabulary = paragraphs.flat().map((word) => word.replace(/[^\p{L}\p{N}]+$/u, ''));
  const draws = fc.sample(fc.record({ edit: fc.nat(3 * oneIn - 1), other: fc.nat(vocabulary.length - 1) }), {
    seed,
    numRuns: vocabulary.length,
  });
  let origin = 0;
  return paragraphs.map((words) =>
    words.flatMap((text) => {
      const { edit = 3, other = 0 } = draws[origin] ?? {};
      const kept = { text, origin: origin++ };
      const strange = { text: vocabulary[other] ?? '', origin: -1 };
      return [[strange], [], [kept, strange]][edit] ?? [kept];
    }),
  );
}

/** Where each word stands, and the text, one line a paragraph. */
function laidOut(paragraphs: readonly (readonly Word[])[]) {
  let text = '';
  const places: (Word & { readonly start: number; readonly end: number })[] = [];
  for (const [nth, words] of paragraphs.entries()) {
    if (nth > 0) text += '\n';
    for (const [at, word] of words.entries()) {
      if (at > 0) text += ' ';
      places.push({ ...word, start: text.length, end: text.length + word.text.length });
      text += word.text;
    }
  }
  return { text, places };
}

/** Every sentence, and a part of each. */
function marksOf(paragraphs: readonly (readonly string[])[]): Mark[] {
  const marks: Mark[] = [];
  let at = 0;
  for (const words of paragraphs) {
    let first = at;
    for (const [nth, word] of words.entries()) {
      if (!/[.!?]["”’»]?$/u.test(word) && nth < words.length - 1) continue;
      const last = at + nth;
      if (last - first >= 5)
        marks.push({ first, last }, { first: first + 1, last: first + 1 + ((last - first) >> 1) });
      first = last + 1;
    }
    at += words.length;
  }
  return marks;
}

function outcomesOf(paragraphs: readonly (readonly string[])[], oneIn: number, seed: number): Outcome[] {
  let next = 0;
  const before = laidOut(paragraphs.map((words) => words.map((text) => ({ text, origin: next++ }))));
  const after = laidOut(editedBy(oneIn, paragraphs, seed));
  const marks = marksOf(paragraphs).filter(({ first, last }) => {
    const kept = after.places.filter(({ origin }) => origin >= first && origin <= last);
    return kept.length > (last - first + 1) / 2;
  });
  const page = searchable(before.text);
  const targets = marks.map(({ first, last }) => {
    const described = describeSpan(page, before.places[first]?.start ?? 0, before.places[last]?.end ?? 0);
    if (!described.ok) throw new Error(described.reason);
    return described.target;
  });
  return locate(searchable(after.text), targets).map(({ status, start, end }, at) => {
    const { first, last } = marks[at] ?? { first: 0, last: 0 };
    if (status !== 'found') return 'missed';
    const isOwn = ({ origin }: Word): boolean => origin >= first && origin <= last;
    const covered = after.places.filter((place) => place.end > start && place.start < end);
    const own = after.places.filter(isOwn);
    if (!covered.some(isOwn)) return 'wrong';
    const isWhole = own.every((word) => covered.includes(word));
    return isWhole && covered.every((word) => word.origin < 0 || isOwn(word)) ? 'right' : 'partial';
  });
}

describe('marks on articles of which single words were edited', () => {
  it.each([
    ['one word in ten', 10, 0.985],
    ['one word in five', 5, 0.98],
  ])('keep their edges to the word, and are on no other words: %s', (_, oneIn, least) => {
    const outcomes = articles.flatMap((paragraphs, seed) => outcomesOf(paragraphs, oneIn, seed + 1));
    const share = (one: Outcome): number => outcomes.filter((each) => each === one).length / outcomes.length;
    expect(share('wrong')).toBe(0);
    expect(share('right')).toBeGreaterThan(least);
  });
});
