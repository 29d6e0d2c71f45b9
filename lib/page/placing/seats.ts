/** The marks of a page with their places: who has one, who lost it, who waits for one. */
import { fold } from '../../anchoring/text/fold';
import { isAnothers, isDoubtful } from '../../anchoring/evidence/clashes';
import type { Taken } from '../../anchoring/evidence/clashes';
import { certainly } from '../../anchoring/locate';
import type { Located, Sought } from '../../anchoring/locate';
import type { PageIndex } from '../../anchoring/text/page-index';
import { rangesBySelectors } from '../../anchoring/range-selector';
import { Shifts } from '../../anchoring/evidence/shifts';
import { findWords } from '../../anchoring/text/words';
import type { Target } from '../../annotation/model';
import { findAgain, lose, type Lost } from './lost';
import { Place } from './place';
import { isGone, type Waiting } from './settle';

/** A mark that is to have a place. */
export interface Wanted {
  readonly id: string;
  readonly target: Target;
  /** What was marked, which is not always what is looked for. */
  readonly marked: string;
  /** The text of a place that it is not to have; '' where any will do. */
  readonly rejected: string;
}

export interface Seat {
  wanted: Wanted;
  place: Place | null;
  /** Until the page has been read: where the way to its nodes led, and what the range says there. */
  early: { readonly range: Range; readonly said: string } | null;
  /** The place that it had until a moment ago. */
  lost: Lost | null;
  /** To be looked for all over the page, not only in what is new. */
  fresh: boolean;
  /** Since when it has no place. */
  since: number;
  /** When all of the page was last searched for it in vain. */
  looked: number | null;
  gone: boolean;
}

/** Whether two texts are the same to a reader. */
export function sameText(one: string, other: string): boolean {
  return one === other || fold(one).text.trim() === fold(other).text.trim();
}

/** Share of the words of a place by which it is still the one that the user refused, edited a little since. */
const STILL_THE_SAME = 0.7;

function wordsOf(text: string): Set<string> {
  const folded = fold(text).text;
  const { starts, ends } = findWords(folded);
  return new Set(Array.from(starts, (start, at) => folded.slice(start, ends[at])));
}

/** Whether a place is the one that the user said it is not. */
function isRejected(text: string, rejected: string): boolean {
  if (rejected === '') return false;
  const own = wordsOf(text);
  const refused = wordsOf(rejected);
  const shared = [...own].filter((word) => refused.has(word)).length;
  return shared >= STILL_THE_SAME * (own.size + refused.size - shared);
}

export class Seats {
  readonly #seats = new Map<string, Seat>();

  get size(): number {
    return this.#seats.size;
  }

  get(id: string): Seat | null {
    return this.#seats.get(id) ?? null;
  }

  all(): Seat[] {
    return [...this.#seats.values()];
  }

  /** These are the marks from now on. Those that are known, and whose targets are the same, keep their places. */
  want(list: readonly Wanted[], now: number): void {
    const known = new Map(this.#seats);
    this.#seats.clear();
    for (const wanted of list) {
      const seat = known.get(wanted.id);
      const isSame = seat && JSON.stringify(seat.wanted) === JSON.stringify(wanted);
      this.#seats.set(wanted.id, isSame ? seat : newSeat(wanted, now));
    }
  }

  /** Before the page is read: finds those marks to which the way to their nodes leads still. */
  foresee(document: Document): void {
    const seats = this.all()
      .filter(
        ({ place, early, wanted }) => !place && !early && !isRejected(wanted.target.exact, wanted.rejected),
      )
      .toSorted((one, other) => describedAt(one) - describedAt(other));
    const ranges = rangesBySelectors(
      document,
      seats.map(({ wanted }) => wanted.target),
    );
    for (const [at, seat] of seats.entries()) {
      const range = ranges[at];
      seat.early = range ? { range, said: range.toString() } : null;
    }
  }

  /** As `foresee`, once the page has changed: what no longer says what it said is looked for anew. */
  foreseeAgain(document: Document): boolean {
    const broken = this.all().filter(({ early }) => early && early.range.toString() !== early.said);
    for (const seat of broken) seat.early = null;
    if (broken.length > 0) this.foresee(document);
    return broken.length > 0;
  }

  /** The page was read, and nothing counts any more but what was found in its text. Returns whether that changes any. */
  forgetEarly(): boolean {
    const early = this.all().filter((seat) => seat.early);
    for (const seat of early) seat.early = null;
    return early.length > 0;
  }

  /**
   * Takes the places over into an index of the text that is shown, read later than `before`. Of those that do not
   * stand, the ones whose text was only moved, or drawn anew, get their places back.
   *
   * @returns whether anything is other than it was
   */
  adopt(index: PageIndex, before: PageIndex | null, now: number): boolean {
    const placed = this.all().filter(({ place, lost }) => lost || (place && !place.hidden));
    let changed = false;
    let shift = 0;
    for (const seat of placed.toSorted((one, other) => startOf(one) - startOf(other))) {
      const { place } = seat;
      const start = startOf(seat);
      const carried = place?.carriedTo(index);
      if (carried) {
        shift = carried.start - start;
        changed ||= carried !== place;
        seat.place = carried;
        continue;
      }
      if (place) {
        changed = true;
        vacate(seat, before && !place.unsure ? lose(before, start, place) : null, now);
      }
      if (seat.lost && regain(seat, seat.lost, index, shift)) changed = true;
    }
    return changed;
  }

  /** As `adopt`, for places in hidden text. */
  adoptHidden(index: PageIndex, now: number): boolean {
    let changed = false;
    for (const seat of this.#seats.values()) {
      const { place } = seat;
      if (!place?.hidden) continue;
      const carried = place.carriedTo(index);
      changed ||= carried !== place;
      if (carried) seat.place = carried;
      else vacate(seat, null, now);
    }
    return changed;
  }

  /** Gives a mark the place where it was found, unless it has that already or the user knows better. */
  seat(seat: Seat, located: Located, index: PageIndex, hidden: boolean): boolean {
    const { status, start, end } = located;
    // What cannot be seen cannot be judged either.
    if (status === 'gone' || (hidden && status === 'unsure')) return false;
    const unsure = status === 'unsure' || this.#isAnothers(seat, located);
    const place = Place.at(index, start, end, { unsure, hidden, doubtful: isDoubtful(located) });
    if (!place || isRejected(place.text, seat.wanted.rejected)) return false;
    if (seat.place?.equals(place)) return false;
    occupy(seat, place);
    return true;
  }

  /** Whether a mark that was placed before has that place more likely. */
  #isAnothers({ wanted: { id, target } }: Seat, located: Located): boolean {
    if (!isDoubtful(located)) return false;
    const taken = { ...located, original: target.position };
    return this.all().some(({ wanted, place }) => {
      if (!place || wanted.id === id) return false;
      const { start, text } = place;
      return isAnothers(taken, { start, end: start + text.length, original: wanted.target.position });
    });
  }

  /** Marks that stand where they were described, word for word, are seated without a search. */
  seatUnmoved(seats: readonly Seat[], index: PageIndex): boolean {
    let changed = false;
    for (const seat of seats) {
      const { exact, prefix, suffix, position } = seat.wanted.target;
      const start = position?.start ?? -1;
      const isThere =
        start >= prefix.length && index.text.startsWith(prefix + exact + suffix, start - prefix.length);
      if (!isThere) continue;
      const located = certainly({ start, end: start + exact.length });
      changed = this.seat(seat, located, index, false) || changed;
    }
    return changed;
  }

  /** The places that all but these marks have in an index: in that of hidden text, which has all text, those in shown text, too. */
  takenBeside(seats: readonly Seat[], index: PageIndex, hidden: boolean): Taken[] {
    const lookedFor = new Set(seats);
    return this.all().flatMap((seat) => {
      const { place, wanted } = seat;
      if (!place || place.unsure || (place.hidden && !hidden) || lookedFor.has(seat)) return [];
      return [{ ...place.spanIn(index), original: wanted.target.position }];
    });
  }

  /** What to look for, and where the marks that have their places lead to expect it. */
  sought(seats: readonly Seat[], hidden: boolean): Sought[] {
    const shifts = new Shifts();
    const standing = this.all().flatMap(({ place, wanted: { target } }) =>
      place?.hidden === hidden && target.position ? [{ from: target.position.start, to: place.start }] : [],
    );
    for (const { from, to } of standing.toSorted((one, other) => one.from - other.from)) shifts.add(from, to);
    return seats.map(({ lost, wanted: { target } }) => {
      const { position } = target;
      return {
        target,
        expected: position && Math.max(0, lost?.start ?? shifts.expected(position.start)),
      };
    });
  }

  /** Calls marks gone that have had their time. Returns whether there were any. */
  settle(page: Omit<Waiting, 'since' | 'looked'>): boolean {
    let changed = false;
    for (const seat of this.#seats.values()) {
      if (seat.place || seat.gone || !isGone({ ...page, since: seat.since, looked: seat.looked })) continue;
      seat.gone = true;
      changed = true;
    }
    return changed;
  }
}

function startOf({ place, lost }: Seat): number {
  return lost?.start ?? place?.start ?? 0;
}

function describedAt({ wanted }: Seat): number {
  return wanted.target.position?.start ?? 0;
}

function newSeat(wanted: Wanted, now: number): Seat {
  return { wanted, place: null, early: null, lost: null, fresh: true, since: now, looked: null, gone: false };
}

function occupy(seat: Seat, place: Place): void {
  if (seat.early) place.take(seat.early.range);
  Object.assign(seat, { place, early: null, lost: null, fresh: false, gone: false });
}

function vacate(seat: Seat, lost: Lost | null, now: number): void {
  Object.assign(seat, { place: null, early: null, lost, fresh: true, since: now, gone: false });
}

/** Seats a mark again where its passage, with what is around it, stands word for word. */
function regain(seat: Seat, lost: Lost, index: PageIndex, shift: number): boolean {
  const start = findAgain(index, lost, shift);
  const nature = { unsure: false, hidden: false, doubtful: lost.doubtful };
  const place = start === null ? null : Place.at(index, start, start + lost.text.length, nature);
  if (place) occupy(seat, place);
  return place !== null;
}
