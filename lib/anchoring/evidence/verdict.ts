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
 * enough where nothing was edited, more where the passage's surroundings are others.
 */
const CLEAR = 10;
const CLEAR_UNEDITED = 4;
const CLEAR_ALONE = 13;

/** Grows from 0 to 1; a half at `half`. */
function saturated(bits: number, half: number): number {
  return bits === Infinity ? 1 : bits / (bits + half);
}

/** Bits that a passage must have to be no other, wherever it stands letter for letter … */
const UNMISTAKABLE = 25;
/** … or nearly so: this share of it. */
const UNMISTAKABLE_EDITED = 40;
const NEARLY_ALL = 0.9;

function isUnmistakable({ pairs, passage, share }: Placement): boolean {
  return pairs === null ? passage >= UNMISTAKABLE : passage >= UNMISTAKABLE_EDITED && share >= NEARLY_ALL;
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

/** Share of its context from which on a place has all of it, but for a word, and from which on it has any. */
const OWN_CONTEXT = 0.9;
const SOME_CONTEXT = 0.2;

/** Whether the passage stands letter for letter in its context: nothing was deleted there, whatever else the page says. */
export function hasOwnContext({ pairs, contextShare }: Placement): boolean {
  return pairs === null && contextShare > OWN_CONTEXT;
}

function isClear(place: Placement, { margin }: ChainChoice): boolean {
  if (place.contextShare < SOME_CONTEXT) return margin >= CLEAR_ALONE;
  return margin >= (hasOwnContext(place) ? CLEAR_UNEDITED : CLEAR);
}

/** What is left of a passage when the greater part of it is not there: nobody marked that. */
const HALF = 0.5;
/** How much of an edited passage must be met where its surroundings are none of its own. */
const MOST = 0.65;
/** Share of its context that no other passage has: by chance, in the same article, a quarter is met. */
const AT_HOME = 0.4;
/** Share of it on either side that stands right beside the passage, letter for letter. */
const ADJOINING = 0.1;
/** Share of its context with which it is itself, whatever its numbers say. */
const IN_ITS_PLACE = 0.7;

/**
 * Whether it may be the next report of a series, which has nearly the same words, but none of the numbers. One number
 * alone changes with the news, too: a toll, a price.
 */
function isNextReport({ numbers, severalNumbers, contextShare }: Placement, closed: boolean): boolean {
  if (closed && severalNumbers) return numbers < HALF;
  return numbers === 0 && contextShare < (severalNumbers ? IN_ITS_PLACE : AT_HOME);
}

/** Where an equal passage was cut, its neighbour has one side of its context, or some of both a little further on. */
function isAtHome({ pairs, contextShare, bothSides }: Placement): boolean {
  return contextShare >= AT_HOME && (pairs !== null || bothSides >= ADJOINING);
}

/** Whether it may well be another passage of the kind. A name is said of others, too. */
function isElsewhere(place: Placement, { closed, fewer }: Circumstances): boolean {
  const { pairs, passage, share, contextShare } = place;
  if (isNextReport(place, closed) || (fewer && !isAtHome(place))) return true;
  if (contextShare >= SOME_CONTEXT) return false;
  return pairs === null ? passage < UNMISTAKABLE : share < MOST;
}

function chance(place: Placement, choice: ChainChoice, closed: boolean): number {
  return 1 / (1 + Math.exp(-logOdds(place, choice, closed)));
}

/** What is known besides of the place that was taken. */
interface Circumstances {
  /** Whether the page shows that the passage was deleted from where it was. */
  readonly closed: boolean;
  /** Whether the passage's context, or where it stood, was never known. */
  readonly bare: boolean;
  /** See `Ranked`. */
  readonly fewer: boolean;
  /** Share, 0 to 1, of a passage over several blocks that was met, however far apart; 1 for any other one. */
  readonly part: number;
}

/** The status of the place that was taken, and the chance, 0 to 1, that it is the passage's. */
export function judge(
  place: Placement,
  choice: ChainChoice,
  circumstances: Circumstances,
): { status: LocateStatus; score: number } {
  const { closed, bare, part } = circumstances;
  const score = chance(place, choice, closed);
  const isCertain =
    score >= FOUND && part >= HALF && isClear(place, choice) && !isElsewhere(place, circumstances);
  if (isCertain) return { status: 'found', score };
  // One of several good places: the passage is not gone, and it is for the user to say which.
  const isOneOfSeveral = chance(place, { ...choice, margin: Infinity }, closed) >= FOUND;
  // Little is known of it but its words, and here they stand.
  const standsHere = bare && place.pairs === null && !closed;
  return { status: score >= UNSURE || isOneOfSeveral || standsHere ? 'unsure' : 'gone', score };
}
