/** What of the collection a vault has: everything, or what has its tag. Everything here runs in the caller's transaction. */
import type { Annotation } from '../../annotation/model';
import { hasTag } from '../../sync/merge/fields';
import { isGone, type RecordState, type RecordType } from '../../sync/merge/record';
import type { Database } from '../database';
import { standingOf, viewOf, type Vault } from './rows';
import { readMembership } from './states';

/** Whether an annotation is shared there. */
export function isShared({ tag }: Pick<Vault, 'tag'>, annotation: Pick<Annotation, 'tags'>): boolean {
  return tag === null || hasTag(annotation, tag);
}

/** Those of the records that the vault may be told of, as they are here: what is not here may be. */
export async function sharedRecords<T extends { readonly type: RecordType; readonly id: string }>(
  db: Database,
  vault: Pick<Vault, 'tag'>,
  records: readonly T[],
): Promise<readonly T[]> {
  const rows = await db.annotations.bulkGet(records.map(({ id }) => id));
  return records.filter((_, at) => {
    const row = rows[at];
    return row === undefined || isShared(vault, row);
  });
}

/** Those of the articles in which something has the tag. */
export async function articlesWithTag(
  db: Database,
  tag: string,
  articleIds: readonly string[],
): Promise<ReadonlySet<string>> {
  const found = await Promise.all(
    articleIds.map(async (id) => {
      const rows = await db.annotations.where('articleId').equals(id).toArray();
      return rows.some((row) => hasTag(row, tag)) ? [id] : [];
    }),
  );
  return new Set(found.flat());
}

/** Of the articles that annotations in a vault need, those that it has not, or that somebody took away from it. */
export async function unlistedArticles(
  db: Database,
  vault: string,
  articleIds: readonly string[],
): Promise<
  readonly { readonly type: RecordType; readonly id: string; readonly published: RecordState | null }[]
> {
  const membership = await readMembership(db, vault);
  const ids = [...new Set(articleIds)];
  const rows = await db.records.bulkGet(ids.map((id): [string, string] => [vault, id]));
  return ids.flatMap((id, at) => {
    const row = rows[at];
    const view = row && viewOf(standingOf(row), membership);
    if (view && !isGone(view)) return [];
    return [{ type: 'article', id, published: row?.published ?? null }];
  });
}
