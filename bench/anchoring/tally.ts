/** From answers to counts, whatever the truth was made of. */
import type { Answer } from './ruler';
import type { Example, Outcome, Scored, Verdict } from './types';

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

/** A tool's answer to one mark; `untried`: it had no time for it. */
export type Given =
  (Answer & { readonly unsure: boolean; readonly score: number | null }) | { readonly untried: boolean };

type Tally = Omit<Outcome, 'tool' | 'ms'>;

const shown = (text: string): string => text.replaceAll(/\s+/g, ' ').trim();

/** `text`: the document's, in which answers are places. */
export function tally(expectations: readonly Expectation[], given: readonly Given[], text: string): Tally {
  const counts: Record<Verdict, number> = {
    right: 0,
    partial: 0,
    wrong: 0,
    missed: 0,
    'false-anchor': 0,
    rejected: 0,
  };
  const examples: Example[] = [];
  const scored: Scored[] = [];
  let unsure = 0;
  let unsureRight = 0;
  let unsureDeleted = 0;
  let untried = 0;
  for (const [at, expectation] of expectations.entries()) {
    if (expectation.state === 'open') continue;
    const one = given[at] ?? { untried: false };
    if ('untried' in one && one.untried) untried++;
    if ('untried' in one && one.untried && expectation.state === 'cut') continue;
    const answer = 'start' in one ? one : null;
    const isUnsure = answer?.unsure === true;
    const verdict = expectation.judge(isUnsure ? null : answer);
    const worth = expectation.judge(answer);
    if (!verdict || !worth) continue;
    counts[verdict]++;
    if (answer && answer.score !== null)
      scored.push({ score: answer.score, unsure: isUnsure, verdict: worth });
    if (isUnsure && expectation.state === 'kept') {
      unsure++;
      if (worth === 'right') unsureRight++;
    }
    if (isUnsure && expectation.state === 'cut') unsureDeleted++;
    if (verdict === 'right' || (verdict === 'rejected' && !isUnsure)) continue;
    const { exact, shape, truth } = expectation;
    const placed = answer ? shown(text.slice(answer.start, answer.end)) : '';
    examples.push({
      verdict,
      unsure: isUnsure,
      score: answer?.score ?? null,
      shape,
      exact,
      truth: shown(truth),
      placed,
    });
  }
  return { counts, unsure, unsureRight, unsureDeleted, untried, examples, scored };
}
