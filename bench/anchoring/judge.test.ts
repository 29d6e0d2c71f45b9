import { describe, expect, test } from 'vitest';
import { judge } from './judge';
import type { Tokens, Truth } from './truth';

/** Ten words of four letters with blanks between: word n stands at [5n, 5n + 4). */
const tokens: Tokens = {
  text: 'aaaa bbbb cccc dddd eeee ffff gggg hhhh iiii jjjj',
  prose: 'aaaa bbbb cccc dddd eeee ffff gggg hhhh iiii jjjj',
  starts: Array.from({ length: 10 }, (_, at) => at * 5),
  ends: Array.from({ length: 10 }, (_, at) => at * 5 + 4),
  words: Array.from({ length: 10 }, (_, at) => at),
};
/** Words 3 to 5; words 2 and 6 were put beside them and may be in or out. */
const kept: Truth = { state: 'kept', first: 3, last: 5, from: 2, to: 6 };
const words = (first: number, last: number): { start: number; end: number } => ({
  start: first * 5,
  end: last * 5 + 4,
});

describe('the verdict on a passage that is still there', () => {
  test.each([
    ['its own words', words(3, 5)],
    ['its own words and a blank on either side', { start: 14, end: 30 }],
    ['its own words and those that may be in or out', words(2, 6)],
  ])('is right for %s', (_, answer) => {
    expect(judge(kept, tokens, answer)).toBe('right');
  });

  test.each([
    ['a word too few', words(3, 4)],
    ['a letter too few', { start: 16, end: 29 }],
    ['a foreign word before', words(1, 5)],
    ['a foreign word behind', words(3, 7)],
    ['the whole page', words(0, 9)],
    ['its last word and many others', words(5, 9)],
  ])('is partial for %s', (_, answer) => {
    expect(judge(kept, tokens, answer)).toBe('partial');
  });

  test.each([
    ['words before it', words(0, 1)],
    ['words behind it', words(8, 9)],
    ['words beside it that are not its own', words(6, 6)],
    ['a blank', { start: 14, end: 15 }],
  ])('is wrong for %s', (_, answer) => {
    expect(judge(kept, tokens, answer)).toBe('wrong');
  });

  test('is missed for no answer and for an empty one', () => {
    expect(judge(kept, tokens, null)).toBe('missed');
    expect(judge(kept, tokens, { start: 20, end: 20 })).toBe('missed');
  });
});

test('any answer for a passage that was cut is a false anchor, and no answer is what it should get', () => {
  expect(judge({ state: 'cut' }, tokens, words(0, 0))).toBe('false-anchor');
  expect(judge({ state: 'cut' }, tokens, null)).toBe('rejected');
});

test('a passage of which nothing is certain is not judged', () => {
  expect(judge({ state: 'open' }, tokens, words(3, 5))).toBeNull();
  expect(judge({ state: 'open' }, tokens, null)).toBeNull();
});
