import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { EVERYTHING, histories, NOTHING, type History, type Mix } from './steps';
import { World, type Verdict } from './world';

async function outcome({ seed, devices, steps }: History): Promise<Verdict> {
  const world = new World(seed, devices);
  for (const step of steps) {
    // oxlint-disable-next-line no-await-in-loop -- a history is one step after the other
    await world.take(step);
  }
  return world.heal();
}

const WELL: Verdict = { lost: [], diverged: [], wronglyDeleted: [], cameBack: [], isQuiet: true };
const RUNS = Number(process.env['SIMULATION_RUNS'] ?? 60);
const SEED = Number(process.env['SIMULATION_SEED'] ?? 1);

const MIXES: readonly (readonly [name: string, mix: Mix])[] = [
  ['where nothing goes wrong', NOTHING],
  ['with a network and a storage that fail', { ...NOTHING, faults: true, crashes: true }],
  ['with clocks that are years off', { ...NOTHING, clocks: true }],
  ['with a storage that goes back in time', { ...NOTHING, rollbacks: true, faults: true }],
  ['while their users go on', { ...NOTHING, meanwhile: true, crashes: true }],
  ['some of which are lost for good', { ...NOTHING, leaves: true, rollbacks: true }],
  ['over years', { ...NOTHING, years: true }],
  ['over years in which some are lost', { ...NOTHING, years: true, leaves: true }],
  ['with profiles that are copied', { ...NOTHING, copies: true }],
  ['with backups that are put back', { ...NOTHING, backups: true }],
  ['where everything goes wrong, but names are used once', { ...EVERYTHING, copies: false, backups: false }],
  ['with profiles that are copied, backups, and a network that fails', { ...EVERYTHING, rollbacks: false }],
];

describe.each(MIXES)('devices that sync %s', (_, mix) => {
  it('lose nothing and end equal', async () => {
    await fc.assert(
      fc.asyncProperty(histories(mix, 60), async (history) => {
        expect(await outcome(history)).toEqual(WELL);
      }),
      { numRuns: RUNS, seed: SEED },
    );
  });
});
