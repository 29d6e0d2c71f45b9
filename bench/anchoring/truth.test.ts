import { describe, expect, test } from 'vitest';
import { INSERTED, NEW, REPLACED } from './page-model';
import type { Tokens } from './truth';
import { placesOf, truthOf } from './truth';

/** A page of one-letter words, by their numbers or what stands in their place. */
function tokensOf(...words: readonly number[]): Tokens {
  const starts = words.map((_, at) => at * 2);
  return { text: words.map(() => 'x ').join(''), prose: '', starts, ends: starts.map((at) => at + 1), words };
}

function truth(words: readonly number[], first: number, last: number, cut: readonly number[] = []): unknown {
  const tokens = tokensOf(...words);
  return truthOf({ first, last }, tokens, placesOf(tokens, 10), new Set(cut));
}

describe('the truth about a passage of words 2 to 5', () => {
  test('is where its words are', () => {
    expect(truth([0, 1, 2, 3, 4, 5, 6], 2, 5)).toEqual({ state: 'kept', first: 2, last: 5, from: 2, to: 5 });
  });

  test('moves with them', () => {
    expect(truth([6, 7, 2, 3, 4, 5, 0, 1], 2, 5)).toMatchObject({ state: 'kept', first: 2, last: 5 });
    expect(truth([NEW, NEW, NEW, 2, 3, 4, 5], 2, 5)).toMatchObject({ state: 'kept', first: 3, last: 6 });
  });

  test('allows for a word that took the place of one at its edge', () => {
    expect(truth([0, 1, REPLACED, 3, 4, 5, 6], 2, 5)).toEqual({
      state: 'kept',
      first: 3,
      last: 5,
      from: 2,
      to: 5,
    });
    expect(truth([0, 1, 2, 3, 4, REPLACED, 6], 2, 5)).toMatchObject({ last: 4, to: 5 });
  });

  test('does not take in a replaced word that was not its own', () => {
    expect(truth([0, REPLACED, 2, 3, 4, 5, REPLACED], 2, 5)).toMatchObject({ from: 2, to: 5 });
    expect(truth([REPLACED, REPLACED, 3, 4, 5], 2, 5)).toMatchObject({ first: 2, from: 1 });
  });

  test('lets words that were put beside it be in or out, but not a whole new text', () => {
    expect(truth([1, INSERTED, 2, 3, 4, 5, INSERTED, 6], 2, 5)).toMatchObject({ from: 1, to: 6 });
    expect(truth([1, NEW, 2, 3, 4, 5, NEW, 6], 2, 5)).toMatchObject({ from: 2, to: 5 });
  });

  test('bears words dropped and put inside it', () => {
    expect(truth([1, 2, INSERTED, NEW, 4, 5, 6], 2, 5)).toMatchObject({ state: 'kept', first: 1, last: 5 });
  });

  test('is open where less than half is left, where it was torn apart, and where its order changed', () => {
    expect(truth([1, 2, 6], 2, 5)).toEqual({ state: 'open' });
    expect(truth([1, 2, 3, 8, 4, 5, 6], 2, 5)).toEqual({ state: 'open' });
    expect(truth([1, 4, 5, 2, 3, 6], 2, 5)).toEqual({ state: 'open' });
  });

  test('is that it was cut only where all of it was cut as a passage', () => {
    expect(truth([0, 1, 6], 2, 5, [2, 3, 4, 5])).toEqual({ state: 'cut' });
    expect(truth([0, 1, 6], 2, 5, [2, 3])).toEqual({ state: 'open' });
    expect(truth([0, 1, 4, 5, 6], 2, 5, [2, 3])).toMatchObject({ state: 'kept', first: 2, last: 3 });
  });
});

test('a page that has one of the words twice is refused', () => {
  expect(() => placesOf(tokensOf(0, 1, 1), 3)).toThrow('twice');
});
