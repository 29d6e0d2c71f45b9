/** Taking away what a device has at the store that its user says is gone for good. */
import { headName, hasTip, isNameOf, parseHeadName, type HeadName } from './names';
import type { Membership, Published } from './replica';
import type { Parts } from './round';
import { syncOnce, type SyncResult } from './sync';

/** Rounds until everything of the device is in a snapshot of ours that was read back; two, as a rule. */
const MOST_ROUNDS = 4;

/**
 * What the device wrote is merged, and in a snapshot of ours, before any of it is deleted; where it cannot be, nothing is. The
 * device may come back: it finds that the store lacks what it wrote, and tells everything again.
 *
 * @param evenUnread also where something of it cannot be read, as of a device that was lost in the middle of writing
 * @returns whether nothing of it is there any more; false where something of it could not be read, or it writes still
 * @throws {TransportError} where the store fails; calling it again goes on from there
 */
export async function retire(parts: Parts, device: string, evenUnread = false): Promise<boolean> {
  const { replica, transport, signal } = parts;
  for (let round = 0; round < MOST_ROUNDS; round++) {
    // oxlint-disable-next-line no-await-in-loop -- until nothing is missing in the snapshot
    const result = await syncOnce(parts);
    // oxlint-disable-next-line no-await-in-loop -- as above
    const [membership, published] = [await replica.membership(), await replica.published()];
    // oxlint-disable-next-line no-await-in-loop -- as above
    const heads = await headsOf(parts, device);
    const isRead =
      evenUnread || (isReadWhole(result, device) && heads.every((head) => isKnown(membership, head)));
    if (result.isPublished && isRead && isKept(published, membership, device)) {
      // Without a head nobody looks for its files.
      // oxlint-disable-next-line no-await-in-loop -- as above
      for (const head of heads) await transport.remove('heads', headName(head), { signal });
      // oxlint-disable-next-line no-await-in-loop -- as above
      return (await headsOf(parts, device)).length === 0 && (await removeFiles(parts, device));
    }
    // oxlint-disable-next-line no-await-in-loop -- as above
    await replica.savePublished({ ...published, needsSnapshot: true });
  }
  return false;
}

async function headsOf({ transport, signal }: Parts, device: string): Promise<readonly HeadName[]> {
  const listed = await transport.list('heads', { signal });
  return listed.flatMap(({ name }) => parseHeadName(name) ?? []).filter((head) => head.device === device);
}

function isReadWhole({ problems }: SyncResult, name: string): boolean {
  return problems.every(({ type, device }) => type === 'rolled-back' || device !== name);
}

function isKnown({ tips }: Membership, head: HeadName): boolean {
  return head.segment === 0 || hasTip(tips[head.device], head);
}

/** Whether our snapshot has all that is known of the device. */
function isKept({ snapshot }: Published, { tips }: Membership, device: string): boolean {
  return (tips[device] ?? []).every((tip) => hasTip(snapshot?.covers[device], tip));
}

async function removeFiles({ transport, signal }: Parts, device: string): Promise<true> {
  for (const folder of ['log', 'snapshots'] as const) {
    // oxlint-disable-next-line no-await-in-loop -- a store that is asked for much at once refuses
    for (const { name } of await transport.list(folder, { signal })) {
      // oxlint-disable-next-line no-await-in-loop -- as above
      if (isNameOf(device, name)) await transport.remove(folder, name, { signal });
    }
  }
  return true;
}
