/** What was here before the device synced: written down as operations, some records at a time. */
import { enlist } from '../../sync/merge/operation';
import type { RecordState, RecordType } from '../../sync/merge/record';
import type { Database } from '../database';
import { recordsHere } from './here';
import { recordRow, viewOf, type RecordRow } from './rows';
import { readMembership } from './states';

const AT_ONCE = 400;

/**
 * Enlists the next articles, then annotations, after `after`. Runs in the caller's transaction.
 * @returns where to go on; null where everything is enlisted
 */
export async function enlistSome(db: Database, vault: string, after: EnlistedTo): Promise<EnlistedTo | null> {
  const table = after.type === 'article' ? db.articles : db.annotations;
  const ids = await table.where('id').above(after.id).limit(AT_ONCE).primaryKeys();
  const known = await db.records.bulkGet(ids.map((id): [string, string] => [vault, id]));
  await enlistRecords(
    db,
    vault,
    ids.filter((_, at) => known[at] === undefined).map((id) => ({ type: after.type, id, published: null })),
  );
  const last = ids.at(-1);
  if (last !== undefined) return { type: after.type, id: last };
  return after.type === 'article' ? { type: 'annotation', id: '' } : null;
}

export interface EnlistedTo {
  readonly type: 'article' | 'annotation';
  readonly id: string;
}

export const FROM_THE_START: EnlistedTo = { type: 'article', id: '' };

interface Unlisted {
  readonly type: RecordType;
  readonly id: string;
  /** What others say of it; null where nobody does. */
  readonly published: RecordState | null;
}

/** Enlists those of the records that are here; they have no row yet. @returns the rows as they were written */
export async function enlistRecords(
  db: Database,
  vault: string,
  records: readonly Unlisted[],
): Promise<readonly RecordRow[]> {
  const membership = await readMembership(db, vault);
  const here = await recordsHere(db, records);
  const rows = records.flatMap(({ type, id, published }) => {
    const local = here.get(id);
    const pending = local ? enlist({ id, type, published }, local.fields, local.time) : null;
    if (!pending) return [];
    const standing = { id, type, published, pending };
    return [recordRow(vault, standing, viewOf(standing, membership))];
  });
  await db.records.bulkPut(rows);
  return rows;
}
