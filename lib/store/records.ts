/**
 * The one place that writes articles and annotations: each row with what only its index needs, and, where they are synced,
 * the operation that tells other devices of it. Everything here runs in the caller's transaction, over `RECORD_TABLES`.
 */
import type { Table } from 'dexie';
import type { Annotation, Article } from '../annotation/model';
import type { Database } from './database';
import { parseAnnotations, parseArticles, toAnnotationRow, toArticleRow } from './rows';
import { tagsOf } from '../sync/merge/fields';
import { withCreators } from './sync/creators';
import { recordWrites } from './sync/recorder';

/** So many rows are made at once: the words for the search take their time, and the page must answer meanwhile. */
const PIECE = 50;

/** What a transaction has to cover that writes here. */
export function recordTables(db: Database): Table[] {
  return [db.articles, db.annotations, db.vaults, db.syncStates, db.records];
}

/**
 * Writes annotations, new or not.
 *
 * @param now milliseconds since the epoch
 * @throws {v.ValiError} where one breaks the model
 */
export async function putAnnotations(
  db: Database,
  annotations: readonly Annotation[],
  now: number,
): Promise<void> {
  const signed = await withCreators(db, annotations);
  const views = await recordWrites(
    db,
    signed.map((annotation) => ({ type: 'annotation', id: annotation.id, after: annotation })),
    now,
  );
  await putAnnotationRows(
    db,
    signed.map((annotation) => {
      const view = views.get(annotation.id);
      // Tags come in one order on all devices: as they were added.
      return view ? withTags(annotation, tagsOf(view)) : annotation;
    }),
  );
}

function withTags(annotation: Annotation, tags: readonly string[]): Annotation {
  return { ...annotation, tags: [...tags] };
}

/** Takes annotations away for good. */
export async function removeAnnotations(db: Database, ids: readonly string[], now: number): Promise<void> {
  await recordWrites(
    db,
    ids.map((id) => ({ type: 'annotation', id, after: null })),
    now,
  );
  await db.annotations.bulkDelete([...ids]);
}

/** Writes articles, new or not, and the words of their annotations where those have changed. */
export async function putArticles(db: Database, articles: readonly Article[], now: number): Promise<void> {
  await recordWrites(
    db,
    articles.map((article) => ({ type: 'article', id: article.id, after: article })),
    now,
  );
  await putArticleRows(db, articles);
}

export async function removeArticles(db: Database, ids: readonly string[], now: number): Promise<void> {
  await recordWrites(
    db,
    ids.map((id) => ({ type: 'article', id, after: null })),
    now,
  );
  await db.articles.bulkDelete([...ids]);
}

/** The rows alone, of what others did: their operations are theirs. */
export async function putAnnotationRows(db: Database, annotations: readonly Annotation[]): Promise<void> {
  const rows = await db.articles.bulkGet([...new Set(annotations.map(({ articleId }) => articleId))]);
  const articles = new Map(parseArticles(rows).records.map((article) => [article.id, article]));
  for (let from = 0; from < annotations.length; from += PIECE) {
    const piece = annotations.slice(from, from + PIECE);
    // oxlint-disable-next-line no-await-in-loop -- the next rows are made when the database has answered, in a task of their own
    await db.annotations.bulkPut(piece.map((item) => toAnnotationRow(item, articles.get(item.articleId))));
  }
}

/** As {@link putAnnotationRows}. */
export async function putArticleRows(db: Database, articles: readonly Article[]): Promise<void> {
  const before = await db.articles.bulkGet(articles.map(({ id }) => id));
  const rows = articles.map(toArticleRow);
  await db.articles.bulkPut(rows);
  const renamed = rows.filter(({ title, site, byline }, at) => {
    const old = before[at];
    // Also where it was not here: its annotations may have come first.
    return !old || title !== old.title || site !== old.site || byline !== old.byline;
  });
  if (renamed.length === 0) return;
  const ids = renamed.map(({ id }) => id);
  // Each by a request of its own: `anyOf` goes from row to row with a cursor, which takes many times as long.
  const own = await Promise.all(ids.map((id) => db.annotations.where('articleId').equals(id).toArray()));
  const { records } = parseAnnotations(own.flat());
  if (records.length > 0) await putAnnotationRows(db, records);
}
