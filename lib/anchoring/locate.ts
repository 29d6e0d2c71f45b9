/**
 * Finding targets again on a page that may have changed since. First as they were, where they were; then letter for
 * letter on folded text; then, for the rest, by aligning words and counting the evidence in bits. All marks of a page
 * are placed together, since they move together. A place that the evidence does not carry is not given.
 */
import type { Target } from '../annotation/model';
import { claimedBy, Claims } from './evidence/claims';
import { clashing } from './evidence/clashes';
import type { Taken } from './evidence/clashes';
import { chooseAlone, chooseChain } from './evidence/chain';
import type { ChainChoice, ChainPlace } from './evidence/chain';
import { isGapClosed } from './evidence/closed-gap';
import { refineEdges } from './evidence/edges';
import { findOccurrences, makeNeedle } from './evidence/exact';
import type { Needle, Occurrence } from './evidence/exact';
import { foldedOffset, sourceSpan } from './text/fold';
import { widened } from './evidence/placement';
import { hasCopy, isNamedElsewhere, rank } from './evidence/rank';
import type { Ranked } from './evidence/rank';
import type { SearchableText } from './searchable';
import { Shifts } from './evidence/shifts';
import { hasOwnContext, judge } from './evidence/verdict';
import type { LocateStatus } from './evidence/verdict';

export interface Located {
  readonly status: LocateStatus;
  /** [start, end) in UTF-16 units of the text; -1 where the passage is gone. */
  readonly start: number;
  readonly end: number;
  /** The chance, 0 to 1, that the place is the passage's; of the best place looked at where it is gone. */
  readonly score: number;
  /** Share, 0 to 1, of its context that stands there; a half where no context is known. */
  readonly context: number;
}

/** A passage that stands once, letter for letter, is taken at once if this share of its context adjoins it. */
const CLEAR_CONTEXT = 0.9;
/** … and if it is no further from where it is expected, in UTF-16 units. */
const TOGETHER = 200;
/** From this share on, the parts of a passage that was parted are no words met by chance. */
const NEARLY_ALL = 0.7;
/** Bits of such a passage when marks beside it are placed. */
const CERTAIN = 200;

const GONE: Located = { status: 'gone', start: -1, end: -1, score: 0, context: 0 };

/** A place in which the passage stands as it did, with all its context. */
export function certainly({ start, end }: { readonly start: number; readonly end: number }): Located {
  return { status: 'found', start, end, score: 1, context: 1 };
}

/** A target that is looked for. */
export interface Sought {
  readonly target: Target;
  /** Where in the text it is expected to start, in UTF-16 units; null where nobody knows. */
  readonly expected: number | null;
}

/** A target on its way: placed for certain, or with the places that it may have. */
interface Search extends Sought {
  readonly certain: Located | null;
  readonly ranked: Ranked | null;
}

/**
 * The passage where it was, or where its neighbours moved to, with all its context: nothing can be better. Compared
 * as it was described, so that a page that did not change is not even folded.
 */
function unmoved(text: string, target: Target, positions: readonly number[]): Located | null {
  const { exact, prefix, suffix } = target;
  for (const start of positions) {
    const end = start + exact.length;
    if (
      start >= prefix.length &&
      text.startsWith(exact, start) &&
      text.startsWith(prefix, start - prefix.length) &&
      text.startsWith(suffix, end)
    )
      return certainly({ start, end });
  }
  return null;
}

/**
 * The one place where the passage stands letter for letter, with nearly all its context, if it moved there together
 * with the mark before: a lead that is repeated above an article in which advertisements part it is such a place, too.
 */
function unmistakable(
  { folded }: SearchableText,
  needle: Needle,
  occurrences: readonly Occurrence[],
  near: number,
): Located | null {
  const [only, ...others] = occurrences;
  if (!only || others.length > 0 || only.context < CLEAR_CONTEXT) return null;
  if (Math.abs(only.at - near) > TOGETHER) return null;
  return certainly(sourceSpan(folded, only.at, only.at + needle.exact.length));
}

function search(searched: SearchableText, one: Sought, expected: number | null): Search {
  const { target } = one;
  const needle = makeNeedle(target);
  if (needle.exact === '') return { ...one, certain: GONE, ranked: null };
  const occurrences = findOccurrences(searched, needle);
  const near = foldedOffset(searched.folded, Math.max(0, expected ?? 0));
  const certain = unmistakable(searched, needle, occurrences, near);
  if (certain) return { ...one, certain, ranked: null };
  return { ...one, certain: null, ranked: rank(searched, target, needle, occurrences, near) };
}

function claimsOf(searched: SearchableText, { target, certain, ranked }: Search): Taken[] {
  if (ranked) return claimedBy(searched, target, ranked);
  return certain && certain.start >= 0 ? [{ ...certain, original: target.position }] : [];
}

function withoutClaimed(searched: SearchableText, searches: readonly Search[], claims: Claims): Search[] {
  return searches.map(({ target, expected, certain, ranked }) => ({
    target,
    expected,
    certain,
    ranked: ranked && claims.leave(searched, target, ranked),
  }));
}

/** The places that a target may have, as links of the chain of all marks. */
function placesOf(searched: SearchableText, { certain, ranked }: Search): ChainPlace[] {
  if (certain) return certain.start < 0 ? [] : [{ at: certain.start, bits: CERTAIN }];
  if (!ranked) return [];
  return ranked.candidates.map(({ place, bits }) => ({
    at: searched.folded.sourceOf(place.start),
    bits,
  }));
}

/** What is to be said of a target whose place was chosen: the place, if the evidence carries it. */
function conclude(
  searched: SearchableText,
  { target, certain, ranked }: Search,
  choice: ChainChoice,
): Located {
  if (certain) return certain;
  const chosen = ranked?.candidates[choice.place];
  if (!ranked || !chosen) return GONE;
  const { place } = chosen;
  const { query } = ranked;
  const blocks = target.exact.includes('\n');
  const known = {
    closed: !hasOwnContext(place) && isGapClosed(query, searched.words, place),
    bare: query.contextBits === 0 || target.position === null,
    fewer: ranked.fewer,
    namedElsewhere: isNamedElsewhere(ranked, chosen),
    copied: hasCopy(ranked, chosen),
    equals: ranked.candidates.flatMap((each) => (each === chosen ? [] : (each.place.beside ?? []))),
  };
  // What little else is met further away says where the passage ends, not that it is there.
  const most = NEARLY_ALL * query.passageBits;
  const isGone = judge(query, place, choice, { ...known, part: 1 }).status === 'gone';
  const wider = widened(query, searched, place, blocks, isGone ? most : 0);
  const wide = ranked.isOther(wider) ? place : wider;
  const judged = judge(query, wide.together > most ? wide : place, choice, {
    ...known,
    part: blocks ? Math.max(place.share, wide.share) : 1,
  });
  const { status, score } = judged;
  if (status === 'gone') return { ...GONE, score };
  const span = wide.pairs
    ? refineEdges(searched, target, query, wide.pairs)
    : sourceSpan(searched.folded, place.start, place.end);
  return { status, ...span, score, context: place.contextShare };
}

/**
 * Where each of `targets` stands, in their order.
 *
 * `found`: the place is carried by the evidence; `unsure`: a likely place, or one of several that are equally
 * good; `gone`: no place fits. The cost grows with the page and, apart from it, with the targets.
 */
export function locate(searched: SearchableText, targets: readonly Target[]): Located[] {
  const sought = targets.map((target) => ({ target, expected: target.position?.start ?? null }));
  const steps = locateInSteps(searched, sought);
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}

/**
 * As `locate`, in steps of about a millisecond or less, so that a page can be left to itself between them. The text
 * must stay the same one. `taken`: places that other marks have already.
 */
export function* locateInSteps(
  searched: SearchableText,
  sought: readonly Sought[],
  taken: readonly Taken[] = [],
): Generator<void, Located[]> {
  const startOf = (at: number): number => sought[at]?.expected ?? -1;
  // Targets that nobody knows the position of come last: they are no links of the chain.
  const order = [...sought.keys()].toSorted(
    (one, other) => Number(startOf(one) < 0) - Number(startOf(other) < 0) || startOf(one) - startOf(other),
  );
  const shifts = new Shifts();
  const searches: Search[] = [];
  const claims = [...taken];
  for (const at of order) {
    const one = sought[at];
    if (!one) continue;
    const { target, expected: start } = one;
    const expected = start === null ? null : shifts.expected(start);
    const still =
      expected === null || start === null ? null : unmoved(searched.text, target, [start, expected]);
    const found = still ? { ...one, certain: still, ranked: null } : search(searched, one, expected);
    if (start !== null && found.certain && found.certain.start >= 0) shifts.add(start, found.certain.start);
    searches.push(found);
    claims.push(...claimsOf(searched, found));
    yield;
  }
  const open = withoutClaimed(searched, searches, new Claims(claims));
  yield;
  const links = open.map((each) => ({
    original: each.expected ?? -1,
    places: placesOf(searched, each),
  }));
  const chained = links.filter(({ original }) => original >= 0);
  const alone = links.slice(chained.length).map(({ places }) => chooseAlone(places));
  yield;
  const choices = [...chooseChain(chained), ...alone];
  const results: Located[] = sought.map(() => GONE);
  for (const [link, at] of order.entries()) {
    const [each, choice] = [open[link], choices[link]];
    if (each && choice) results[at] = conclude(searched, each, choice);
    yield;
  }
  return withoutClashes(sought, results);
}

function withoutClashes(sought: readonly Sought[], results: readonly Located[]): Located[] {
  const places = results.map((located, at) => ({
    ...located,
    original: sought[at]?.target.position ?? null,
  }));
  const clashes = clashing(places.filter(({ status }) => status === 'found'));
  return results.map((located, at) => {
    const place = places[at];
    return place && clashes.has(place) ? { ...located, status: 'unsure' } : located;
  });
}
