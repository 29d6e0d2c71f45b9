import { expect, test } from 'vitest';
import { fateOf, loadArticlePairs } from '../../tests/fixtures/article-pairs';
import { align } from './alignment';

const HARBOUR = 'The harbour master closed the northern basin on Monday after the crane had fallen.';
const BUDGET = 'Councillors will vote on the budget for schools and libraries in the second week of March.';
const ORCHESTRA = 'The orchestra has played in the old cinema since its own hall burned down.';

test('a sentence word for word the same is the same, wherever it went', () => {
  expect(align([HARBOUR, BUDGET], [BUDGET, HARBOUR], 'en')).toEqual([
    { fate: 'same', after: 1 },
    { fate: 'same', after: 0 },
  ]);
});

test('a sentence with some words changed is edited', () => {
  const edited = HARBOUR.replace('Monday', 'Tuesday').replace('northern', 'southern');
  expect(align([HARBOUR, BUDGET], [edited, BUDGET], 'en')[0]).toEqual({ fate: 'edited', after: 0 });
});

test('a sentence of which nothing is left was cut', () => {
  expect(align([HARBOUR, BUDGET, ORCHESTRA], [HARBOUR, ORCHESTRA], 'en')[1]).toEqual({ fate: 'cut' });
});

test('nothing is said of a sentence that may have gone into another one', () => {
  const both = `${HARBOUR.slice(0, -1)}, and ${BUDGET}`;
  const aligned = align([ORCHESTRA, HARBOUR, BUDGET], [ORCHESTRA, both], 'en');
  expect(aligned.filter((one) => one?.fate === 'cut')).toEqual([]);
});

test('nothing is said of a sentence that stands twice', () => {
  expect(align([HARBOUR, BUDGET], [HARBOUR, BUDGET, HARBOUR], 'en')[0]).toBeNull();
});

test('nothing is said where two sentences would do', () => {
  const monday = HARBOUR.replace('fallen', 'burned');
  const tuesday = HARBOUR.replace('fallen', 'tilted');
  expect(align([BUDGET, HARBOUR], [monday, BUDGET, tuesday], 'en')[1]).toBeNull();
});

test('what it says of pairs whose truth is written down is right nearly always', () => {
  const said = loadArticlePairs().flatMap((pair) => {
    const ids = { before: pair.before.flat(), after: pair.after.flat() };
    const texts = (version: 'before' | 'after'): string[] =>
      ids[version].map((id) => pair.sentences[id]?.[version] ?? '');
    return align(texts('before'), texts('after'), pair.language).flatMap((found, at) => {
      const id = ids.before[at];
      if (!found || id === undefined) return [];
      const isMate = found.fate === 'cut' || ids.after[found.after] === id;
      return [{ fate: found.fate, isRight: found.fate === fateOf(pair, id) && isMate }];
    });
  });
  for (const [fate, least, precision] of [
    ['same', 190, 1],
    ['edited', 120, 0.98],
    ['cut', 55, 0.99],
  ] as const) {
    const own = said.filter((one) => one.fate === fate);
    expect(own.length).toBeGreaterThan(least);
    expect(own.filter(({ isRight }) => isRight).length / own.length).toBeGreaterThanOrEqual(precision);
  }
});
