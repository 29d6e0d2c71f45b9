/**
 * Of two equal passages one was cut, and both marks are found in the other: letter for letter, so that nothing else tells
 * that it is not the place of both.
 */

interface Span {
  /** [start, end) in UTF-16 units of a text. */
  readonly start: number;
  readonly end: number;
}

/** A place that was found. */
export interface Taken extends Span {
  /** Where the mark stood when it was made; null where nobody knows. */
  readonly original: Span | null;
  /** It has none of its context there. */
  readonly isForeign: boolean;
}

function overlap(one: Span, other: Span): number {
  return Math.min(one.end, other.end) - Math.max(one.start, other.start);
}

/** Whether they share more than half of the longer one: a passage that was parted may reach around others. */
function isSamePlace(one: Taken, other: Taken): boolean {
  const longer = Math.max(one.end - one.start, other.end - other.start);
  return 2 * overlap(one, other) > longer;
}

function stoodApart(one: Taken, other: Taken): boolean {
  return one.original !== null && other.original !== null && overlap(one.original, other.original) <= 0;
}

/** Those that stand, in surroundings that are none of theirs, where another mark stands that stood elsewhere. */
export function clashing<Place extends Taken>(places: readonly Place[]): ReadonlySet<Place> {
  const clashes = new Set<Place>();
  let open: Place[] = [];
  for (const place of places.toSorted((one, other) => one.start - other.start)) {
    open = open.filter(({ end }) => end > place.start);
    for (const other of open) {
      if (!(place.isForeign || other.isForeign)) continue;
      if (!isSamePlace(place, other) || !stoodApart(place, other)) continue;
      for (const each of [place, other]) if (each.isForeign) clashes.add(each);
    }
    open.push(place);
  }
  return clashes;
}
