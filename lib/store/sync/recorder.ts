/** Writes down what is done to records, in the transaction in which it is done. */
import type { Annotation, Article } from '../../annotation/model';
import { annotationFields, articleFields, isGone, type Fields } from '../../sync/merge/fields';
import { recordChange, type Standing } from '../../sync/merge/operation';
import type { RecordState } from '../../sync/merge/record';
import type { Database } from '../database';
import { recordsHere, type Here } from './here';
import { recordRow, standingOf, viewOf, type RecordRow } from './rows';
import { readMembership, readVaults, tick } from './states';

/** `after` is null where the record is taken away for good. */
export type Write =
  | { readonly type: 'annotation'; readonly id: string; readonly after: Annotation | null }
  | { readonly type: 'article'; readonly id: string; readonly after: Article | null };

/**
 * Call it before the rows are written: it looks at what they were. Nothing where nothing is synced.
 * @returns the records with what was done, as every device will show them
 */
export async function recordWrites(
  db: Database,
  writes: readonly Write[],
  now: number,
): Promise<ReadonlyMap<string, RecordState>> {
  // First something of Dexie's, whatever comes: awaiting what never asked the database would leave the transaction.
  const vaults = await readVaults(db);
  const views = new Map<string, RecordState>();
  if (vaults.length === 0 || writes.length === 0) return views;
  const before = await recordsHere(db, writes);
  for (const { id } of vaults) {
    // oxlint-disable-next-line no-await-in-loop -- one, as a rule
    for (const view of await recordIn(db, id, { writes, before, now })) views.set(view.id, view);
  }
  return views;
}

async function recordIn(
  db: Database,
  vault: string,
  { writes, before, now }: { writes: readonly Write[]; before: ReadonlyMap<string, Here>; now: number },
): Promise<readonly RecordState[]> {
  const membership = await readMembership(db, vault);
  const rows = await db.records.bulkGet(writes.map(({ id }) => [vault, id]));
  const time = await tick(db, vault, now);
  const puts: RecordRow[] = [];
  const views: RecordState[] = [];
  const gone: [string, string][] = [];
  for (const [at, write] of writes.entries()) {
    const { id, type } = write;
    const row = rows[at];
    const standing: Standing = row ? standingOf(row) : { id, type, published: null, pending: null };
    // What was never written down is written down whole, and so is what others took away for good.
    const standingView = viewOf(standing, membership);
    const known = standingView && !isGone(standingView) ? (before.get(id)?.fields ?? null) : null;
    const { device } = membership;
    const pending = recordChange({ ...standing, device }, known, fieldsAfter(write), time);
    const changed = { ...standing, pending };
    const view = viewOf(changed, membership);
    if (view) {
      puts.push(recordRow(vault, changed, view));
      views.push(view);
    } else if (row) gone.push([vault, id]);
  }
  await db.records.bulkPut(puts);
  await db.records.bulkDelete(gone);
  return views;
}

function fieldsAfter(write: Write): Fields | null {
  if (!write.after) return null;
  return write.type === 'annotation' ? annotationFields(write.after) : articleFields(write.after);
}
