import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { floatBeside, floatInCorner, type Box, type Side } from './float';

const viewport = { width: 800, height: 600 };
const size = { width: 200, height: 40 };
const SIDES: Side[] = ['above', 'below', 'right', 'left'];
const box = (left: number, top: number, width: number, height: number): Box => ({
  left,
  top,
  right: left + width,
  bottom: top + height,
});

describe('floatBeside', () => {
  it('takes the first side that has room', () => {
    expect(floatBeside(box(300, 300, 100, 20), size, viewport, SIDES)).toEqual({ left: 250, top: 252 });
    expect(floatBeside(box(300, 10, 100, 20), size, viewport, SIDES)).toEqual({ left: 250, top: 38 });
    expect(floatBeside(box(10, 0, 100, 600), size, viewport, SIDES)).toEqual({ left: 118, top: 8 });
  });

  it('finds no place where the anchor fills the viewport or is out of sight', () => {
    expect(floatBeside(box(0, 0, 800, 600), size, viewport, SIDES)).toBeNull();
    expect(floatBeside(box(0, 700, 100, 20), size, viewport, SIDES)).toBeNull();
    expect(floatBeside(box(0, -60, 100, 20), size, viewport, SIDES)).toBeNull();
  });

  it('never covers the anchor and never leaves the viewport', () => {
    const anchors = fc.tuple(
      fc.integer({ min: -300, max: 900 }),
      fc.integer({ min: -300, max: 700 }),
      fc.integer({ min: 1, max: 1200 }),
      fc.integer({ min: 1, max: 900 }),
    );
    fc.assert(
      fc.property(anchors, fc.integer({ min: 320, max: 1600 }), (anchor, width) => {
        const around = box(...anchor);
        const place = floatBeside(around, size, { ...viewport, width }, SIDES);
        if (!place) return;
        const right = place.left + size.width;
        const bottom = place.top + size.height;
        expect(place.left >= 0 && place.top >= 0 && right <= width && bottom <= viewport.height).toBe(true);
        const apart =
          right <= around.left ||
          place.left >= around.right ||
          bottom <= around.top ||
          place.top >= around.bottom;
        expect(apart).toBe(true);
      }),
    );
  });
});

describe('floatInCorner', () => {
  it('stays inside a viewport that is smaller than the box', () => {
    expect(floatInCorner({ width: 400, height: 300 }, { width: 320, height: 200 })).toEqual({
      left: 8,
      top: 8,
    });
  });
});
