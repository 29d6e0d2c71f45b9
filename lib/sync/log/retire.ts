/** Taking away what a device has at the store that its user says is gone for good. */
import { filesTold } from './compact';
import { readHead } from './files';
import { hasAllTips, hasTip, headName, type HeadName } from './names';
import { listHeads } from './publish';
import type { Membership } from './replica';
import { beginRound, type Parts, type Round } from './round';
import { syncOnce, type SyncResult } from './sync';

/** Rounds until everything of the device is in a snapshot of ours that was read back; two, as a rule. */
const MOST_ROUNDS = 4;

/**
 * What the device wrote is merged, and in a snapshot of ours, before any of it is deleted; where it cannot be, nothing is. Only
 * what its heads tell of is deleted, and they last: a device that writes still loses nothing that nobody else has, and one
 * that comes back finds that the store lacks what it wrote, and tells everything again.
 *
 * @param evenUnread also where something of it cannot be read, as of a device that was lost in the middle of writing
 * @returns whether no head of it is there any more; false where something of it could not be read, or it writes still
 * @throws {TransportError} where the store fails; calling it again goes on from there
 */
export async function retire(parts: Parts, device: string, evenUnread = false): Promise<boolean> {
  const { mends } = await parts.replica.published();
  for (let round = 0; round < MOST_ROUNDS; round++) {
    // oxlint-disable-next-line no-await-in-loop -- until nothing is missing in the snapshot
    const tried = new Set((await headsOf(parts, device)).map((head) => headName(head)));
    // oxlint-disable-next-line no-await-in-loop -- as above
    const result = await syncOnce(parts);
    // oxlint-disable-next-line no-await-in-loop -- as above
    const now = await beginRound(parts);
    // oxlint-disable-next-line no-await-in-loop -- as above
    const heads = await headsOf(parts, device);
    // One that was written since was not tried yet: that is not to say that it cannot be read.
    const isTried = heads.every((head) => tried.has(headName(head)));
    const isRead = isTried && (evenUnread || isReadWhole(result, now.membership, device, heads));
    // What came in of a part of a snapshot is in one of ours that was written since.
    const isBegun = device in now.membership.begun && now.published.mends === mends;
    if (result.isPublished && isRead && !isBegun && isCovered(now, device)) {
      // oxlint-disable-next-line no-await-in-loop -- as above
      await remove(now, heads);
      // oxlint-disable-next-line no-await-in-loop -- as above
      return (await headsOf(parts, device)).length === 0;
    }
    // Else it would be read another time.
    if (!isRead) continue;
    // oxlint-disable-next-line no-await-in-loop -- as above
    await parts.replica.savePublished({ ...now.published, needsSnapshot: true });
  }
  return false;
}

async function headsOf(parts: Parts, device: string): Promise<readonly HeadName[]> {
  return (await listHeads(parts)).heads.filter((head) => head.device === device);
}

/** Whether all that the heads tell of was merged: the log, and snapshots, which may have what others wrote. */
function isReadWhole(
  { problems }: SyncResult,
  { tips, mends }: Membership,
  device: string,
  heads: readonly HeadName[],
): boolean {
  const isKnown = (head: HeadName): boolean =>
    (head.segment === 0 || hasTip(tips[device], head)) && head.mends <= (mends[device] ?? 0);
  return problems.every((problem) => problem.device !== device) && heads.every(isKnown);
}

/** Whether our snapshot has all that is known of the device. */
function isCovered({ published: { snapshot }, membership: { tips } }: Round, device: string): boolean {
  return hasAllTips(snapshot?.covers, { [device]: tips[device] ?? [] });
}

/** The heads last: where this is stopped, it can be done again. */
async function remove(round: Round, heads: readonly HeadName[]): Promise<void> {
  const { transport, signal } = round;
  for (const name of heads) {
    // oxlint-disable-next-line no-await-in-loop -- a store that is asked for much at once refuses
    const head = await readHead(round, name);
    // It cannot be read, or its device has written another one by now.
    if (!head) continue;
    for (const file of filesTold(name.device, head)) {
      // oxlint-disable-next-line no-await-in-loop -- as above
      await transport.remove(file.folder, file.name, { signal });
    }
  }
  // oxlint-disable-next-line no-await-in-loop -- as above
  for (const name of heads) await transport.remove('heads', headName(name), { signal });
}
