import { describe, expect, it } from 'vitest';
import { sentenceAfter, sentenceBefore, sentencesOver } from './sentences';

const text = 'A heading\nFirst one here. Second one “is quoted.” Third one ends.\nNext block. More of it.';
const from = (part: string): number => text.indexOf(part);
const past = (part: string): number => text.indexOf(part) + part.length;

describe('sentenceBefore', () => {
  it('gives the sentence before a passage that opens one', () => {
    expect(sentenceBefore(text, from('Second'))).toBe('First one here.');
  });

  it('gives the beginning of the sentence that the passage stands in', () => {
    expect(sentenceBefore(text, from('ends.'))).toBe('Third one');
  });

  it('reaches into the block before, and no further', () => {
    expect(sentenceBefore(text, from('First'))).toBe('A heading');
    expect(sentenceBefore('One.\n***\nTwo.', 9)).toBe('');
    expect(sentenceBefore(text, 0)).toBe('');
  });

  it('keeps the end of a sentence that is too long', () => {
    const before = sentenceBefore(`${'word '.repeat(300)}end`, 1_500);
    expect(before.length).toBeLessThanOrEqual(400);
    expect(before).toMatch(/^word .* word$/u);
  });
});

describe('sentenceAfter', () => {
  it('gives the sentence after a passage that closes one', () => {
    expect(sentenceAfter(text, past('First one here.'))).toBe('Second one “is quoted.”');
  });

  it('gives the rest of the sentence that the passage stands in', () => {
    expect(sentenceAfter(text, past('Third'))).toBe('one ends.');
  });

  it('does not take a full stop alone for a sentence', () => {
    expect(sentenceAfter(text, past('First one here'))).toMatch(/Second one/u);
  });

  it('reaches into the block after, and no further', () => {
    expect(sentenceAfter(text, past('Third one ends.'))).toBe('Next block.');
    expect(sentenceAfter(text, text.length)).toBe('');
  });
});

describe('sentencesOver', () => {
  it('gives the whole sentences that a stretch has a part of, in one line', () => {
    expect(sentencesOver(text, from('one here'), past('one here'))).toBe('First one here.');
    expect(sentencesOver(text, from('here'), past('Second'))).toBe('First one here. Second one “is quoted.”');
    expect(sentencesOver(text, from('ends'), past('Next'))).toBe('Third one ends.');
    expect(sentencesOver(text, from('More'), text.length)).toBe('More of it.');
  });
});
