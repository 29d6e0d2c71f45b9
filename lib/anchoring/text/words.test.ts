import { describe, expect, it } from 'vitest';
import { buildWordIndex, findWords, Vocabulary } from './words';

function wordsOf(text: string): string[] {
  const { starts, ends } = findWords(text);
  return Array.from(starts, (start, at) => text.slice(start, ends[at]));
}

describe('findWords', () => {
  it.each([
    [
      'letters and digits between anything else',
      'the 2nd, "big" one-off',
      ['the', '2nd', 'big', 'one', 'off'],
    ],
    ['every character of a script without blanks', '漢字とabc', ['漢', '字', 'と', 'abc']],
    ['pictures', 'go 🎉🎉!', ['go', '🎉', '🎉']],
    ['letters with their combining marks', 'cafe\u0301s ne\u0301', ['cafe\u0301s', 'ne\u0301']],
    ['letters beyond the basic plane', '𐐨𐐩 x', ['𐐨𐐩', 'x']],
    ['nothing', ' .,- ', []],
  ])('finds %s', (_, text, words) => {
    expect(wordsOf(text)).toEqual(words);
  });
});

describe('buildWordIndex', () => {
  const index = buildWordIndex('the mayor met the editor of the gazette');

  it('knows every place of a word', () => {
    expect([...index.places(index.idOf('the'))]).toEqual([0, 3, 6]);
    expect([...index.places(index.idOf('gazette'))]).toEqual([7]);
  });

  it('has no place for a word that is not there', () => {
    expect(index.idOf('senate')).toBe(-1);
    expect(index.places(-1)).toHaveLength(0);
  });

  it('gives a rare word more weight than a common one, and an unknown word as much as the rarest', () => {
    expect(index.bits('gazette')).toBeGreaterThan(index.bits('the'));
    expect(index.bits('senator')).toBe(index.bits('gazette'));
  });

  it('takes a short word for a common one', () => {
    expect(index.bits('of')).toBeLessThan(index.bits('mayor'));
  });
});

describe('a vocabulary', () => {
  it('reads a long text in steps as it reads it in one go', () => {
    const text = Array.from({ length: 12_000 }, (_, at) =>
      at % 97 === 0 ? `“${at}”漢字` : `word${at % 50}`,
    ).join(' ');
    const vocabulary = new Vocabulary();
    const steps = vocabulary.readInSteps(text);
    let count = 0;
    let step = steps.next();
    for (; !step.done; step = steps.next()) count++;
    expect(count).toBeGreaterThan(3);
    expect(step.value).toEqual(vocabulary.read(text));
  });
});
