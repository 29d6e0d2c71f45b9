import { describe, expect, it } from 'vitest';
import { fateOf, loadArticlePairs, newIn, paragraphsOf, problemsOf } from '../fixtures/article-pairs';
import type { ArticlePair } from '../fixtures/article-pairs';

const pairs = loadArticlePairs();

/** A sound pair of 14 sentences: s1 is the headline, s2 is edited, s3 is cut, s15 is new. */
function sample(change: Partial<ArticlePair> = {}): ArticlePair {
  const kept = Array.from({ length: 14 }, (_, at) => `s${at + 1}`);
  const rest = kept.slice(3).map((id) => [id, { before: `Text ${id}.`, after: `Text ${id}.` }] as const);
  return {
    name: 'sample',
    title: 'Sample',
    language: 'en',
    sentences: {
      s1: { before: 'Headline', after: 'Headline' },
      s2: { before: 'Two came.', after: 'Three came.' },
      s3: { before: 'Gone.', after: null },
      s15: { before: null, after: 'Added.' },
      ...Object.fromEntries(rest),
    },
    before: [['s1'], kept.slice(1)],
    after: [['s1'], ['s15', 's2'], kept.slice(3)],
    ...change,
  };
}

function withSentence(id: string, before: string | null, after: string | null): ArticlePair {
  const pair = sample();
  return { ...pair, sentences: { ...pair.sentences, [id]: { before, after } } };
}

describe('the pairs of articles', () => {
  it.each(pairs.map((pair) => [pair.name, pair] as const))('keep to the format: %s', (_, pair) => {
    expect(problemsOf(pair)).toEqual([]);
  });

  it('are twenty, each under a title of its own', () => {
    expect(pairs).toHaveLength(20);
    expect(new Set(pairs.map(({ title }) => title)).size).toBe(20);
  });

  it('are in English and in six other languages', () => {
    const counts = Object.groupBy(pairs, ({ language }) => language);
    const sizes = Object.entries(counts).map(([language, group]) => [language, group?.length]);
    expect(Object.fromEntries(sizes)).toEqual({ ar: 1, de: 1, en: 14, es: 1, fr: 1, ja: 1, ru: 1 });
  });

  it.each(pairs.map((pair) => [pair.name, pair] as const))('hold every fate: %s', (_, pair) => {
    const fates = new Set(pair.before.flat().map((id) => fateOf(pair, id)));
    expect(fates).toEqual(new Set(['same', 'edited', 'cut']));
    expect(newIn(pair)).not.toEqual([]);
  });

  it('are some of them lightly edited, and some of them heavily', () => {
    const shares = pairs.map((pair) => {
      const ids = pair.before.flat();
      return ids.filter((id) => fateOf(pair, id) === 'cut').length / ids.length;
    });
    expect(shares.filter((share) => share <= 0.15).length).toBeGreaterThanOrEqual(3);
    expect(shares.filter((share) => share >= 0.25).length).toBeGreaterThanOrEqual(7);
  });
});

describe('reading a pair', () => {
  it('joins the sentences of a paragraph with blanks', () => {
    expect(paragraphsOf(sample(), 'after').slice(0, 2)).toEqual(['Headline', 'Added. Three came.']);
  });

  it('joins Japanese sentences without blanks', () => {
    expect(paragraphsOf(sample({ language: 'ja' }), 'after')[1]).toBe('Added.Three came.');
  });

  it('tells what became of a sentence', () => {
    const fates = ['s1', 's2', 's3', 's4'].map((id) => fateOf(sample(), id));
    expect(fates).toEqual(['same', 'edited', 'cut', 'same']);
  });

  it.each(['s15', 's99'])('refuses to tell the fate of %s, which the earlier version does not have', (id) => {
    expect(() => fateOf(sample(), id)).toThrow(RangeError);
  });
});

describe('the check of the format', () => {
  it('finds nothing wrong with a sound pair', () => {
    expect(problemsOf(sample())).toEqual([]);
  });

  it.each<[problem: string, pair: ArticlePair]>([
    ['s3 without a place before', sample({ before: [['s1'], sample().before.flat().slice(3)] })],
    ['13 sentences before', sample({ before: [['s1'], sample().before.flat().slice(2)] })],
    ['no headline after', sample({ after: [sample().after.flat()] })],
    ['an empty paragraph after', sample({ after: [...sample().after, []] })],
    ['s2 twice after', sample({ after: [...sample().after, ['s2']] })],
    ['s3 without text after', sample({ after: [...sample().after, ['s3']] })],
    ['s99 without text before', sample({ before: [...sample().before, ['s99']] })],
    ['s15 without a place after', sample({ after: [['s1'], sample().before.flat().slice(1)] })],
    ['s16 is in neither version', withSentence('s16', null, null)],
    ['s2 is untidy', withSentence('s2', 'Two  came.', 'Three came.')],
    ['s2 is untidy', withSentence('s2', 'Two came.', 'Three came. ')],
    ['s2 is untidy', withSentence('s2', '', 'Three came.')],
    ['s3 is cut and new, word for word', withSentence('s15', null, 'Gone.')],
  ])('reports: %s', (problem, pair) => {
    expect(problemsOf(pair)).toContain(problem);
  });
});
