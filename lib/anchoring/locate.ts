/**
 * Finding targets again on a page that may have changed since. First letter for letter on folded text, where
 * equal passages are told apart by what stands around them; then, for the rest, by aligning words and counting
 * the evidence in bits. A place that the evidence does not carry is not given.
 */
import type { Target } from '../annotation/model';
import { findBands } from './candidates';
import { isGapClosed } from './closed-gap';
import { findOccurrences, hasContext, makeNeedle, occurrenceAt } from './exact';
import type { Needle, Occurrence } from './exact';
import { foldedOffset, sourceSpan } from './fold';
import { evidence, placeInBand, weighOccurrence } from './placement';
import type { Placement } from './placement';
import { makeQuery } from './query';
import { Shifts } from './shifts';
import type { TextIndex } from './text-index';
import { judge, scoreOf } from './verdict';
import type { LocateStatus } from './verdict';

export interface Located {
  readonly status: LocateStatus;
  /** [start, end) in UTF-16 units of the index's text; -1 where the passage is gone. */
  readonly start: number;
  readonly end: number;
  /** Share, 0 to 1, of the passage and its context that was met; of the best place looked at where it is gone. */
  readonly score: number;
}

/** An exact place is taken at once if this share of the context adjoins it … */
const CLEAR_CONTEXT = 0.5;
/** … and it is this much more than at any other. */
const CLEAR_MARGIN = 0.15;
/** Bits between two places that are no difference. */
const SAME_BITS = 2;
const MOST_WEIGHED = 24;

const GONE: Located = { status: 'gone', start: -1, end: -1, score: 0 };

function locatedAt(
  index: TextIndex,
  start: number,
  end: number,
  status: LocateStatus,
  score: number,
): Located {
  return status === 'gone' ? { ...GONE, score } : { status, ...sourceSpan(index.folded, start, end), score };
}

function exactly(index: TextIndex, needle: Needle, { at, context }: Occurrence): Located {
  const around = needle.before.length + needle.after.length;
  const score = (needle.exact.length + context * around) / (needle.exact.length + around);
  return locatedAt(index, at, at + needle.exact.length, 'found', score);
}

/** The passage where it was, or where its neighbours moved to, with all its context: nothing can be better. */
function unmoved(index: TextIndex, needle: Needle, positions: readonly number[]): Located | null {
  for (const position of positions) {
    const occurrence = occurrenceAt(index.folded.text, needle, foldedOffset(index.folded, position));
    if (occurrence && (occurrence.context === 1 || !hasContext(needle)))
      return exactly(index, needle, occurrence);
  }
  return null;
}

/** The one occurrence that its context singles out. */
function clearest(occurrences: readonly Occurrence[]): Occurrence | null {
  let best: Occurrence | null = null;
  let second = -1;
  for (const occurrence of occurrences) {
    if (!best || occurrence.context > best.context) {
      second = best?.context ?? -1;
      best = occurrence;
    } else second = Math.max(second, occurrence.context);
  }
  return best && best.context >= CLEAR_CONTEXT && best.context - second >= CLEAR_MARGIN ? best : null;
}

/** The occurrences worth weighing: those with most context, then those nearest to where one is expected. */
function worthWeighing(occurrences: readonly Occurrence[], expected: number | null): readonly Occurrence[] {
  if (occurrences.length <= MOST_WEIGHED) return occurrences;
  const distance = (at: number): number => (expected === null ? at : Math.abs(at - expected));
  return occurrences
    .toSorted((one, other) => other.context - one.context || distance(one.at) - distance(other.at))
    .slice(0, MOST_WEIGHED);
}

/** The best place; where several are as good, the one nearest to `expected`, and whether that had to decide. */
function choose(
  placements: readonly Placement[],
  expected: number | null,
): { best: Placement; ambiguous: boolean } | null {
  const [first] = placements.toSorted((one, other) => evidence(other) - evidence(one));
  if (!first) return null;
  const rivals = placements.filter(
    (other) =>
      evidence(other) >= evidence(first) - SAME_BITS &&
      (other.end <= first.start || other.start >= first.end),
  );
  if (rivals.length === 0) return { best: first, ambiguous: false };
  if (expected === null) return { best: first, ambiguous: true };
  const [nearest] = [first, ...rivals].toSorted(
    (one, other) => Math.abs(one.start - expected) - Math.abs(other.start - expected),
  );
  return { best: nearest ?? first, ambiguous: false };
}

/** Weighs every place that comes into question, and takes the best if the evidence carries it. */
function weigh(
  index: TextIndex,
  target: Target,
  needle: Needle,
  occurrences: readonly Occurrence[],
  position: number | null,
): Located {
  const { words, folded } = index;
  const expected = position === null ? null : foldedOffset(folded, Math.max(0, position));
  const query = makeQuery(words, target, needle.exact);
  const placements = worthWeighing(occurrences, expected).map((each) => weighOccurrence(query, words, each));
  if (!placements.some((each) => each.context >= query.contextBits * CLEAR_CONTEXT)) {
    for (const band of findBands(query, words)) {
      const placement = placeInBand(query, words, folded.text, band);
      if (placement) placements.push(placement);
    }
  }
  const choice = choose(placements, expected);
  if (!choice) return GONE;
  const { best, ambiguous } = choice;
  const verdict = judge(best, query, () => isGapClosed(query, words, best));
  const status = ambiguous && verdict === 'found' ? 'unsure' : verdict;
  return locatedAt(index, best.start, best.end, status, scoreOf(best, query));
}

/**
 * Where each of `targets` stands, in their order.
 *
 * `found`: the place is carried by the evidence; `unsure`: a likely place, or one of several that are equally
 * good; `gone`: no place fits. The cost grows with the page and, apart from it, with the targets.
 */
export function locate(index: TextIndex, targets: readonly Target[]): Located[] {
  const steps = locateInSteps(index, targets);
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}

/**
 * As `locate`, in steps of about a millisecond or less, so that a page can be left to itself between them. The
 * index must stay the same one.
 */
export function* locateInSteps(index: TextIndex, targets: readonly Target[]): Generator<void, Located[]> {
  const results: Located[] = targets.map(() => GONE);
  const shifts = new Shifts();
  const rest: { at: number; target: Target; needle: Needle; occurrences: readonly Occurrence[] }[] = [];
  const order = [...targets.entries()].toSorted(
    ([, one], [, other]) => (one.position?.start ?? 0) - (other.position?.start ?? 0),
  );
  for (const [at, target] of order) {
    const needle = makeNeedle(target);
    if (needle.exact === '') continue;
    const start = target.position?.start ?? null;
    let found = start === null ? null : unmoved(index, needle, [start, shifts.expected(start)]);
    if (!found) {
      const occurrences = findOccurrences(index, needle);
      const clear = clearest(occurrences);
      if (clear) found = exactly(index, needle, clear);
      else rest.push({ at, target, needle, occurrences });
    }
    if (!found) continue;
    results[at] = found;
    if (start !== null) shifts.add(start, found.start);
    yield;
  }
  for (const { at, target, needle, occurrences } of rest) {
    const expected = target.position ? shifts.expected(target.position.start) : null;
    results[at] = weigh(index, target, needle, occurrences, expected);
    yield;
  }
  return results;
}
