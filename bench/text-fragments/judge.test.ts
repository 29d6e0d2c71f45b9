import { deflateSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { paintedIn, sumOf, verdictOn } from './judge';
import { decodePng } from './png';
import type { Picture } from './png';
import type { Box } from './types';

const WIDTH = 200;
const HEIGHT = 100;

/** A white picture with highlights in it. */
function pictureOf(...boxes: readonly Box[]): Picture {
  const pixels = new Uint8Array(WIDTH * HEIGHT * 3).fill(255);
  for (const { left, top, right, bottom } of boxes)
    for (let y = top; y < bottom; y++) for (let x = left; x < right; x++) pixels[(y * WIDTH + x) * 3 + 1] = 0;
  return { width: WIDTH, height: HEIGHT, channels: 3, pixels };
}

const box = (left: number, top: number, right: number): Box => ({ left, top, right, bottom: top + 16 });
const lines = [box(60, 20, 190), box(10, 40, 80)];

describe('the verdict on a highlight', () => {
  test.each([
    ['right', 'all of the passage', lines],
    ['right', 'a little more: blanks, and the height of the line', [box(58, 18, 194), box(10, 42, 86)]],
    ['partial', 'a word more', [box(20, 20, 190), box(10, 40, 80)]],
    ['partial', 'a line less', [box(60, 20, 190)]],
    ['wrong', 'other text', [box(10, 80, 100)]],
    ['missed', 'nothing', []],
  ] as const)('is %s for %s', (verdict, _, painted) => {
    expect(verdictOn(paintedIn(pictureOf(...painted), lines))).toBe(verdict);
  });

  test('counts what several pictures show', () => {
    const [first, second] = lines.map((line) => paintedIn(pictureOf(line), [line]));
    if (!first || !second) throw new TypeError('Nothing was painted');
    expect(verdictOn(sumOf([first, second]))).toBe('right');
    expect(sumOf([first, second]).expected).toBe(first.expected + second.expected);
  });
});

function chunk(kind: string, data: Uint8Array): Buffer {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(data.length);
  return Buffer.concat([length, Buffer.from(kind, 'latin1'), data, Buffer.alloc(4)]);
}

describe('a picture', () => {
  test('is read whatever its lines are told by', () => {
    // Each line is that above with 1 added to every byte, told by each of PNG's filters; one channel of three differs.
    const filtered = [
      [0, 10, 20, 30, 40, 50, 60],
      [1, 11, 21, 31, 30, 30, 30],
      [2, 1, 1, 1, 1, 1, 1],
      [3, 7, 12, 17, 16, 16, 16],
      [4, 1, 1, 1, 1, 1, 1],
    ].flat();
    const header = Buffer.from([0, 0, 0, 2, 0, 0, 0, 5, 8, 2, 0, 0, 0]);
    const file = Buffer.concat([
      Buffer.alloc(8),
      chunk('IHDR', header),
      chunk('IDAT', deflateSync(Buffer.from(filtered))),
      chunk('IEND', Buffer.alloc(0)),
    ]);
    const { width, height, channels, pixels } = decodePng(file);
    expect([width, height, channels]).toEqual([2, 5, 3]);
    const rows = Array.from({ length: 5 }, (_, row) => [...pixels.subarray(row * 6, row * 6 + 6)]);
    expect(rows).toEqual(
      [0, 1, 2, 3, 4].map((more) => [10, 20, 30, 40, 50, 60].map((value) => value + more)),
    );
  });

  test('of another kind is refused', () => {
    expect(() => decodePng(Buffer.concat([Buffer.alloc(8), chunk('IHDR', Buffer.alloc(13))]))).toThrow(
      RangeError,
    );
  });
});
