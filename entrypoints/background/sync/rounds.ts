/** All vaults of a device, one after the other, until none brings anything that another one has to be told. */
import type { Run } from '../../../lib/sync/vault/outcome';

/**
 * Often enough for what goes from one vault to each of the others. Whatever comes in meanwhile is for the next time.
 */
const MOST_PASSES = 4;

export interface Rounds {
  /** Runs that were begun. */
  readonly runs: number;
  /** Something came to no end: soon there is more to be done. */
  readonly isMore: boolean;
}

/**
 * What one vault brings, the others are told at once. Two devices that share two vaults would hand on to each other what is
 * over already, by turns and for ever, if each told the second only after it had heard of something newer from the first.
 *
 * @param sync one run; null where it did not come about, or failed
 */
export async function inRounds<Vault>(
  vaults: readonly Vault[],
  sync: (vault: Vault, isAgain: boolean) => Promise<{ readonly done: Run | null } | null>,
): Promise<Rounds> {
  let runs = 0;
  const isMore = new Map<Vault, boolean>();
  let left = vaults;
  for (let pass = 0; pass < MOST_PASSES; pass++) {
    let merged = 0;
    const gone: Vault[] = [];
    for (const vault of left) {
      // oxlint-disable-next-line no-await-in-loop -- what one brings, the next one may have to send
      const run = await sync(vault, pass > 0);
      if (!run) continue;
      runs += 1;
      isMore.set(vault, run.done?.isComplete === false);
      if (!run.done) continue;
      merged += run.done.merged;
      gone.push(vault);
    }
    // What failed is tried again when it is time.
    left = gone;
    if (left.length < 2 || merged === 0) break;
  }
  return { runs, isMore: [...isMore.values()].includes(true) };
}
