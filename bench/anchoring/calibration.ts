/** Whether a tool's scores mean what they say: scores in tenths, against the share that was right. */
import type { Result } from './report.ts';
import { tableOf } from '../runner/table.ts';
import type { Scored } from './types.ts';

const STEPS = 10;

/** A table for each tool that scores its answers, sure and unsure together. */
export function calibrationText(results: readonly Result[]): string {
  const tools = Map.groupBy(results, ({ outcome }) => outcome.tool);
  const tables = Array.from(tools, ([tool, own]) => {
    const scored = own.flatMap(({ outcome }) => outcome.scored);
    return scored.length === 0 ? [] : [`${tool}: score against what was right, per cent\n${tenths(scored)}`];
  });
  return tables.flat().join('\n\n');
}

function tenths(scored: readonly Scored[]): string {
  const groups = Map.groupBy(scored, ({ score }) => Math.min(STEPS - 1, Math.floor(score * STEPS)));
  const head = ['score', 'n', 'mean', 'right', 'partial', 'wrong', 'cut', 'unsure'];
  const lines = [...groups]
    .toSorted(([one], [other]) => one - other)
    .map(([step, group]) => {
      const share = (holds: (one: Scored) => boolean): string =>
        ((group.filter(holds).length / group.length) * 100).toFixed(1);
      const mean = group.reduce((sum, { score }) => sum + score, 0) / group.length;
      return [
        `${(step / STEPS).toFixed(1)}–${((step + 1) / STEPS).toFixed(1)}`,
        String(group.length),
        mean.toFixed(3),
        share(({ verdict }) => verdict === 'right'),
        share(({ verdict }) => verdict === 'partial'),
        share(({ verdict }) => verdict === 'wrong'),
        share(({ verdict }) => verdict === 'false-anchor'),
        share(({ unsure }) => unsure),
      ];
    });
  return tableOf([head, ...lines], 1);
}
