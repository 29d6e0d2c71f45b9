import { describe, expect, it } from 'vitest';
import { pairStories } from './pairing';
import type { Story } from './stories';

const HOUR = 3_600_000;
/** Twelve words that no other sentence has. */
const sentence = (nth: number): string => Array.from({ length: 12 }, (_, at) => `word${nth}-${at}`).join(' ');
const sentences = (from: number, to: number): string[] =>
  Array.from({ length: to - from }, (_, at) => sentence(from + at));

const story = (id: string, hour: number, text: readonly string[]): Story => ({
  id,
  sentAt: hour * HOUR,
  lines: ['HEADLINE', ...text],
});
const idsOf = (...stories: readonly Story[]): string[] => pairStories(stories).map(({ id }) => id);

describe('a story that was sent once more', () => {
  it('makes a pair with what it was before', () => {
    const [first, second] = [story('1', 0, sentences(0, 10)), story('2', 3, sentences(4, 14))];
    expect(pairStories([second, first])).toEqual([
      {
        id: '1 2',
        before: first.lines.join('\n'),
        after: second.lines.join('\n'),
        lang: 'en',
      },
    ]);
  });

  it('makes none where nothing was edited, little is left, there is little of it, or it is of another day', () => {
    const first = story('1', 0, sentences(0, 10));
    expect(idsOf(first, story('2', 1, sentences(0, 10)))).toEqual([]);
    expect(idsOf(first, story('2', 1, sentences(9, 20)))).toEqual([]);
    expect(idsOf(story('1', 0, sentences(0, 4)), story('2', 1, sentences(1, 5)))).toEqual([]);
    expect(idsOf(first, story('2', 25, sentences(1, 11)))).toEqual([]);
  });

  it('is the earlier of one pair at most, and the later of one, of the likest', () => {
    const [first, second, third] = [
      story('1', 0, sentences(0, 10)),
      story('2', 1, sentences(1, 11)),
      story('3', 2, sentences(2, 12)),
    ];
    expect(idsOf(first, second, third).toSorted()).toEqual(['1 2', '2 3']);
  });
});
