import { expect, test } from 'vitest';
import { rowsOf } from './report';
import type { Expectation } from './tally';
import { tally } from './tally';
import type { Verdict } from './types';

const TEXT = 'one two three four five six seven';

/** Right for the answer that starts where it should, wrong for any other. */
function expectation(state: 'kept' | 'cut' | 'open', start: number): Expectation {
  const judge = (answer: { start: number } | null): Verdict | null => {
    if (state === 'open') return null;
    if (state === 'cut') return answer ? 'false-anchor' : 'rejected';
    if (!answer) return 'missed';
    return answer.start === start ? 'right' : 'wrong';
  };
  return { state, judge, exact: 'one', shape: 'sentence', truth: 'one' };
}

const at = (start: number, unsure = false, score: number | null = null) => ({
  start,
  end: start + 3,
  unsure,
  score,
});
const nothing = { untried: false };
const untried = { untried: true };

test('each verdict is counted once, and open passages not at all', () => {
  const { counts } = tally(
    [
      expectation('kept', 0),
      expectation('kept', 0),
      expectation('kept', 0),
      expectation('cut', 0),
      expectation('cut', 0),
      expectation('open', 0),
    ],
    [at(0), at(4), nothing, at(4), nothing, at(4)],
    TEXT,
  );
  expect(counts).toEqual({ right: 1, partial: 0, wrong: 1, missed: 1, 'false-anchor': 1, rejected: 1 });
});

test('an unsure answer counts as none, and is counted apart', () => {
  const result = tally(
    [expectation('kept', 0), expectation('kept', 0), expectation('cut', 0)],
    [at(0, true), at(4, true), at(4, true)],
    TEXT,
  );
  expect(result.counts).toMatchObject({ right: 0, wrong: 0, missed: 2, 'false-anchor': 0, rejected: 1 });
  expect(result).toMatchObject({ unsure: 2, unsureRight: 1, unsureDeleted: 1 });
});

test('what a tool had no time for is missed where it is still there, and not counted where it was cut', () => {
  const result = tally([expectation('kept', 0), expectation('cut', 0)], [untried, untried], TEXT);
  expect(result.counts).toMatchObject({ missed: 1, rejected: 0 });
  expect(result.untried).toBe(1);
});

test('scores are kept with what the answers were worth, sure or not', () => {
  const { scored } = tally(
    [expectation('kept', 0), expectation('kept', 0), expectation('cut', 0), expectation('kept', 0)],
    [at(0, false, 0.9), at(4, true, 0.4), at(4, false, 0.8), nothing],
    TEXT,
  );
  expect(scored).toEqual([
    { score: 0.9, unsure: false, verdict: 'right' },
    { score: 0.4, unsure: true, verdict: 'wrong' },
    { score: 0.8, unsure: false, verdict: 'false-anchor' },
  ]);
});

test('rows have shares of the passages still there, and of those cut', () => {
  const one = tally([expectation('kept', 0), expectation('cut', 0)], [at(0), at(4)], TEXT);
  const other = tally([expectation('kept', 0), expectation('cut', 0)], [at(4), nothing], TEXT);
  const rows = rowsOf([
    { page: 'a', edit: 'mixed', outcome: { tool: 't', ms: 10, isDamaged: false, ...one } },
    { page: 'b', edit: 'mixed', outcome: { tool: 't', ms: 30, isDamaged: true, ...other } },
  ]);
  expect(rows).toHaveLength(1);
  expect(rows[0]).toMatchObject({
    tool: 't',
    case: 'mixed',
    n: 2,
    right: 0.5,
    wrong: 0.5,
    nDeleted: 2,
    falseAnchors: 0.5,
    ms: 20,
    msTotal: 40,
    damaged: 1,
  });
});
