/** Taking away what a device has at the store that its user says is gone for good. */
import { readHead } from './files';
import { headName, hasTip, logName, parseHeadName, partName, type HeadName } from './names';
import type { FileRef, Membership } from './replica';
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
    if (result.isPublished && isRead && !isBegun && isKept(now, device)) {
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

async function headsOf({ transport, signal }: Parts, device: string): Promise<readonly HeadName[]> {
  const listed = await transport.list('heads', { signal });
  return listed.flatMap(({ name }) => parseHeadName(name) ?? []).filter((head) => head.device === device);
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
function isKept({ published: { snapshot }, membership: { tips } }: Round, device: string): boolean {
  return (tips[device] ?? []).every((tip) => hasTip(snapshot?.covers[device], tip));
}

/** The heads last: where this is stopped, it can be done again. */
async function remove(round: Round, heads: readonly HeadName[]): Promise<void> {
  const { transport, signal } = round;
  for (const name of heads) {
    // oxlint-disable-next-line no-await-in-loop -- a store that is asked for much at once refuses
    for (const file of await filesOf(round, name)) {
      // oxlint-disable-next-line no-await-in-loop -- as above
      await transport.remove(file.folder, file.name, { signal });
    }
  }
  // oxlint-disable-next-line no-await-in-loop -- as above
  for (const name of heads) await transport.remove('heads', headName(name), { signal });
}

/** What the head tells of: nothing, where it cannot be read, or where its device has written another one by now. */
async function filesOf(round: Round, name: HeadName): Promise<readonly FileRef[]> {
  const { device } = name;
  const head = await readHead(round, name);
  if (!head) return [];
  const parts = head.snapshot?.parts ?? [];
  return [
    ...head.log.map((entry) => ({ folder: 'log', name: logName({ device, ...entry }) }) as const),
    ...parts.map(({ id }) => ({ folder: 'snapshots', name: partName(device, id) }) as const),
  ];
}
