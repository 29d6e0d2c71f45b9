/** Histories by seeded chance, many: what `npm test` tries a few of. */
import * as fc from 'fast-check';
import { histories, type Mix } from '../../tests/simulation/steps';
import { World } from '../../tests/simulation/world';

export interface Tried {
  readonly histories: number;
  readonly operations: number;
  readonly syncs: number;
  readonly crashes: number;
  /** The numbers of those after which something was lost, or devices differed. */
  readonly failed: readonly number[];
}

/** @param length the most steps that a history has */
export async function tryHistories(mix: Mix, count: number, length: number, seed: number): Promise<Tried> {
  let [operations, syncs, crashes] = [0, 0, 0];
  const failed: number[] = [];
  for (let nth = 0; nth < count; nth++) {
    const [history] = fc.sample(histories(mix, length), { numRuns: 1, seed: seed + nth });
    if (!history) continue;
    const world = new World(history.seed, history.devices);
    // oxlint-disable-next-line no-await-in-loop -- one history after the other, one step after the other
    for (const step of history.steps) await world.take(step);
    // oxlint-disable-next-line no-await-in-loop -- as above
    const { isQuiet, ...wrong } = await world.heal();
    if (!isQuiet || Object.values(wrong).some((tokens) => tokens.length > 0)) failed.push(seed + nth);
    operations += world.operations;
    syncs += world.syncs;
    crashes += world.crashes;
  }
  return { histories: count, operations, syncs, crashes, failed };
}
