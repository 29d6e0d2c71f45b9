/**
 * One round of syncing with one store. Every step is remembered before the next one: a worker may be stopped anywhere, and
 * the next round goes on from there. Only one round at a time may run for a device.
 */
import { isSnapshotDue, putTogether, writeSnapshot } from './compact';
import { checkStore, isOurs, leaveName, takeName } from './own';
import { collectGarbage, listHeads, noteOldHeads, writeHead } from './publish';
import { pull } from './pull';
import { seal, send, verify } from './push';
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
    isNameTaken: false,
    problems: [],
    heads: new Map(),
  };
  const heads = await listHeads(round);
  const isRenamed = await leaveName(round, ownOf(round, heads));
  await noteOldHeads(round, ownOf(round, heads));
  await checkStore(round, heads);
  await pull(round, othersOf(round, heads));
  if (round.isNameTaken) await takeName(round, 0);
  const isPublished = await publish(round, isRenamed || round.isNameTaken);
  return { ...round.done, problems: round.problems, isComplete: isPublished && round.problems.length === 0 };
}

/** @returns whether everything of ours is at the store */
async function publish(round: Round, isRenamed: boolean): Promise<boolean> {
  await seal(round);
  await send(round);
  const isSnapshot = isSnapshotDue(round);
  if (isSnapshot) await writeSnapshot(round);
  const isShorter = !isSnapshot && (await putTogether(round));
  const isUncertain = round.published.unverified.length > 0;
  if (isRenamed || isSnapshot || isShorter || isUncertain || !isHeadNewest(round)) {
    const heads = await writeHead(round);
    // Somebody with our name wrote at the same time: the next round leaves the name. Nothing is deleted until then.
    if (!heads || !ownOf(round, heads).every((head) => isOurs(round, head))) return false;
    if (!(await verify(round))) return false;
  }
  await collectGarbage(round);
  return !round.published.needsSnapshot && round.published.suspicions === 0;
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
