/**
 * From evidence to a verdict. The chance that a place is the passage's is estimated by logistic regression over what
 * speaks for and against it; the weights were fitted on seeded edits of news pages (see `bench/README.md`).
 */
import type { ChainChoice } from './chain';
import type { Placement } from './placement';

/** `unsure`: a likely place that the user should look at. */
export type LocateStatus = 'found' | 'unsure' | 'gone';

/** From this chance on a place is taken, or shown and asked for. */
const FOUND = 0.78;
const UNSURE = 0.4;

/**
 * Bits by which a place must be better than the next to be taken: of two that are as good, nobody knows which. Less is
 * enough where nothing was edited.
 */
const CLEAR = 10;
const CLEAR_UNEDITED = 4;

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
  const { share, quoted, contextShare } = place;
  const together = saturated(place.together, 15);
  return (
    -20.2 +
    // Of the passage: how much was met (the first half of it tells more than the second), how much of it in one
    // piece, and whether it is still there what it quotes.
    (17.9 - 9.9 * share) * share +
    10 * together +
    3.7 * Math.min(1, 2 * quoted) +
    // Of its context: more where the passage says little.
    (11.2 - 8.2 * together) * contextShare +
    // By how much it is better than other places, where its neighbours stand included.
    3 * saturated(Math.max(0, choice.margin), 6) +
    // The page shows that something was deleted where the passage was.
    (closed && !isUnmistakable(place) ? -4 : 0)
  );
}

function isClear({ pairs, contextShare }: Placement, { margin }: ChainChoice): boolean {
  return margin >= (pairs === null && contextShare > 0.9 ? CLEAR_UNEDITED : CLEAR);
}

/** Share of its context that a place has at least, and of the passage that is met where it has not. */
const SOME_CONTEXT = 0.2;
const WHOLE = 0.8;

/**
 * Whether a passage that says little, or was edited, stands in surroundings that are none of its own: a name is said of
 * others, too, and the next report of the kind has nearly the same words.
 */
function isElsewhere(place: Placement): boolean {
  if (place.contextShare >= SOME_CONTEXT) return false;
  return place.pairs === null ? place.passage < UNMISTAKABLE : place.share < WHOLE;
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
  if (score >= FOUND && isClear(place, choice) && !isElsewhere(place)) return { status: 'found', score };
  // One of several good places: the passage is not gone, and it is for the user to say which.
  const isOneOfSeveral = chance(place, { ...choice, margin: Infinity }, closed) >= FOUND;
  // Little is known of it but its words, and here they stand.
  const standsHere = bare && place.pairs === null && !closed;
  return { status: score >= UNSURE || isOneOfSeveral || standsHere ? 'unsure' : 'gone', score };
}
