import { describe, expect, it } from 'vitest';
import { countWords } from './word-count';

describe('countWords', () => {
  it('counts words, not punctuation', () => {
    expect(countWords('“Well,” she said – 3.5 times.', 'en')).toBe(5);
    expect(countWords('', '')).toBe(0);
  });

  it('finds words in a language without spaces', () => {
    expect(countWords('増税は否決された', 'ja')).toBeGreaterThan(2);
  });

  it('goes by spaces where a text is very long', () => {
    expect(countWords('word, '.repeat(50_000), 'en')).toBe(50_000);
  });
});
