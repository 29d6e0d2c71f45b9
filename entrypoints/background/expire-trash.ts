/** Takes away for good what has been in the trash for long enough. */
import { expiryOf, KEPT_IN_TRASH } from '../../lib/annotation/trash';
import { noteTrash, trashNoticedAt } from '../../lib/extension/trash';
import type { Database } from '../../lib/store/database';
import { listVaults, statusOf } from '../../lib/store/sync/queries';
import { isInTrashSince } from '../../lib/store/trash';
import type { Store } from './store';

/** Rejects with a StoreError; the next start of the browser tries again. */
export async function expireTrash({ db, writer, written }: Store): Promise<void> {
  const now = Date.now();
  const noticed = await trashNoticedAt();
  if (!(await isInTrashSince(db, now - KEPT_IN_TRASH))) {
    if (noticed !== null) await noteTrash(null);
    return;
  }
  const { noticedAt, before } = expiryOf(noticed, now);
  if (before !== null && !(await hasHeardSince(db, noticed ?? now))) return;
  if (before !== null) await writer.expireTrash(before);
  if (noticedAt !== noticed) await noteTrash(noticedAt);
  if (before !== null) written();
}

/** Whether the other devices were heard since: one of them may have brought something back. */
async function hasHeardSince(db: Database, time: number): Promise<boolean> {
  const vaults = await listVaults(db);
  const statuses = await Promise.all(vaults.map(({ id }) => statusOf(db, id)));
  return statuses.every(({ completeAt }) => completeAt !== null && completeAt > time);
}
