/** What was deleted, and what of it has been so for long enough. */
import type { Annotation } from '../annotation/model';
import type { Database } from './database';
import { toStoreError } from './errors';
import { recordTables, removeAnnotations } from './records';
import { parseAnnotations } from './rows';
import { write } from './write';

/** Annotations in one transaction: others are waiting for the database. */
const AT_ONCE = 400;

/** Whether something was deleted before `before`. Rejects with a StoreError. */
export async function isInTrashSince(db: Database, before: number): Promise<boolean> {
  try {
    return (await deletedBefore(db, before)).length > 0;
  } catch (error) {
    throw toStoreError(error);
  }
}

/** Takes away for good what was deleted before `before`, some at a time. What cannot be read stays. */
export async function expireTrash(db: Database, before: number, now: () => number): Promise<void> {
  let isMore = true;
  while (isMore) {
    // oxlint-disable-next-line no-await-in-loop -- a transaction each
    isMore = await write(db, recordTables(db), async () => {
      const expired = (await deletedBefore(db, before)).slice(0, AT_ONCE);
      const ids = expired.map(({ id }) => id);
      await removeAnnotations(db, ids, now());
      return expired.length === AT_ONCE;
    });
  }
}

/** Only the trash is small: all of it is looked at. */
async function deletedBefore(db: Database, before: number): Promise<readonly Annotation[]> {
  const rows = await db.annotations.where('[deleted+createdAt]').between([1], [2]).toArray();
  return parseAnnotations(rows).records.filter(({ deletedAt }) => deletedAt !== null && deletedAt < before);
}
