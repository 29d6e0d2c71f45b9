/** Whether what a browser highlighted is the passage that was marked, by pixels. */
import type { Picture } from './png.ts';
import type { Box } from './types.ts';

/**
 * `right`: all of the passage, and nothing else; `partial`: some of it, or other text with it; `wrong`: other text;
 * `missed`: nothing.
 */
export type Verdict = 'right' | 'partial' | 'wrong' | 'missed';

/** In pixels. `covered` of `expected` are in the middle line of the passage's boxes; `outside` is highlighted elsewhere. */
export interface Painted {
  readonly expected: number;
  readonly covered: number;
  readonly outside: number;
}

const NOTHING: Painted = { expected: 0, covered: 0, outside: 0 };

/** Edges of letters are cut off to whole pixels on either side. */
const EDGE = 1.5;
/** A blank at the end of a line may be highlighted or not: half of the text's height. */
const BLANK = 0.5;
/** A highlight is as high as its line, the box of text only as its letters. */
const LEADING = 0.8;
/** The share of the passage that must be highlighted, and pixels that may be elsewhere: less than half a letter. */
const ALL = 0.97;
const SPECK = 40;

function isHighlight({ pixels, channels, width }: Picture, x: number, y: number): boolean {
  const at = (y * width + x) * channels;
  return (pixels[at] ?? 0) > 200 && (pixels[at + 1] ?? 255) < 60 && (pixels[at + 2] ?? 0) > 200;
}

/** What a picture of the page shows; `boxes` in pixels of the picture. */
export function paintedIn(picture: Picture, boxes: readonly Box[]): Painted {
  let expected = 0;
  let covered = 0;
  for (const { left, top, right, bottom } of boxes) {
    const y = Math.floor((top + bottom) / 2);
    if (y < 0 || y >= picture.height) continue;
    const to = Math.min(picture.width, Math.floor(right - EDGE));
    for (let x = Math.max(0, Math.ceil(left + EDGE)); x < to; x++) {
      expected++;
      if (isHighlight(picture, x, y)) covered++;
    }
  }
  const near = boxes.map(({ left, top, right, bottom }) => {
    const height = bottom - top;
    return {
      left: left - BLANK * height,
      top: top - LEADING * height,
      right: right + BLANK * height,
      bottom: bottom + LEADING * height,
    };
  });
  let outside = 0;
  for (let y = 0; y < picture.height; y++) {
    const row = near.filter(({ top, bottom }) => y >= top && y <= bottom);
    for (let x = 0; x < picture.width; x++)
      if (isHighlight(picture, x, y) && !row.some(({ left, right }) => x >= left && x <= right)) outside++;
  }
  return { expected, covered, outside };
}

export function sumOf(parts: readonly Painted[]): Painted {
  return parts.reduce(
    (sum, part) => ({
      expected: sum.expected + part.expected,
      covered: sum.covered + part.covered,
      outside: sum.outside + part.outside,
    }),
    NOTHING,
  );
}

export function verdictOn({ expected, covered, outside }: Painted): Verdict {
  if (covered === 0) return outside <= SPECK ? 'missed' : 'wrong';
  return covered >= ALL * expected && outside <= SPECK ? 'right' : 'partial';
}
