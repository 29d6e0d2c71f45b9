import { describe, expect, it } from 'vitest';
import { f1Of, isSameDay, isSameTitle, namesAuthor, overlapOf, precisionOf, recallOf } from './score.ts';

describe('overlapOf', () => {
  it('counts runs of four words, with repetitions', () => {
    expect(overlapOf('a b c d e', 'b c d e f')).toEqual({ both: 1, extra: 1, lost: 1 });
    expect(overlapOf('a b c d', 'a b c d a b c d')).toEqual({ both: 1, extra: 4, lost: 0 });
  });

  it('takes fewer words for one run, and no words for none', () => {
    expect(overlapOf('One word.', 'one word')).toEqual({ both: 0, extra: 1, lost: 1 });
    expect(overlapOf('One word.', 'One… word')).toEqual({ both: 1, extra: 0, lost: 0 });
    expect(overlapOf('', '')).toEqual({ both: 0, extra: 0, lost: 0 });
  });
});

describe('precision and recall', () => {
  it('are whole where nothing was asked and nothing given, and nothing where nothing is shared', () => {
    expect(precisionOf(overlapOf('', ''))).toBe(1);
    expect(recallOf(overlapOf('', ''))).toBe(1);
    expect(precisionOf(overlapOf('a b c d', ''))).toBe(0);
    expect(recallOf(overlapOf('', 'a b c d'))).toBe(0);
    expect(f1Of(0, 0)).toBe(0);
    expect(f1Of(0.5, 1)).toBeCloseTo(2 / 3);
  });
});

describe('details', () => {
  it('are right where they say the same in another dress', () => {
    expect(isSameTitle('“Night boat” ends', 'Osmund Point: "Night boat" ends')).toBe(true);
    expect(isSameTitle('Night boat ends', 'Day boat ends')).toBe(false);
    expect(isSameTitle('', '')).toBe(false);
    expect(namesAuthor('Ada Byron, Jo Smith', 'By Jo Smith')).toBe(true);
    expect(namesAuthor('Ada Byron', 'The Skerry')).toBe(false);
    expect(isSameDay('2026-05-03 09:30:00+02:00', '2026-05-03')).toBe(true);
    expect(isSameDay('2026-05-03', '2026-05-06')).toBe(false);
    expect(isSameDay('2026-05-03', '')).toBe(false);
  });
});
