/**
 * From evidence to a verdict. The chance that a place is the passage's is estimated by logistic regression over what
 * speaks for and against it; the weights were fitted on seeded edits of news pages (see `bench/README.md`).
 */
import type { ChainChoice } from './chain';
import type { Placement } from './placement';

/** `unsure`: a likely place that the user should look at. */
export type LocateStatus = 'found' | 'unsure' | 'gone';

/** From this chance on a place is taken, or shown and asked for. */
const FOUND = 0.72;
const UNSURE = 0.4;

/** Grows from 0 to 1; a half at `half`. */
function saturated(bits: number, half: number): number {
  return bits === Infinity ? 1 : bits / (bits + half);
}

/** Bits that a passage must have to be no other, wherever it stands letter for letter. */
const UNMISTAKABLE = 25;

function isUnmistakable({ pairs, passage }: Placement): boolean {
  return pairs === null && passage >= UNMISTAKABLE;
}

/** What speaks for and against a place, each with its weight in units of log-odds. */
function logOdds(place: Placement, choice: ChainChoice, closed: boolean): number {
  return (
    -13.3 +
    // Of the passage: how much was met, how much of it in one piece, how much of what it quotes.
    3.6 * place.share +
    3.9 * saturated(place.together, 15) +
    1.2 * place.quoted +
    (place.pairs === null ? 1.4 * saturated(place.passage, 30) : 0) +
    3.1 * place.contextShare +
    // By how much it is better than other places, and whether it moved like its neighbours.
    4.9 * saturated(Math.max(0, choice.margin), 6) +
    3.6 * choice.agreement +
    // The page shows that something was deleted where the passage was.
    (closed && !isUnmistakable(place) ? -4.2 : 0)
  );
}

function chance(place: Placement, choice: ChainChoice, closed: boolean): number {
  return 1 / (1 + Math.exp(-logOdds(place, choice, closed)));
}

/**
 * The status of the place that was taken, and the chance, 0 to 1, that it is the passage's.
 *
 * @param closed whether the page shows that the passage was deleted from where it was
 * @param bare whether the passage's context, or where it stood, was never known
 */
export function judge(
  place: Placement,
  choice: ChainChoice,
  closed: boolean,
  bare: boolean,
): { status: LocateStatus; score: number } {
  const score = chance(place, choice, closed);
  if (score >= FOUND) return { status: 'found', score };
  // One of several good places: the passage is not gone, and it is for the user to say which.
  const isOneOfSeveral = chance(place, { ...choice, margin: Infinity }, closed) >= FOUND;
  // Little is known of it but its words, and here they stand.
  const standsHere = bare && place.pairs === null && !closed;
  return { status: score >= UNSURE || isOneOfSeveral || standsHere ? 'unsure' : 'gone', score };
}
