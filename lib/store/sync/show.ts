/**
 * Brings what devices together know of records into the tables that views read. Runs in the caller's transaction, over
 * `recordTables` and the versions.
 */
import type { Annotation, Article } from '../../annotation/model';
import {
  annotationFields,
  annotationOf,
  articleFields,
  articleOf,
  isGone,
  type Fields,
} from '../../sync/merge/fields';
import type { RecordState } from '../../sync/merge/record';
import { keyOf } from '../../sync/merge/register';
import type { Database } from '../database';
import { putAnnotationRows, putArticleRows, putArticles } from '../records';
import { parseAnnotations, parseArticles } from '../rows';
import { uniteArticles } from './unite';

/** What a later version writes, and what this one cannot read, stays as it was shown before. */
export async function show(db: Database, views: readonly RecordState[], now: number): Promise<void> {
  const annotations = await showAnnotations(db, of(views, 'annotation'));
  const articles = await showArticles(db, of(views, 'article'), now);
  const touched = new Set([
    ...articles.map(({ id }) => id),
    ...annotations.map(({ articleId }) => articleId),
  ]);
  if (touched.size > 0) await uniteArticles(db, [...touched], now);
}

function of(views: readonly RecordState[], type: RecordState['type']): readonly RecordState[] {
  return views.filter((view) => view.type === type);
}

async function showArticles(
  db: Database,
  views: readonly RecordState[],
  now: number,
): Promise<readonly Article[]> {
  await takeAwayArticles(
    db,
    views.filter(isGone).map(({ id }) => id),
    now,
  );
  const rows = await db.articles.bulkGet(views.map(({ id }) => id));
  const before = byId(parseArticles(rows.filter((row) => row !== undefined)).records);
  const changed = views.flatMap((view) => {
    const after = articleOf(view);
    return after && isOther(before.get(after.id), after, articleFields) ? [after] : [];
  });
  await putArticleRows(db, changed);
  return changed;
}

/** Somebody took them away for good. Where they are marked in here, they come back, everywhere. */
async function takeAwayArticles(db: Database, ids: readonly string[], now: number): Promise<void> {
  for (const id of ids) {
    // oxlint-disable-next-line no-await-in-loop -- rare, and in one transaction
    const isMarked = (await db.annotations.where('articleId').equals(id).count()) > 0;
    // oxlint-disable-next-line no-await-in-loop -- as above
    const rows = isMarked ? await db.articles.bulkGet([id]) : [];
    const [article] = parseArticles(rows.filter((row) => row !== undefined)).records;
    // oxlint-disable-next-line no-await-in-loop -- as above
    await (article ? putArticles(db, [article], now) : db.articles.delete(id));
  }
}

async function showAnnotations(db: Database, views: readonly RecordState[]): Promise<readonly Annotation[]> {
  const gone = views.filter(isGone).map(({ id }) => id);
  await db.annotations.bulkDelete(gone);
  const rows = await db.annotations.bulkGet(views.map(({ id }) => id));
  const before = byId(parseAnnotations(rows.filter((row) => row !== undefined)).records);
  const changed = views.flatMap((view) => {
    const after = annotationOf(view);
    return after && isOther(before.get(after.id), after, annotationFields) ? [after] : [];
  });
  await putAnnotationRows(db, changed);
  return changed;
}

/** Whether there is more to say than when it was written last: an import is taken back by that time. */
function isOther<T>(before: T | undefined, after: T, fieldsOf: (record: T) => Fields): boolean {
  return before === undefined || keyOf(fieldsOf(before)) !== keyOf(fieldsOf(after));
}

function byId<T extends { readonly id: string }>(records: readonly T[]): ReadonlyMap<string, T> {
  return new Map(records.map((record) => [record.id, record]));
}
