import { describe, expect, test } from 'vitest';
import { Prose, judgeOverlap } from './overlap';

/** 20 letters of prose, a script of 10, 20 letters of prose; a blank after every fifth letter of prose. */
const TEXT = 'aaaa aaaa aaaa aaaa {"json":1}bbbb bbbb bbbb bbbb ';
const prose = new Prose(TEXT, [
  { start: 0, end: 20 },
  { start: 30, end: 50 },
]);
/** The second stretch of prose: 16 letters. */
const sentence = { start: 30, end: 49 };

test('only what is there to read is counted, without its blanks', () => {
  expect(prose.amount(0, 20)).toBe(16);
  expect(prose.amount(20, 30)).toBe(0);
  expect(prose.amount(18, 32)).toBe(3);
  expect(prose.amount(9, 3)).toBe(0);
});

describe('the verdict on an edited sentence', () => {
  test.each([
    ['all of it', { start: 30, end: 49 }, 'right'],
    ['half of it', { start: 40, end: 50 }, 'right'],
    ['it and as much foreign text', { start: 0, end: 49 }, 'right'],
    ['less than half of it', { start: 41, end: 50 }, 'partial'],
    ['half of it and more foreign text than it is long', { start: 0, end: 30 + 3 }, 'partial'],
    ['text before it', { start: 0, end: 20 }, 'wrong'],
    ['the script before it', { start: 20, end: 30 }, 'wrong'],
  ])('for %s', (_, answer, verdict) => {
    expect(judgeOverlap(sentence, prose, answer)).toBe(verdict);
  });

  test('for more foreign text than it is long', () => {
    const short = { start: 30, end: 34 };
    expect(judgeOverlap(short, prose, { start: 30, end: 39 })).toBe('right');
    expect(judgeOverlap(short, prose, { start: 30, end: 44 })).toBe('partial');
  });

  test('for no answer', () => {
    expect(judgeOverlap(sentence, prose, null)).toBe('missed');
  });
});

test('whatever is given for a sentence that was cut is a false anchor', () => {
  expect(judgeOverlap(null, prose, { start: 0, end: 5 })).toBe('false-anchor');
  expect(judgeOverlap(null, prose, null)).toBe('rejected');
});
