/** How far to scroll so that something can be read: pure geometry along one axis, CSS pixels. */

export interface Span {
  readonly start: number;
  readonly end: number;
}

/** Shares of the room, from its start: where a passage may stay, where a short one's middle goes, where a long one begins. */
const CALM: Span = { start: 0.06, end: 0.72 };
const MIDDLE = 0.36;
const BEGINNING = 0.12;
const PADDING = 16;

/**
 * Along the direction of the lines: nothing where the passage is well in view, else its middle goes to about a third
 * of the room, or its beginning near the start if it takes more than half of it.
 */
export function scrollDown(passage: Span, room: Span): number {
  const size = room.end - room.start;
  const at = (share: number): number => room.start + size * share;
  if (size <= 0 || (passage.start >= at(CALM.start) && passage.end <= at(CALM.end))) return 0;
  if (passage.end - passage.start > size / 2) return passage.start - at(BEGINNING);
  return (passage.start + passage.end) / 2 - at(MIDDLE);
}

/** Across: as little as brings the passage in, its beginning where it is wider than the room. */
export function scrollAcross(passage: Span, room: Span): number {
  const { start, end } = passage;
  if (room.end <= room.start || (start >= room.start && end <= room.end)) return 0;
  const fits = end - start + 2 * PADDING <= room.end - room.start;
  if (start < room.start || !fits) return start - PADDING - room.start;
  return end + PADDING - room.end;
}
