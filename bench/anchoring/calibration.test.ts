import { expect, test } from 'vitest';
import { calibrationText } from './calibration';
import type { Outcome, Scored } from './types';

function outcome(tool: string, scored: readonly Scored[]): Outcome {
  const counts = { right: 0, partial: 0, wrong: 0, missed: 0, 'false-anchor': 0, rejected: 0 };
  const none = {
    unsure: 0,
    unsureRight: 0,
    unsureDeleted: 0,
    untried: 0,
    ms: 0,
    isDamaged: false,
    examples: [],
  };
  return { tool, counts, ...none, scored };
}

test('scores are gathered in tenths, over all pages and edits of a tool', () => {
  const text = calibrationText([
    {
      page: 'a',
      edit: 'mixed',
      outcome: outcome('ours', [
        { score: 0.95, unsure: false, verdict: 'right' },
        { score: 1, unsure: false, verdict: 'wrong' },
        { score: 0.61, unsure: true, verdict: 'false-anchor' },
      ]),
    },
    {
      page: 'b',
      edit: 'words-5',
      outcome: outcome('ours', [{ score: 0.9, unsure: false, verdict: 'right' }]),
    },
    { page: 'a', edit: 'mixed', outcome: outcome('silent', []) },
  ]);
  const lines = text.split('\n').map((line) => line.trim().split(/\s{2,}/));
  expect(lines.slice(2)).toEqual([
    ['0.6–0.7', '1', '0.610', '0.0', '0.0', '0.0', '100.0', '100.0'],
    ['0.9–1.0', '3', '0.950', '66.7', '0.0', '33.3', '0.0', '0.0'],
  ]);
  expect(text).not.toContain('silent');
});
