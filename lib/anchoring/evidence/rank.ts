/** The places that come into question for one target, the best first. */
import type { Target } from '../../annotation/model';
import { findBands, findOwnBand } from './candidates';
import type { Needle, Occurrence } from './exact';
import { lookAlikeTest } from './look-alikes';
import { evidence, placeInBand, standsIn, weighOccurrence } from './placement';
import type { Placement } from './placement';
import { makeQuery } from './query';
import type { Query } from './query';
import type { SearchableText } from '../searchable';
import { countMet, tellingEvidence, toldBy } from './telling';

/** A place that comes into question beside others. */
export interface Candidate {
  readonly place: Placement;
  /** The evidence for it, as far as it tells it from the others. */
  readonly bits: number;
  /** See `toldBy`. */
  readonly told: number | null;
}

export interface Ranked {
  readonly query: Query;
  /** No two of them are the same place. */
  readonly candidates: readonly Candidate[];
  /** The passage stood in more places when it was marked: one of them was cut, and it may have been its own. */
  readonly fewer: boolean;
  /** Whether what stands there is known to be another sentence. */
  readonly isOther: (place: Placement) => boolean;
}

/** Equal passages that are weighed, and places of any kind that are kept. */
const MOST_WEIGHED = 24;
const MOST_KEPT = 8;
/** Bits that alignment may find more at a place where the passage stands letter for letter. */
const SAME_PLACE = 6;

/** The occurrences worth weighing: those with most context, then those nearest to where it stood. */
function worthWeighing(occurrences: readonly Occurrence[], near: number): readonly Occurrence[] {
  if (occurrences.length <= MOST_WEIGHED) return occurrences;
  return occurrences
    .toSorted(
      (one, other) => other.context - one.context || Math.abs(one.at - near) - Math.abs(other.at - near),
    )
    .slice(0, MOST_WEIGHED);
}

/** Places that overlap are one, but for two where the passage stands letter for letter. */
function isSamePlace(one: Placement, other: Placement): boolean {
  return (one.pairs ?? other.pairs) !== null && one.start < other.end && other.start < one.end;
}

/** Bits from which on the words of a neighbour are not there by chance. */
const LEAST_NEIGHBOUR = 15;

/** Whether what stands there is what stood beside the passage: two sentences of one kind that changed places, or one was cut. */
function isNeighbour(
  { before, after }: Query,
  { folded }: SearchableText,
  { start, end, passage }: Placement,
): boolean {
  if (passage < LEAST_NEIGHBOUR) return false;
  const said = folded.text.slice(start, end);
  return before.includes(said) || after.includes(said);
}

/** Share of the passage that a place has which needs no rival, if so much of what stands there is the passage's. */
const WELL_MET = 0.9;
const TOGETHER = 0.5;
/** Share of the passage that its own words must make up where they stand together … */
const LEAST_OWN = 0.7;
/** … by so many bits more than anywhere else, or so many times as dense as the same place when it is thought to be parted. */
const MORE_OWN = 2;
const DENSER = 1.5;

/**
 * The places, and the one with most of the passage's own words, if it has more of them than the others, or has them
 * together: among rows that changed places, those beside which its old neighbours stand now drown the one that bears its name.
 */
function withOwn(
  query: Query,
  searched: SearchableText,
  places: readonly Placement[],
  isOther: (place: Placement) => boolean,
): readonly Placement[] {
  const together = places.filter(({ density }) => density >= TOGETHER);
  if (together.some(({ share }) => share >= WELL_MET)) return places;
  const band = findOwnBand(query, searched.words);
  const own = band && placeInBand(query, searched, band);
  if (!own || own.share < LEAST_OWN || isOther(own)) return places;
  const most = together.reduce((sum, { wordBits }) => Math.max(sum, wordBits), 0);
  const whole = places.filter(
    (place) =>
      !isSamePlace(own, place) || place.wordBits > own.wordBits || place.density * DENSER >= own.density,
  );
  return own.wordBits > most + MORE_OWN || whole.length < places.length ? [...whole, own] : places;
}

function rating(place: Placement, stands: boolean): number {
  return evidence(place, stands) + (place.pairs ? 0 : SAME_PLACE);
}

function withoutOverlaps(placements: readonly Placement[], stands: boolean): Placement[] {
  const kept: Placement[] = [];
  for (const each of placements.toSorted((one, other) => rating(other, stands) - rating(one, stands))) {
    if (kept.some((other) => isSamePlace(each, other))) continue;
    if (kept.push(each) === MOST_KEPT) break;
  }
  return kept;
}

/** Share of what tells a passage from others of its kind with less than which a place has not its name. */
const NAMED = 0.5;
/** Share of the passage with which a place is of its kind; so many of them are rows. */
const OF_A_KIND = 0.4;
const ROWS = 3;
/** Share of it with which one of two places is the same sentence, edited, rather than a row of another name. */
const MORE_THAN_A_ROW = 0.78;

/**
 * Whether `chosen` is a row with other numbers, and another one, with more of the passage, bears its name. Where a sentence
 * only stands twice, its surroundings tell which of the two it is.
 */
export function isNamedElsewhere({ candidates }: Ranked, { place, told }: Candidate): boolean {
  if (!place.hasOtherNumbers || (told ?? 1) >= NAMED) return false;
  const ofAKind = candidates.filter((each) => each.place.share >= OF_A_KIND).length;
  if (ofAKind < ROWS && place.share >= MORE_THAN_A_ROW) return false;
  return candidates.some(
    (other) => other.place.pairs !== null && other.told === 1 && other.place.share > place.share,
  );
}

/** A copy has at least these shares of the passage and of its context, and nearly as much of the context as the place itself. */
const COPIED = 0.5;
const COPIED_CONTEXT = 0.7;
const AS_MUCH = 0.9;

/** Whether the page has nearly all that surrounds `chosen` once more, with most of the passage in it. */
export function hasCopy({ candidates }: Ranked, chosen: Candidate): boolean {
  const least = Math.max(COPIED_CONTEXT, AS_MUCH * chosen.place.contextShare);
  return candidates.some(
    (other) => other !== chosen && other.place.share >= COPIED && other.place.contextShare >= least,
  );
}

/** Weighs every place that comes into question. @param near where the passage stood, in the folded text */
export function rank(
  searched: SearchableText,
  target: Target,
  needle: Needle,
  occurrences: readonly Occurrence[],
  near: number,
): Ranked {
  const query = makeQuery(searched, target, needle.exact);
  const placements = worthWeighing(occurrences, near).map((each) => weighOccurrence(query, searched, each));
  const isLookAlike = lookAlikeTest(searched, target);
  const isOther = (place: Placement): boolean => isNeighbour(query, searched, place) || isLookAlike(place);
  for (const band of findBands(query, searched.words)) {
    const placement = placeInBand(query, searched, band);
    if (placement.passage > 0 && !isOther(placement)) placements.push(placement);
  }
  const places = withOwn(query, searched, placements, isOther);
  const stands = standsIn(places);
  const kept = withoutOverlaps(places, stands);
  const counts = countMet(query, kept);
  return {
    query,
    candidates: kept.map((place) => ({
      place,
      bits: tellingEvidence(query, place, stands, counts),
      told: toldBy(query, place, counts, kept.length),
    })),
    fewer: occurrences.length < (target.occurrences ?? 0),
    isOther,
  };
}
