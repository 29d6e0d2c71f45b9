/**
 * Marks that stand near one another on a page move together when text is put in above them. Among the places that
 * each mark may have, the chain of places is taken whose evidence, and agreement on how far all has moved, is most:
 * the method of Viterbi (1967). It tells an original from its copies when their surroundings were edited, too.
 */

/** A place that a mark may have. */
export interface ChainPlace {
  /** Where it starts in the text as it is now … */
  readonly at: number;
  /** … and the bits of evidence for it, whatever its neighbours. */
  readonly bits: number;
}

export interface ChainLink {
  /** Where the mark started in the text in which it was made. */
  readonly original: number;
  readonly places: readonly ChainPlace[];
}

export interface ChainChoice {
  /** Index of the place that was taken; -1 where there is none. */
  readonly place: number;
  /** How well it agrees with the marks before and after it on how far all has moved, 0 to 1. */
  readonly agreement: number;
  /** Bits by which it is better than the next place, its neighbours being where they are. */
  readonly margin: number;
  /** … and by its own evidence alone: less than nothing where another place has more. */
  readonly ahead: number;
}

const MOST_AGREEMENT = 14;
/** Of a mark that nobody knows the earlier place of. */
const UNKNOWN_AGREEMENT = 0.5;
/** UTF-16 units by which two marks may have moved differently and still agree. */
const NEAR = 16;
/** Bits by which a place is better than the next, its neighbours left aside, to say something of theirs. */
const SURE = 10;

/** Bits for two marks that moved by `one` and `other` units. */
function agreement(one: number, other: number): number {
  return Math.max(0, MOST_AGREEMENT - 2 * Math.log2(1 + Math.abs(one - other) / NEAR));
}

/** A way to a place, or past the mark (`place` -1): its bits, how far the last mark on it moved, and where it came from. */
interface Way {
  readonly place: number;
  readonly bits: number;
  readonly shift: number;
  readonly from: Way | null;
}

const START: Way = { place: -1, bits: 0, shift: 0, from: null };

function extend(ways: readonly Way[], link: ChainLink): Way[] {
  const extended: Way[] = link.places.map(({ at, bits }, place) => {
    const shift = at - link.original;
    let nearest: Way | null = null;
    for (const way of ways) {
      const total = way.bits + bits + agreement(way.shift, shift);
      if (!nearest || total > nearest.bits) nearest = { place, bits: total, shift, from: way };
    }
    return nearest ?? START;
  });
  // The mark may be gone: what comes after it agrees with what came before it.
  const past = ways.reduce((one, other) => (other.bits > one.bits ? other : one), ways[0] ?? START);
  extended.push({ ...past, place: -1, from: past });
  return extended;
}

/** How far the nearest marks that have a place for sure moved, before (from the start on: not at all) and after each mark. */
function neighbourShifts(taken: readonly (number | null)[]): { before: number[]; after: (number | null)[] } {
  const before: number[] = [];
  let last = 0;
  for (const shift of taken) {
    before.push(last);
    last = shift ?? last;
  }
  const after: (number | null)[] = [];
  let next: number | null = null;
  for (const shift of taken.toReversed()) {
    after.push(next);
    next = shift ?? next;
  }
  return { before, after: after.toReversed() };
}

/** Bits by which a place is better than all others by its own evidence; less than nothing where another is better. */
function aheadOf(places: readonly ChainPlace[], taken: number): number {
  const others = places.map(({ bits }, at) => (at === taken ? -Infinity : bits));
  return (places[taken]?.bits ?? -Infinity) - Math.max(...others);
}

/** Whether a mark has its place by its own evidence. What others have by its company is no evidence for it in turn. */
function isSure(places: readonly ChainPlace[], taken: number): boolean {
  return places[taken] !== undefined && aheadOf(places, taken) >= SURE;
}

/** Takes a place for each mark. @param links in the order in which the marks stood */
export function chooseChain(links: readonly ChainLink[]): ChainChoice[] {
  let ways: readonly Way[] = [START];
  for (const link of links) ways = extend(ways, link);
  let way: Way | null = ways.reduce((one, other) => (other.bits > one.bits ? other : one));
  const taken: (number | null)[] = links.map(() => null);
  for (let at = links.length - 1; at >= 0 && way; at--) {
    if (isSure(links[at]?.places ?? [], way.place)) taken[at] = way.shift;
    way = way.from;
  }
  const { before, after } = neighbourShifts(taken);
  return links.map(({ original, places }, at) => {
    const next = after[at] ?? null;
    const agreed = places.map((place) => {
      const shift = place.at - original;
      return agreement(before[at] ?? 0, shift) + (next === null ? 0 : agreement(next, shift));
    });
    return best(places, agreed, (next === null ? 1 : 2) * MOST_AGREEMENT);
  });
}

/** Takes the place with most evidence, for a mark of which nobody knows where it stood. */
export function chooseAlone(places: readonly ChainPlace[]): ChainChoice {
  return { ...best(places, [], 1), agreement: UNKNOWN_AGREEMENT };
}

function best(places: readonly ChainPlace[], agreed: readonly number[], most: number): ChainChoice {
  let choice = { place: -1, total: -Infinity, agreement: 0 };
  let second = -Infinity;
  for (const [place, { bits }] of places.entries()) {
    const own = agreed[place] ?? 0;
    const total = bits + own;
    if (total > choice.total) {
      second = choice.total;
      choice = { place, total, agreement: own };
    } else second = Math.max(second, total);
  }
  return {
    place: choice.place,
    agreement: choice.agreement / most,
    margin: choice.total - second,
    ahead: aheadOf(places, choice.place),
  };
}
