/**
 * The one place that writes articles and annotations: each row with what only its index needs, and, where they are synced,
 * the operation that tells other devices of it. Everything here runs in the caller's transaction, over `RECORD_TABLES`.
 */
import type { Table } from 'dexie';
import type { Annotation, Article } from '../annotation/model';
import type { Database } from './database';
import { parseAnnotations, toArticleRow, toUnindexedRow, type AnnotationRow } from './rows';
import { tagsOf } from '../sync/merge/fields';
import { withCreators } from './sync/creators';
import { recordWrites } from './sync/recorder';
import { rowsWithWords, unindexedRows } from './unindexed';

/** So many rows are made at once: that takes its time, most with the words for the search, and the page must answer meanwhile. */
const PIECE = 100;
const INDEXED_PIECE = 25;
/** Rows that get their words in one transaction: others are waiting for the database. */
const AT_ONCE = 400;

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
  await putIndexedRows(
    db,
    signed.map((annotation) => {
      const view = views.get(annotation.id);
      // Tags come in one order on all devices: as they were added.
      return view ? inOrderOf(annotation, tagsOf(view)) : annotation;
    }),
  );
}

/** Only their order: where it is shared, not all that is done here is told, and a view may lack some. */
function inOrderOf(annotation: Annotation, order: readonly string[]): Annotation {
  const place = new Map(order.map((tag, at) => [tag.toLowerCase(), at]));
  const placeOf = (tag: string): number => place.get(tag.toLowerCase()) ?? order.length;
  return { ...annotation, tags: annotation.tags.toSorted((a, b) => placeOf(a) - placeOf(b)) };
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
  await putIndexedRows(db, await putArticlesOf(db, articles));
}

export async function removeArticles(db: Database, ids: readonly string[], now: number): Promise<void> {
  await recordWrites(
    db,
    ids.map((id) => ({ type: 'article', id, after: null })),
    now,
  );
  await db.articles.bulkDelete([...ids]);
}

/** The rows alone, of what others did: their operations are theirs. Their words are made afterwards: see {@link indexSome}. */
export async function putAnnotationRows(db: Database, annotations: readonly Annotation[]): Promise<void> {
  for (let from = 0; from < annotations.length; from += PIECE) {
    // oxlint-disable-next-line no-await-in-loop -- the next rows are made when the database has answered, in a task of their own
    await db.annotations.bulkPut(annotations.slice(from, from + PIECE).map(toUnindexedRow));
  }
}

/** As {@link putAnnotationRows}. */
export async function putArticleRows(db: Database, articles: readonly Article[]): Promise<void> {
  await putAnnotationRows(db, await putArticlesOf(db, articles));
}

/**
 * Makes the words of some annotations that have none yet.
 * @returns whether there were any
 */
export async function indexSome(db: Database): Promise<boolean> {
  const rows = await unindexedRows(db, '', AT_ONCE);
  const { records } = parseAnnotations(rows);
  await putIndexedRows(db, records);
  if (records.length < rows.length) {
    // What cannot be read has no words, and is not tried again.
    const indexed = new Set(records.map(({ id }) => id));
    const others = rows.filter(({ id }) => !indexed.has(id));
    await db.annotations.bulkPut(others.map(withoutMark));
  }
  return rows.length > 0;
}

function withoutMark(row: AnnotationRow): AnnotationRow {
  const { unindexed: _, ...others } = row;
  return others;
}

async function putIndexedRows(db: Database, annotations: readonly Annotation[]): Promise<void> {
  for (let from = 0; from < annotations.length; from += INDEXED_PIECE) {
    const piece = annotations.slice(from, from + INDEXED_PIECE);
    // oxlint-disable-next-line no-await-in-loop -- as above
    await db.annotations.bulkPut(await rowsWithWords(db, piece));
  }
}

/** @returns the annotations that need other words; those that have none yet will get the new ones */
async function putArticlesOf(db: Database, articles: readonly Article[]): Promise<readonly Annotation[]> {
  const before = await db.articles.bulkGet(articles.map(({ id }) => id));
  const rows = articles.map(toArticleRow);
  await db.articles.bulkPut(rows);
  const renamed = rows.filter(({ title, site, byline }, at) => {
    const old = before[at];
    // Also where it was not here: its annotations may have come first.
    return !old || title !== old.title || site !== old.site || byline !== old.byline;
  });
  if (renamed.length === 0) return [];
  const ids = renamed.map(({ id }) => id);
  // Each by a request of its own: `anyOf` goes from row to row with a cursor, which takes many times as long.
  const own = await Promise.all(ids.map((id) => db.annotations.where('articleId').equals(id).toArray()));
  return parseAnnotations(own.flat().filter(({ unindexed }) => unindexed === undefined)).records;
}
