/** Annotations whose words for the search are still to be made: what a sync brings in is shown at once, and indexed afterwards. */
import { Dexie } from 'dexie';
import type { Annotation } from '../annotation/model';
import type { Database } from './database';
import { parseArticles, toAnnotationRow, type AnnotationRow } from './rows';

/** The next rows after `id`, in the order of their ids. Runs in the caller's transaction. */
export function unindexedRows(db: Database, id: string, limit: number): Promise<AnnotationRow[]> {
  return db.annotations
    .where('[unindexed+id]')
    .between([1, id], [1, Dexie.maxKey], false)
    .limit(limit)
    .toArray();
}

/**
 * Rows with their words, those of their articles included. Runs in the caller's transaction.
 * @throws {v.ValiError} where an annotation breaks the model
 */
export async function rowsWithWords(
  db: Database,
  annotations: readonly Annotation[],
): Promise<readonly AnnotationRow[]> {
  const rows = await db.articles.bulkGet([...new Set(annotations.map(({ articleId }) => articleId))]);
  const articles = new Map(parseArticles(rows).records.map((article) => [article.id, article]));
  return annotations.map((annotation) => toAnnotationRow(annotation, articles.get(annotation.articleId)));
}
