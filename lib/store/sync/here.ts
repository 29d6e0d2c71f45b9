/** Articles and annotations that are here, in the terms of the merge. Runs in the caller's transaction. */
import { annotationFields, articleFields, type Fields } from '../../sync/merge/fields';
import type { RecordType } from '../../sync/merge/record';
import type { Database } from '../database';
import { parseAnnotations, parseArticles } from '../rows';

export interface Here {
  readonly fields: Fields;
  /** When it was changed last, as far as that is known. */
  readonly time: number;
}

/** Those of the records that are here, and can be read, by their ids. */
export async function recordsHere(
  db: Database,
  records: readonly { readonly type: RecordType; readonly id: string }[],
): Promise<ReadonlyMap<string, Here>> {
  const idsOf = (wanted: RecordType): string[] =>
    records.filter(({ type }) => type === wanted).map(({ id }) => id);
  const annotations = await db.annotations.bulkGet(idsOf('annotation'));
  const articles = await db.articles.bulkGet(idsOf('article'));
  const here = new Map<string, Here>();
  for (const annotation of parseAnnotations(annotations.filter((row) => row !== undefined)).records)
    here.set(annotation.id, { fields: annotationFields(annotation), time: annotation.updatedAt });
  for (const article of parseArticles(articles.filter((row) => row !== undefined)).records)
    here.set(article.id, { fields: articleFields(article), time: article.savedAt });
  return here;
}
