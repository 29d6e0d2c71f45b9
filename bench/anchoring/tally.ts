/** From answers to counts, whatever the truth was made of. */
import type { Answer } from './ruler';
import type { Example, Outcome, Verdict } from './types';

/** What is true about one mark. */
export interface Expectation {
  /** `open`: no answer is right or wrong. */
  readonly state: 'kept' | 'cut' | 'open';
  /** Null for an open one. */
  judge(answer: Answer | null): Verdict | null;
  readonly exact: string;
  readonly shape: string;
  /** The words that it should be found at. */
  readonly truth: string;
}

type Placing = Answer & { readonly unsure: boolean; readonly score: number | null };

/** A tool's answer to one mark; `untried`: it had no time for it. */
export type Given = Placing | { readonly untried: boolean };

type Tally = Omit<Outcome, 'tool' | 'ms' | 'isDamaged'>;

/** One answer, weighed. */
interface Weighed {
  readonly expectation: Expectation;
  readonly answer: Placing | null;
  readonly isUnsure: boolean;
  readonly isUntried: boolean;
  /** An unsure answer counts as none. */
  readonly verdict: Verdict;
  /** What it is worth even so. */
  readonly worth: Verdict;
}

/** Null where there is nothing to say: an open passage, a cut one for which there was no time. */
function weigh(expectation: Expectation, given: Given | undefined): Weighed | null {
  const answer = given && 'start' in given ? given : null;
  const isUntried = given !== undefined && 'untried' in given && given.untried;
  const isUnsure = answer?.unsure === true;
  const verdict = expectation.judge(isUnsure ? null : answer);
  const worth = expectation.judge(answer);
  if (!verdict || !worth || (isUntried && expectation.state === 'cut')) return null;
  return { expectation, answer, isUnsure, isUntried, verdict, worth };
}

const shown = (text: string): string => text.replaceAll(/\s+/g, ' ').trim();

function exampleOf({ expectation, answer, isUnsure, verdict }: Weighed, text: string): Example {
  const { exact, shape, truth } = expectation;
  return {
    verdict,
    unsure: isUnsure,
    score: answer?.score ?? null,
    shape,
    exact,
    truth: shown(truth),
    placed: answer ? shown(text.slice(answer.start, answer.end)) : '',
  };
}

const isBad = ({ verdict, isUnsure }: Weighed): boolean =>
  verdict !== 'right' && (verdict !== 'rejected' || isUnsure);

const isKept = ({ expectation }: Weighed): boolean => expectation.state === 'kept';

/** `text`: the document's, in which answers are places. */
export function tally(expectations: readonly Expectation[], given: readonly Given[], text: string): Tally {
  const weighed = expectations.flatMap((expectation, at) => weigh(expectation, given[at]) ?? []);
  const count = (holds: (one: Weighed) => boolean): number => weighed.filter(holds).length;
  const counts = { right: 0, partial: 0, wrong: 0, missed: 0, 'false-anchor': 0, rejected: 0 };
  for (const { verdict } of weighed) counts[verdict]++;
  return {
    counts,
    unsure: count((one) => one.isUnsure && isKept(one)),
    unsureRight: count((one) => one.isUnsure && one.worth === 'right'),
    unsureDeleted: count((one) => one.isUnsure && !isKept(one)),
    untried: count(({ isUntried }) => isUntried),
    examples: weighed.filter(isBad).map((one) => exampleOf(one, text)),
    scored: weighed.flatMap(({ answer, isUnsure, worth }) =>
      answer?.score === null || answer?.score === undefined
        ? []
        : [{ score: answer.score, unsure: isUnsure, verdict: worth }],
    ),
  };
}
