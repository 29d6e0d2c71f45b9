/** Takes away for good what has been in the trash for long enough. */
import { KEPT_IN_TRASH, whenNoticed } from '../../lib/annotation/trash';
import { noteTrash, trashNoticedAt } from '../../lib/extension/trash';
import { isInTrashSince } from '../../lib/store/trash';
import type { Store } from './store';

/** Rejects with a StoreError; the next start of the browser tries again. */
export async function expireTrash({ db, writer, written }: Store): Promise<void> {
  const now = Date.now();
  const noticedAt = await trashNoticedAt();
  const isAny = await isInTrashSince(db, now - KEPT_IN_TRASH);
  const again = isAny ? whenNoticed(noticedAt, now) : null;
  if (again !== noticedAt) await noteTrash(again);
  if (!isAny || again !== null) return;
  await writer.expireTrash(now - KEPT_IN_TRASH);
  written();
}
