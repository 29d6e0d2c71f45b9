/**
 * What views and the background ask of the database: plain functions, also for `live`. Each reads in one
 * transaction, so its parts fit together, and rejects with a StoreError.
 *
 * A row that the model cannot read is left out and counted in `unreadable`: never dropped silently.
 */
import type { Annotation, Article, ArticleIdentity } from '../annotation/model';
import type { ArticleVersion, SavedCopy } from '../annotation/version';
import type { Database } from './database';
import { StoreError, toStoreError } from './errors';
import { parseAnnotations, parseArticles, toVersion, type VersionRow } from './rows';
import { readVersionRows } from './versions/capture';
import { allBlocks, blocksOf } from './versions/content';

export interface Articles {
  readonly articles: Article[];
  readonly unreadable: number;
}

export interface Annotations {
  /** Oldest first. */
  readonly annotations: Annotation[];
  readonly unreadable: number;
}

export interface Page extends Articles, Annotations {}

export interface ArticleWithAnnotations {
  readonly article: Article;
  readonly annotations: Annotation[];
}

/** Runs `query` in one read transaction; what fails comes out as a StoreError. */
export async function read<T>(db: Database, query: () => Promise<T>): Promise<T> {
  try {
    return await db.transaction('r', db.articles, db.annotations, db.versions, db.imports, db.places, query);
  } catch (error) {
    throw toStoreError(error);
  }
}

/** The articles known under any of the identities. */
export function articlesByIdentity(db: Database, identity: ArticleIdentity): Promise<Articles> {
  return read(db, async () => {
    const rows = await db.articles.where('aliases').anyOf(identity).distinct().toArray();
    const { records, unreadable } = parseArticles(rows);
    return { articles: records, unreadable };
  });
}

/** Whether there is an article under any path of the site that `identity` is on. */
export function isSiteKnown(db: Database, identity: string): Promise<boolean> {
  const site = /^[^/]*\/\/[^/]*\//.exec(`${identity}/`)?.[0] ?? identity;
  return read(db, async () => (await db.articles.where('aliases').startsWith(site).limit(1).count()) > 0);
}

/** One annotation, deleted or not; null where there is none. An unreadable one is an error: there is no other. */
export function annotationById(db: Database, id: string): Promise<Annotation | null> {
  return read(db, async () => {
    const row = await db.annotations.get(id);
    if (!row) return null;
    const [annotation] = parseAnnotations([row]).records;
    if (!annotation) throw new StoreError('invalid', 'A stored record cannot be read.');
    return annotation;
  });
}

/** One article; null where there is none. */
export function articleById(db: Database, id: string): Promise<Article | null> {
  return read(db, async () => {
    const row = await db.articles.get(id);
    if (!row) return null;
    const [article] = parseArticles([row]).records;
    if (!article) throw new StoreError('invalid', 'A stored record cannot be read.');
    return article;
  });
}

/** The versions in which an article was saved, oldest first, without their content. */
export function versionsOf(
  db: Database,
  articleId: string,
): Promise<{ readonly versions: ArticleVersion[]; readonly unreadable: number }> {
  return read(db, async () => {
    const { records, unreadable } = await readVersionRows(db, articleId);
    return { versions: records.map(toVersion), unreadable };
  });
}

/**
 * What a version holds. Not for `live`: unpacking outlasts a transaction, and a version never changes.
 * Rejects with a StoreError: `unknown` where there is no such version, `invalid` where it is damaged.
 */
export async function savedCopy(db: Database, { articleId, id }: ArticleVersion): Promise<SavedCopy> {
  const { records: rows } = await read(db, () => readVersionRows(db, articleId));
  const row = rows.find((each) => each.id === id);
  if (!row) throw new StoreError('unknown', 'There is no such version.');
  return { details: row.details, blocks: await blocksOf(row, rows) };
}

/** A version with what it holds; null where that is damaged. */
export interface StoredCopy {
  readonly version: ArticleVersion;
  readonly copy: SavedCopy | null;
}

/** All versions of an article, oldest first, each unpacked when it is asked for. Not for `live`: see {@link savedCopy}. */
export async function copiesOf(
  db: Database,
  articleId: string,
): Promise<{
  readonly copies: AsyncIterable<StoredCopy>;
  readonly count: number;
  readonly unreadable: number;
}> {
  const { records, unreadable } = await read(db, () => readVersionRows(db, articleId));
  return { copies: unpacked(records), count: records.length, unreadable };
}

async function* unpacked(rows: readonly VersionRow[]): AsyncGenerator<StoredCopy, void> {
  for await (const { row, blocks } of allBlocks(rows)) {
    yield { version: toVersion(row), copy: blocks && { details: row.details, blocks } };
  }
}

interface Deleted {
  /** Those that were deleted too. */
  readonly deleted?: boolean;
}

/** The annotations of the articles. */
export function annotationsOf(
  db: Database,
  articleIds: readonly string[],
  { deleted = false }: Deleted = {},
): Promise<Annotations> {
  return read(db, async () => {
    const rows = await Promise.all(
      articleIds.map((id) => db.annotations.where('articleId').equals(id).toArray()),
    );
    const { records, unreadable } = parseAnnotations(
      rows.flat().filter((row) => deleted || row.deleted === 0),
    );
    return { annotations: records.toSorted((a, b) => a.createdAt - b.createdAt), unreadable };
  });
}

/** Everything that is known of a page: its articles and their annotations. */
export function findPage(db: Database, identity: ArticleIdentity, options: Deleted = {}): Promise<Page> {
  return read(db, async () => {
    const { articles, unreadable } = await articlesByIdentity(db, identity);
    const ids = articles.map(({ id }) => id);
    const found = await annotationsOf(db, ids, options);
    return { articles, annotations: found.annotations, unreadable: unreadable + found.unreadable };
  });
}

/** How many annotations there are that are not deleted, or with `onlyDeleted` how many are. */
export function countAnnotations(
  db: Database,
  { onlyDeleted = false }: { readonly onlyDeleted?: boolean } = {},
): Promise<number> {
  const state = onlyDeleted ? 1 : 0;
  return read(db, () =>
    db.annotations.where('[deleted+createdAt]').between([state, -Infinity], [state, Infinity]).count(),
  );
}

/** In the order of the text as far as that is known, notes about the whole article first. */
export function byPlace(a: Annotation, b: Annotation): number {
  return place(a) - place(b) || a.createdAt - b.createdAt;
}

function place({ target }: Annotation): number {
  if (target === null) return -1;
  return target.position?.start ?? Number.MAX_SAFE_INTEGER;
}

/** The handle of the folder that exports go to; null where none was picked. */
export function rememberedFolder(db: Database): Promise<object | null> {
  return read(db, async () => (await db.places.get('folder'))?.handle ?? null);
}
