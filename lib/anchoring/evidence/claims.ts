/**
 * A place that is certainly one passage's is no place of another, edited: rows of a table that changed places, or of which
 * one was cut, are told apart by each other.
 */
import type { Target } from '../../annotation/model';
import { lowerBound } from '../text/growable';
import { sourceSpan } from '../text/fold';
import type { SearchableText } from '../searchable';
import { isAnothers, stoodApart } from './clashes';
import type { Taken } from './clashes';
import type { Placement } from './placement';
import type { Candidate, Ranked } from './rank';

/** Share of an edited passage that stands where it is certainly the one. */
const EDITED = 0.5;
/** Share of what tells it from others of its kind from which on it may be itself, whoever lays claim to the place. */
const MAY_BE_ITSELF = 0.5;

function isCertain({ place, told }: Candidate): boolean {
  return !place.pairs || (place.share >= EDITED && told === 1);
}

function takenBy({ folded }: SearchableText, { start, end }: Placement, { position }: Target): Taken {
  const span = sourceSpan(folded, start, end);
  return { start: span.start, end: span.end, original: position };
}

/** Where the target stands letter for letter, or edited with all that tells it from others of its kind: such a place is no other's. */
export function claimedBy(searched: SearchableText, target: Target, { candidates }: Ranked): Taken[] {
  return candidates.filter((each) => isCertain(each)).map(({ place }) => takenBy(searched, place, target));
}

/** The places that passages lay claim to. */
export class Claims {
  readonly #claims: readonly Taken[];
  readonly #ends: Int32Array;
  /** Units of the longest one: what reaches to a place begins no further before it. */
  readonly #longest: number;

  constructor(claims: readonly Taken[]) {
    this.#claims = claims.toSorted((one, other) => one.end - other.end);
    this.#ends = Int32Array.from(this.#claims, ({ end }) => end);
    this.#longest = claims.reduce((most, { start, end }) => Math.max(most, end - start), 0);
  }

  /** Whether passages that stood elsewhere than the one at `place` lay claim to that place: one, or several to parts of it. */
  has(place: Taken): boolean {
    let covered = 0;
    let upTo = place.start;
    for (let at = lowerBound(this.#ends, place.start + 1); at < this.#claims.length; at++) {
      const claim = this.#claims[at];
      if (!claim || claim.end - this.#longest >= place.end) break;
      if (!stoodApart(place, claim)) continue;
      if (isAnothers(place, claim)) return true;
      covered += Math.max(0, Math.min(claim.end, place.end) - Math.max(claim.start, upTo));
      upTo = Math.max(upTo, claim.end);
    }
    return 2 * covered > place.end - place.start;
  }

  /** What is left to a target of the places that it may have. */
  leave(searched: SearchableText, target: Target, ranked: Ranked): Ranked {
    const candidates = ranked.candidates.filter(
      ({ place, told }) =>
        !place.pairs || (told ?? 0) >= MAY_BE_ITSELF || !this.has(takenBy(searched, place, target)),
    );
    return { ...ranked, candidates };
  }
}
