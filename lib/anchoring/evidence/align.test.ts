import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { buildWordIndex } from '../text/words';
import { align, drawTogether } from './align';

const band = { from: -20, to: 40 };

const sixBits = (length: number): Float64Array => new Float64Array(length).fill(6);

function pairs(query: string, page: string, passage?: readonly [number, number]): number[] {
  const words = buildWordIndex(page);
  const ids = Int32Array.from(query.split(' '), (word) => words.idOf(word));
  const found = align(ids, sixBits(ids.length), words, band);
  if (passage) drawTogether(found, ids, words.ids, ...passage);
  return [...found];
}

describe('align', () => {
  it('pairs equal words in order', () => {
    expect(pairs('b c d', 'a b c d e')).toEqual([1, 2, 3]);
  });

  it('pairs a replaced word with the word that replaced it, also at an edge', () => {
    expect(pairs('b c d', 'a b x d e')).toEqual([1, 2, 3]);
    expect(pairs('a b c d', 'a x c d')).toEqual([0, 1, 2, 3]);
  });

  it('leaves a dropped word without a pair', () => {
    expect(pairs('a b c d', 'a b d')).toEqual([0, 1, -1, 2]);
  });

  it('steps over words that were added', () => {
    expect(pairs('a b c d', 'a b x y z c d')).toEqual([0, 1, 5, 6]);
  });

  it('gives no pair where the band lies outside the page', () => {
    const words = buildWordIndex('a b');
    const far = { from: 50, to: 60 };
    expect([...align(Int32Array.of(words.idOf('a')), sixBits(1), words, far)]).toEqual([-1]);
  });

  it('looks at a part of the page alone', () => {
    const words = buildWordIndex('a b a b');
    const ids = Int32Array.of(words.idOf('a'), words.idOf('b'));
    expect([...align(ids, sixBits(2), words, band, 1, 4)]).toEqual([2, 3]);
    expect([...align(ids, sixBits(2), words, band, 2, 3)]).toEqual([2, -1]);
  });

  it('looks at the places of a common word that stand where the query goes on', () => {
    const often = 'b '.repeat(15);
    expect(pairs('a b b c', `${often}a b b c ${often}`)).toEqual([15, 16, 17, 18]);
  });

  it('never pairs out of order or outside the page', () => {
    const letters = fc.array(fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f'), { maxLength: 30 });
    fc.assert(
      fc.property(
        letters,
        letters,
        fc.integer({ min: -40, max: 40 }),
        fc.nat(30),
        (query, page, from, width) => {
          const words = buildWordIndex(page.join(' '));
          const ids = Int32Array.from(query, (word) => words.idOf(word));
          const found = align(ids, new Float64Array(ids.length).fill(4), words, { from, to: from + width });
          let before = -1;
          for (const place of found) {
            if (place === -1) continue;
            expect(place).toBeGreaterThan(before);
            expect(place).toBeLessThan(page.length);
            before = place;
          }
        },
      ),
    );
  });
});

describe('drawTogether', () => {
  it('holds a passage together rather than with what is around it', () => {
    expect(pairs('x a b y', 'x a z a b y', [1, 3])).toEqual([0, 3, 4, 5]);
    expect(pairs('x a b y', 'x a b z b y', [1, 3])).toEqual([0, 1, 2, 5]);
  });

  it('leaves words where they are that stand nowhere nearer', () => {
    expect(pairs('x a b y', 'x a z c b y', [1, 3])).toEqual([0, 1, 4, 5]);
  });

  it('takes the replaced word along with the edge that it draws', () => {
    expect(pairs('a a a a b a b a', 'a b b b b a', [0, 7])).toEqual([-1, -1, -1, 0, 1, 2, 3, 5]);
  });

  it('leaves what follows in its place where the last word of the passage was dropped', () => {
    expect(pairs('x a b y', 'x a y', [1, 3])).toEqual([0, 1, -1, 2]);
    expect(pairs('y b a x', 'y a x', [1, 3])).toEqual([0, -1, 1, 2]);
  });

  it('keeps pairs in order', () => {
    const ids = fc.array(fc.integer({ min: 0, max: 3 }), { minLength: 1, maxLength: 12 });
    fc.assert(
      fc.property(ids, ids, fc.nat(12), fc.nat(12), (query, page, one, other) => {
        const [first, end] = [Math.min(one, other), Math.max(one, other)].map((at) =>
          Math.min(at, query.length),
        );
        const found = pairs(query.join(' '), page.join(' '), [first ?? 0, end ?? 0]).filter((at) => at >= 0);
        expect(found).toEqual([...new Set(found)].toSorted((a, b) => a - b));
      }),
    );
  });
});
