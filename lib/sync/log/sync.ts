/**
 * One round of syncing with one store. Every step is remembered before the next one: a worker may be stopped anywhere, and
 * the next round goes on from there. Only one round at a time may run for a device.
 */
import { isSnapshotDue, putTogether, writeSnapshot } from './compact';
import { checkStore, isOurs, leaveName } from './own';
import { collectGarbage, listHeads, writeHead } from './publish';
import { pull } from './pull';
import { seal, send } from './push';
import { parseHeadName, type HeadName } from './names';
import type { Parts, Problem, Progress, Round } from './round';

export interface SyncResult extends Progress {
  readonly problems: readonly Problem[];
  /** Whether everything of this device is at the store, and everything there that could be read is here. */
  readonly isComplete: boolean;
}

/**
 * @throws {TransportError} where the store fails; what was done until then is kept
 * @throws the signal's reason where it is aborted
 */
export async function syncOnce(parts: Parts): Promise<SyncResult> {
  const { replica } = parts;
  const round: Round = {
    ...parts,
    membership: await replica.membership(),
    published: await replica.published(),
    done: { merged: 0, published: 0 },
    problems: [],
    heads: new Map(),
  };
  const heads = await listHeads(round);
  const isRenamed = await leaveName(round, ownOf(round, heads));
  await checkStore(round, heads);
  await pull(round, othersOf(round, heads));
  const isPublished = await publish(round, isRenamed);
  return { ...round.done, problems: round.problems, isComplete: isPublished && round.problems.length === 0 };
}

/** @returns whether everything of ours is at the store */
async function publish(round: Round, isRenamed: boolean): Promise<boolean> {
  const before = round.membership.tip.segment;
  await seal(round);
  if (!(await send(round))) return false;
  const isNew = isRenamed || round.membership.tip.segment > before || !isHeadNewest(round);
  const hasSnapshot = isSnapshotDue(round) && (await writeSnapshot(round));
  const isShorter = !hasSnapshot && (await putTogether(round));
  if (!isNew && !hasSnapshot && !isShorter) {
    if (round.published.garbage.length > 0) await collectGarbage(round);
    return !round.published.needsSnapshot;
  }
  const heads = await writeHead(round);
  if (!heads) return false;
  // Somebody with our name wrote at the same time: the next round leaves the name. Nothing is deleted until then.
  if (ownOf(round, heads).every((head) => isOurs(round, head))) await collectGarbage(round);
  return !round.published.needsSnapshot;
}

function isHeadNewest({ published, membership }: Round): boolean {
  const head = published.head === null ? null : parseHeadName(published.head);
  return head?.device === membership.device && head.segment === membership.tip.segment;
}

function ownOf({ membership }: Round, heads: readonly HeadName[]): readonly HeadName[] {
  return heads.filter(({ device }) => device === membership.device);
}

function othersOf({ membership }: Round, heads: readonly HeadName[]): readonly HeadName[] {
  return heads.filter(({ device }) => device !== membership.device);
}
