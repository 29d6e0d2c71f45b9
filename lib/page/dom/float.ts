/** Where something that floats over a page may stand: pure geometry, viewport coordinates in CSS pixels. */

export interface Box {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}
export interface Size {
  readonly width: number;
  readonly height: number;
}
export interface Point {
  readonly left: number;
  readonly top: number;
}
export type Side = 'above' | 'below' | 'right' | 'left';

const GAP = 8;
const MARGIN = 8;

/**
 * A place for a box of `size` next to `anchor`, inside the viewport, that covers nothing of `anchor`: the
 * first of `sides` that has room. Null where none has, or where the anchor is out of sight.
 */
export function floatBeside(
  anchor: Box,
  size: Size,
  viewport: Size,
  sides: readonly Side[],
  gap = GAP,
): Point | null {
  if (!isInSight(anchor, viewport)) return null;
  const centre = clamp((anchor.left + anchor.right - size.width) / 2, viewport.width - size.width);
  const middle = clamp(Math.max(anchor.top, MARGIN), viewport.height - size.height);
  const places: Record<Side, Point> = {
    above: { left: centre, top: anchor.top - size.height - gap },
    below: { left: centre, top: anchor.bottom + gap },
    right: { left: anchor.right + gap, top: middle },
    left: { left: anchor.left - size.width - gap, top: middle },
  };
  for (const side of sides) {
    const place = places[side];
    if (fits(place, size, viewport)) return place;
  }
  return null;
}

export function isInSight({ left, top, right, bottom }: Box, viewport: Size): boolean {
  return bottom > 0 && top < viewport.height && right > 0 && left < viewport.width;
}

/** The part of the viewport where a box that fits nowhere else may stand: its lower right corner. */
export function floatInCorner(size: Size, viewport: Size): Point {
  return {
    left: Math.max(MARGIN, viewport.width - size.width - 2 * MARGIN),
    top: Math.max(MARGIN, viewport.height - size.height - 2 * MARGIN),
  };
}

function fits(place: Point, size: Size, viewport: Size): boolean {
  return (
    place.left >= 0 &&
    place.top >= 0 &&
    place.left + size.width <= viewport.width &&
    place.top + size.height <= viewport.height
  );
}

function clamp(value: number, room: number): number {
  return Math.max(Math.min(MARGIN, room), Math.min(value, room - MARGIN));
}
