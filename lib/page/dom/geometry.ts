/** Where things of a page stand in its window, also those in frames. CSS pixels of the top window's viewport. */
import type { Box } from './float';
import { frameOf, isHtml } from './tree';

/** How a viewport in a frame lies in the top window: shifted, and scaled where the frame is. */
interface Lens {
  readonly left: number;
  readonly top: number;
  readonly scale: number;
}

const TOP: Lens = { left: 0, top: 0, scale: 1 };

/** Reads layout. Parts that are cut off by the frame's own edge are left out; `null` where nothing is left. */
function boxInTop(box: Box, document: Document): Box | null {
  let seen: Box | null = box;
  for (let frame = frameOf(document); frame && seen; frame = frameOf(frame.ownerDocument)) {
    const lens = lensOf(frame);
    const view = { left: 0, top: 0, right: frame.clientWidth, bottom: frame.clientHeight };
    seen = shared(seen, view);
    if (seen) seen = through(lens, seen);
  }
  return seen;
}

/** The box around a range, in the top window's viewport. A box outside of everything where it is not to be seen. */
export function boxOfRange(range: Range): Box {
  const { ownerDocument } = range.startContainer;
  return (ownerDocument && boxInTop(range.getBoundingClientRect(), ownerDocument)) ?? NOWHERE;
}

/** The same for an element. */
export function boxOfElement(element: Element): Box {
  return boxInTop(element.getBoundingClientRect(), element.ownerDocument) ?? NOWHERE;
}

const NOWHERE: Box = { left: -1e6, top: -1e6, right: -1e6, bottom: -1e6 };

/** The box of the line on which a range begins. */
export function firstLineOfRange(range: Range): Box {
  const { ownerDocument } = range.startContainer;
  const first = Array.from(range.getClientRects()).find(({ width, height }) => width > 0 && height > 0);
  if (!ownerDocument || !first) return NOWHERE;
  return boxInTop(first, ownerDocument) ?? NOWHERE;
}

/** A box of a frame's viewport in the viewport around the frame, seen or not. */
export function outOfFrame(frame: Element, box: Box): Box {
  return through(lensOf(frame), box);
}

function lensOf(frame: Element): Lens {
  const box = frame.getBoundingClientRect();
  const width = isHtml(frame) ? frame.offsetWidth : 0;
  if (width === 0) return TOP;
  const scale = box.width / width;
  return { left: box.left + frame.clientLeft * scale, top: box.top + frame.clientTop * scale, scale };
}

function through({ left, top, scale }: Lens, box: Box): Box {
  return {
    left: left + box.left * scale,
    top: top + box.top * scale,
    right: left + box.right * scale,
    bottom: top + box.bottom * scale,
  };
}

function shared(a: Box, b: Box): Box | null {
  const box = {
    left: Math.max(a.left, b.left),
    top: Math.max(a.top, b.top),
    right: Math.min(a.right, b.right),
    bottom: Math.min(a.bottom, b.bottom),
  };
  return box.left <= box.right && box.top <= box.bottom ? box : null;
}
