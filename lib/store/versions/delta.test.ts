import { array, assert, constantFrom, property } from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decodeDelta, encodeDelta } from './delta';

const lines = array(constantFrom('a', 'b', 'c', 'd', 'e', ''), { maxLength: 12 });

describe('a delta', () => {
  test('brings back the lines that it was made of, whatever the base', () => {
    assert(
      property(lines, lines, (base, next) => {
        expect(decodeDelta(base, encodeDelta(base, next))).toEqual(next);
      }),
    );
  });

  test('names what both have, and writes out only the rest', () => {
    expect(encodeDelta(['a', 'b', 'c', 'd'], ['a', 'b', 'new', 'c', 'd'])).toEqual([[0, 2], 'new', [2, 2]]);
    expect(encodeDelta(['a', 'b', 'c'], ['c', 'a', 'b'])).toEqual([
      [2, 1],
      [0, 2],
    ]);
  });

  test('does not take lines that its base does not have', () => {
    expect(() => decodeDelta(['a'], [[0, 2]])).toThrow(RangeError);
  });
});
