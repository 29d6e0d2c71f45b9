/**
 * Of two equal passages one was cut, and both marks are found in the other: letter for letter, so that nothing else tells
 * that it is not the place of both.
 */

interface Span {
  /** [start, end) in UTF-16 units of a text. */
  readonly start: number;
  readonly end: number;
}

/** A place that is taken. */
export interface Taken extends Span {
  /** Where the mark stood when it was made; null where nobody knows. */
  readonly original: Span | null;
}

/** A place that was found. */
export interface Found extends Taken {
  /** Share, 0 to 1, of its context that stands there. */
  readonly context: number;
}

/** Share of its context with which a passage is at home. */
const AT_HOME = 0.5;

function overlap(one: Span, other: Span): number {
  return Math.min(one.end, other.end) - Math.max(one.start, other.start);
}

/** Whether they share more than half of the longer one: a passage that was parted may reach around others. */
function coincide(one: Span, other: Span): boolean {
  const longer = Math.max(one.end - one.start, other.end - other.start);
  return 2 * overlap(one, other) > longer;
}

/** Whether they are known to be places of different passages. */
export function stoodApart(one: Taken, other: Taken): boolean {
  return one.original !== null && other.original !== null && overlap(one.original, other.original) <= 0;
}

/** Whether a place may be another's. Nearly all are not: asked first, it spares looking at the others. */
export function isDoubtful({ context }: Pick<Found, 'context'>): boolean {
  return context < AT_HOME;
}

/** Whether the doubtful place `one` is more likely that of `other` alone. */
export function isAnothers(one: Taken, other: Taken): boolean {
  return coincide(one, other) && stoodApart(one, other);
}

/** Those whose places are more likely another's. */
export function clashing<Place extends Found>(places: readonly Place[]): ReadonlySet<Place> {
  const clashes = new Set<Place>();
  for (const place of places.filter((each) => isDoubtful(each)))
    if (places.some((other) => other !== place && isAnothers(place, other))) clashes.add(place);
  return clashes;
}
