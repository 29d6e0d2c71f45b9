/** What was here before the device synced: written down as operations, some records at a time. */
import { hasTag } from '../../sync/merge/fields';
import { enlist } from '../../sync/merge/change';
import type { RecordState, RecordType } from '../../sync/merge/record';
import type { Database } from '../database';
import { recordsHere } from './here';
import { recordRow, viewOf, type RecordRow, type Vault } from './rows';
import { articlesWithTag } from './scope';
import { readMembership } from './states';

const AT_ONCE = 400;

/**
 * Enlists the next articles, then annotations, after `after`. Runs in the caller's transaction.
 * @returns where to go on; null where everything is enlisted
 */
export async function enlistSome(db: Database, vault: Vault, after: EnlistedTo): Promise<EnlistedTo | null> {
  const { ids, last } = await next(db, vault, after);
  const known = await db.records.bulkGet(ids.map((id): [string, string] => [vault.id, id]));
  await enlistRecords(
    db,
    vault.id,
    ids.filter((_, at) => known[at] === undefined).map((id) => ({ type: after.type, id, published: null })),
  );
  if (last !== undefined) return { type: after.type, id: last };
  return after.type === 'article' ? { type: 'annotation', id: '' } : null;
}

/** The next that the vault takes, and how far it was looked. */
async function next(
  db: Database,
  { tag }: Vault,
  after: EnlistedTo,
): Promise<{ readonly ids: readonly string[]; readonly last: string | undefined }> {
  const table = after.type === 'article' ? db.articles : db.annotations;
  const all = await table.where('id').above(after.id).limit(AT_ONCE).primaryKeys();
  if (tag === null) return { ids: all, last: all.at(-1) };
  if (after.type === 'article') {
    const wanted = await articlesWithTag(db, tag, all);
    return { ids: all.filter((id) => wanted.has(id)), last: all.at(-1) };
  }
  const rows = await db.annotations.bulkGet(all);
  return { ids: rows.flatMap((row) => (row && hasTag(row, tag) ? [row.id] : [])), last: all.at(-1) };
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

/** Enlists those of the records that are here; they have no row yet, or one of what was taken away. @returns the rows as they were written */
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
