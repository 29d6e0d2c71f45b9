/**
 * From evidence to a verdict. The chance that a place is the passage's is estimated by logistic regression over what
 * speaks for and against it; the weights were fitted on seeded edits of news pages and on documents that people edited
 * (see `bench/README.md`).
 */
import type { ChainChoice } from './chain';
import type { Beside } from './exact';
import type { Placement } from './placement';
import type { Query } from './query';

/** `unsure`: a likely place that the user should look at. */
export type LocateStatus = 'found' | 'unsure' | 'gone';

/**
 * From this chance on a place is taken, or shown and asked for. A part of a sentence is said again more easily than a whole
 * one: of such a place more is wanted.
 */
const FOUND = 0.5;
const FOUND_PART = 0.65;
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
  return bits / (bits + half);
}

/** Bits that a passage must have to be no other, wherever all of its words stand … */
const UNMISTAKABLE = 25;
/** … or nearly all: this share of them. */
const UNMISTAKABLE_EDITED = 40;
const NEARLY_ALL = 0.9;

function isUnmistakable({ passage, share }: Placement): boolean {
  return share === 1 ? passage >= UNMISTAKABLE : passage >= UNMISTAKABLE_EDITED && share >= NEARLY_ALL;
}

/** What speaks for and against a place, each with its weight in units of log-odds. */
function logOdds({ passageBits }: Query, place: Placement, margin: number, closed: boolean): number {
  const { passage, before, after, contextShare } = place;
  // Where there is no other place, it is better than none by what was met here.
  const better = Math.min(margin, passage + before + after);
  return (
    -11.8 +
    // Of the passage: how much was met, and how little else stands among it; both the less, the less it says.
    9.6 * place.share * saturated(passageBits, 10) +
    5.1 * place.density * saturated(passage, 20) +
    5.1 * contextShare +
    // By how much it is better than other places, where its neighbours stand included.
    5.3 * saturated(Math.max(0, better), 6) +
    // The page shows that something was deleted where the passage was.
    (closed && !isUnmistakable(place) ? -3.4 : 0)
  );
}

/**
 * Shares of its context with which a place is not wholly among strangers; has any of it; has more than any other place in the
 * article has by chance; so much that it is itself whatever its numbers say; and all of it, but for a word.
 */
const A_LITTLE_CONTEXT = 0.1;
const SOME_CONTEXT = 0.2;
const AT_HOME = 0.4;
const IN_ITS_PLACE = 0.7;
const OWN_CONTEXT = 0.85;

/** Share of its context on one side that adjoins it letter for letter, so that it has this side. */
const ADJOINING = 0.1;
/** … or so much that another passage has not this side by chance. */
const CLOSELY = 0.4;
/** … or nearly all of that side. */
const WHOLE_SIDE = 0.8;

/** Whether the passage stands letter for letter in its context: nothing was deleted there, whatever else the page says. */
export function hasOwnContext({ pairs, contextShare }: Placement): boolean {
  return pairs === null && contextShare > OWN_CONTEXT;
}

/**
 * Agreement with its neighbours from which on they tell a passage from a copy of it and of all that surrounds it: a little more
 * than one of the two has alone.
 */
const AGREED = 0.55;

/** Whether it is better than the next place by so much that it is not that one. */
function isClear(place: Placement, { margin, ahead, agreement }: ChainChoice, copied: boolean): boolean {
  if (copied && agreement < AGREED) return false;
  if (place.contextShare < SOME_CONTEXT) return margin >= CLEAR_ALONE;
  const isItsOwn = hasOwnContext(place) && ahead >= CLEAR_UNEDITED;
  return margin >= (isItsOwn ? CLEAR_UNEDITED : CLEAR);
}

/** What is left of a passage over several blocks when the greater part of it is not there: nobody marked that. */
const HALF = 0.5;
/** What is left of any when the words that are met may be those of another. */
const LEAST = 0.4;
/** … and of what it quotes; with less than this, something else is said there. */
const LEAST_QUOTED = 0.4;
const OTHERWISE_QUOTED = 0.2;
/** What is left of one that was only shortened: hardly a word stands there that is not its own. */
const LEAST_SHORTENED = 0.3;

function isThere({ share, density }: Placement): boolean {
  return share >= (density >= NEARLY_ALL ? LEAST_SHORTENED : LEAST);
}

/**
 * Whether it may be the next report of a series, which has nearly the same words, but others for the numbers. One number
 * alone changes with the news, too: a toll, a price, whose surroundings are written anew with it, and whose old ones do not
 * close up. So do several in a sentence whose words are no other's on the page.
 */
function isNextReport(
  { hasSeveralNumbers }: Query,
  { numbers, hasOtherNumbers, contextShare, passage }: Placement,
  closed: boolean,
): boolean {
  if (!hasOtherNumbers) return false;
  if (closed && hasSeveralNumbers) return numbers < HALF;
  const least = passage >= UNMISTAKABLE_EDITED ? HALF : IN_ITS_PLACE;
  const alone = passage >= UNMISTAKABLE && !closed ? A_LITTLE_CONTEXT : SOME_CONTEXT;
  return numbers === 0 && contextShare < (hasSeveralNumbers ? least : alone);
}

/** The one side on which a passage has its context right beside it; null where it has both, or neither. */
function onlySide({ before, after }: Beside): 'before' | 'after' | null {
  if (before >= ADJOINING === after >= ADJOINING) return null;
  return before >= ADJOINING ? 'before' : 'after';
}

/**
 * Whether it may well be another one of equal passages: they are told apart by what stands right beside them. Where one
 * was cut, its neighbour has one side of its context, or some of both a little further on; where one was moved, it has
 * neither side, or one, and another equal passage has the other.
 */
function isOtherEqual(
  { beside, contextShare }: Placement,
  { closed, fewer, equals }: Circumstances,
): boolean {
  if (fewer && contextShare < AT_HOME) return true;
  if (!beside) return false;
  // It was deleted where it stood, or moved: none of them is there for it.
  if (closed && equals.length > 0) return true;
  const side = onlySide(beside);
  if (!side && beside.before >= ADJOINING) return false;
  if (fewer) return true;
  if (!side && contextShare < IN_ITS_PLACE) return equals.length > 0;
  return equals.some((other) => {
    const its = onlySide(other);
    return its !== null && its !== side && other[its] >= CLOSELY;
  });
}

const SIDES = ['before', 'after'] as const;

/** Whether less than half of its context on that side is met. */
function lacks(query: Query, place: Placement, side: 'before' | 'after'): boolean {
  return place[side] < HALF * query[`${side}Bits`];
}

/**
 * Whether a passage that was edited here may well be the one that stands elsewhere letter for letter: with a side of its
 * context that is not here, or while most of it is not here.
 */
function isUneditedElsewhere(query: Query, place: Placement, { equals }: Circumstances): boolean {
  if (place.pairs === null || equals.length === 0) return false;
  if (place.share < HALF && query.passageBits >= UNMISTAKABLE) return true;
  return equals.some((other) => SIDES.some((side) => other[side] >= WHOLE_SIDE && lacks(query, place, side)));
}

/** Whether a part of a sentence was edited and stands among strangers, and says too little to be told from what is said again. */
function isSaidAgain({ isWhole }: Query, { pairs, contextShare, passage }: Placement): boolean {
  return !isWhole && pairs !== null && contextShare < SOME_CONTEXT && passage < UNMISTAKABLE_EDITED;
}

/** Whether it may well be another passage of the kind. */
function isElsewhere(query: Query, place: Placement, circumstances: Circumstances): boolean {
  if (query.quotesSpeech && place.quoted < LEAST_QUOTED) return true;
  if (circumstances.namedElsewhere || isUneditedElsewhere(query, place, circumstances)) return true;
  if (isNextReport(query, place, circumstances.closed) || isOtherEqual(place, circumstances)) return true;
  return isSaidAgain(query, place);
}

function chance(query: Query, place: Placement, margin: number, closed: boolean): number {
  return 1 / (1 + Math.exp(-logOdds(query, place, margin, closed)));
}

/** What is known besides of the place that was taken. */
interface Circumstances {
  /** Whether the page shows that the passage was deleted from where it was. */
  readonly closed: boolean;
  /** Whether the passage's context, or where it stood, was never known. */
  readonly bare: boolean;
  /** See `Ranked`. */
  readonly fewer: boolean;
  /** See `hasCopy`. */
  readonly copied: boolean;
  /** See `isNamedElsewhere`. */
  readonly namedElsewhere: boolean;
  /** What adjoins the other places in which the passage stands letter for letter. */
  readonly equals: readonly Beside[];
  /** Share, 0 to 1, of a passage over several blocks that was met, however far apart; 1 for any other one. */
  readonly part: number;
}

/** The status of the place that was taken, and the chance, 0 to 1, that it is the passage's. */
export function judge(
  query: Query,
  place: Placement,
  choice: ChainChoice,
  circumstances: Circumstances,
): { status: LocateStatus; score: number } {
  const { closed, bare, part } = circumstances;
  const score = chance(query, place, choice.margin, closed);
  const isCertain =
    score >= (query.isWhole ? FOUND : FOUND_PART) &&
    isThere(place) &&
    part >= HALF &&
    isClear(place, choice, circumstances.copied) &&
    !isElsewhere(query, place, circumstances);
  if (isCertain) return { status: 'found', score };
  // The same speaker, the same verb, and other words between the marks: somebody would be made to say them.
  if (query.quotesSpeech && place.quoted < OTHERWISE_QUOTED) return { status: 'gone', score };
  // One of several good places: the passage is not gone, and it is for the user to say which.
  const isOneOfSeveral = chance(query, place, Infinity, closed) >= FOUND;
  // Little is known of it but its words, and here they stand.
  const standsHere = bare && place.pairs === null && !closed;
  return { status: score >= UNSURE || isOneOfSeveral || standsHere ? 'unsure' : 'gone', score };
}
