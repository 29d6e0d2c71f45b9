import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { align, drawTogether } from './align';

const band = { from: -20, to: 40 };

function pairs(query: string, page: string, passage?: readonly [number, number]): number[] {
  const ids = new Map<string, number>();
  const idOf = (word: string): number => ids.get(word) ?? ids.set(word, ids.size).size - 1;
  const toIds = (text: string): Int32Array => Int32Array.from(text.split(' '), idOf);
  const [queryIds, pageIds] = [toIds(query), toIds(page)];
  const found = align(queryIds, new Float64Array(queryIds.length).fill(6), pageIds, band);
  if (passage) drawTogether(found, queryIds, pageIds, ...passage);
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
    const far = { from: 50, to: 60 };
    expect([...align(Int32Array.of(1), Float64Array.of(6), Int32Array.of(1, 2), far)]).toEqual([-1]);
  });

  it('never pairs out of order or outside the page', () => {
    const ids = fc
      .array(fc.integer({ min: -1, max: 5 }), { maxLength: 30 })
      .map((list) => Int32Array.from(list));
    fc.assert(
      fc.property(ids, ids, fc.integer({ min: -40, max: 40 }), fc.nat(30), (query, page, from, width) => {
        const found = align(query, new Float64Array(query.length).fill(4), page, { from, to: from + width });
        let before = -1;
        for (const place of found) {
          if (place === -1) continue;
          expect(place).toBeGreaterThan(before);
          expect(place).toBeLessThan(page.length);
          before = place;
        }
      }),
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
