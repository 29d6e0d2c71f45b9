/** Search over everything: by index, so that 100,000 annotations answer while the user types. */
import type { Annotation, Article, Kind } from '../annotation/model';
import type { Database } from './database';
import { read } from './queries';
import { parseAnnotations, parseArticles, type AnnotationRow } from './rows';
import { queryTerms } from './search-terms';
import { rowsWithWords, unindexedRows } from './unindexed';

export interface SearchOptions {
  /** The most hits to load. */
  readonly limit: number;
  /** Only these kinds; all where it is left out. */
  readonly kinds?: readonly Kind[];
  /** Search what was deleted instead of what is there. */
  readonly onlyDeleted?: boolean;
}

interface Hit {
  readonly annotation: Annotation;
  readonly article: Article;
}

export interface SearchResult {
  /** Newest first, `limit` at the most. */
  readonly hits: Hit[];
  /** How many there are beyond the limit too. */
  readonly total: number;
  /** How many of the hits cannot be shown, because they or their article cannot be read. */
  readonly unreadable: number;
}

/** Up to this many matches, loading the rows is faster than ordering them by the keys of an index. */
const FEW = 1_000;
/** How many times more keys to read, each time that too few of them were matches. */
const STEP = 8;
/** Rows without words that are read at once. */
const UNINDEXED = 200;

/**
 * The annotations in which every word of `query` begins a word of the annotation or of its article's title, site
 * or byline. A query without words finds everything.
 */
export function searchAnnotations(
  db: Database,
  query: string,
  options: SearchOptions,
): Promise<SearchResult> {
  return read(db, async () => {
    const terms = queryTerms(query);
    const { rows, total } = terms.length > 0 ? await matching(db, terms, options) : await newest(db, options);
    return withArticles(db, rows, total);
  });
}

/** The ids of the annotations that a query finds, deleted or not; null where it has no words and finds all. */
export function matchingIds(db: Database, query: string): Promise<ReadonlySet<string> | null> {
  const terms = queryTerms(query);
  return terms.length === 0 ? Promise.resolve(null) : read(db, () => idsWithTerms(db, terms));
}

interface Found {
  /** As they lie in the table: parsed only when it is known which are shown. */
  readonly rows: readonly AnnotationRow[];
  readonly total: number;
}

/** The part of an index that holds what is (or is not) deleted, of one kind or of all, in order of creation. */
function shelf(db: Database, onlyDeleted: boolean, kind?: Kind) {
  const state = onlyDeleted ? 1 : 0;
  return kind === undefined
    ? db.annotations.where('[deleted+createdAt]').between([state, -Infinity], [state, Infinity])
    : db.annotations
        .where('[deleted+kind+createdAt]')
        .between([state, kind, -Infinity], [state, kind, Infinity]);
}

/** Everything, without a query: the newest of each kind, then the newest of those. */
async function newest(db: Database, { limit, kinds, onlyDeleted = false }: SearchOptions): Promise<Found> {
  const shelves = kinds ? [...new Set(kinds)] : [undefined];
  const counts = await Promise.all(shelves.map((kind) => shelf(db, onlyDeleted, kind).count()));
  const rows = await Promise.all(
    // oxlint-disable-next-line unicorn/no-array-reverse -- a Dexie collection, not an array
    shelves.map((kind) => shelf(db, onlyDeleted, kind).reverse().limit(limit).toArray()),
  );
  return {
    rows: rows.flat().toSorted(newestFirst).slice(0, limit),
    total: counts.reduce((a, b) => a + b, 0),
  };
}

async function matching(db: Database, terms: readonly string[], options: SearchOptions): Promise<Found> {
  const { limit, kinds, onlyDeleted = false } = options;
  const ids = await idsWithTerms(db, terms);
  if (ids.size <= FEW) {
    const rows = (await db.annotations.bulkGet([...ids])).filter((row) => row !== undefined);
    const wanted = rows.filter(
      (row) => row.deleted === (onlyDeleted ? 1 : 0) && (kinds?.includes(row.kind) ?? true),
    );
    return { rows: wanted.toSorted(newestFirst).slice(0, limit), total: wanted.length };
  }
  // Only the trash is small: to take it away from the matches costs less than to look up all that is not in it.
  const listed = kinds
    ? await idsOfKinds(db, kinds, onlyDeleted)
    : new Set(await shelf(db, true).primaryKeys());
  const wanted = new Set([...ids].filter((id) => listed.has(id) === (onlyDeleted || kinds !== undefined)));
  const newestIds = await newestOf(db, wanted, options);
  const rows = await db.annotations.bulkGet(newestIds);
  return { rows: rows.filter((row) => row !== undefined), total: wanted.size };
}

/** The newest of `ids`. Where there are many, they turn up soon from the newest end of the shelf. */
async function newestOf(db: Database, ids: ReadonlySet<string>, options: SearchOptions): Promise<string[]> {
  const { limit, onlyDeleted = false } = options;
  for (let length = limit * STEP; ; length *= STEP) {
    // oxlint-disable-next-line no-await-in-loop, unicorn/no-array-reverse -- reads on only if need be; a Dexie collection
    const keys = await shelf(db, onlyDeleted).reverse().limit(length).primaryKeys();
    const found = keys.filter((id) => ids.has(id));
    if (found.length >= limit || keys.length < length) return found.slice(0, limit);
  }
}

async function idsWithTerms(db: Database, terms: readonly string[]): Promise<ReadonlySet<string>> {
  const indexed = await indexedIds(db, terms);
  const others = await unindexedIds(db, terms);
  return others.length > 0 ? new Set([...indexed, ...others]) : indexed;
}

/** Those that have no words yet: they are read, row by row. None, as a rule. */
async function unindexedIds(db: Database, terms: readonly string[]): Promise<readonly string[]> {
  const found: string[] = [];
  for (let after = ''; ;) {
    // oxlint-disable-next-line no-await-in-loop -- some at a time: there may be very many
    const rows = await unindexedRows(db, after, UNINDEXED);
    // oxlint-disable-next-line no-await-in-loop -- as above
    const readable = await rowsWithWords(db, parseAnnotations(rows).records);
    const hits = readable.filter((row) =>
      terms.every((term) => row.terms.some((word) => word.startsWith(term))),
    );
    found.push(...hits.map(({ id }) => id));
    if (rows.length < UNINDEXED) return found;
    after = rows.at(-1)?.id ?? '';
  }
}

/** The ids under every term. A term narrows only what the terms before it left. */
async function indexedIds(db: Database, terms: readonly string[]): Promise<ReadonlySet<string>> {
  let ids: ReadonlySet<string> | undefined;
  for (const term of terms) {
    // oxlint-disable-next-line no-await-in-loop -- where one term has no match, the others need not be asked
    const found = await db.annotations.where('terms').startsWith(term).primaryKeys();
    const before = ids;
    ids = new Set(before ? found.filter((id) => before.has(id)) : found);
    if (ids.size === 0) break;
  }
  return ids ?? new Set();
}

async function idsOfKinds(
  db: Database,
  kinds: readonly Kind[],
  onlyDeleted: boolean,
): Promise<ReadonlySet<string>> {
  const ids = await Promise.all(
    [...new Set(kinds)].map((kind) => shelf(db, onlyDeleted, kind).primaryKeys()),
  );
  return new Set(ids.flat());
}

function newestFirst(a: Annotation, b: Annotation): number {
  return b.createdAt - a.createdAt || (a.id < b.id ? 1 : -1);
}

async function withArticles(
  db: Database,
  rows: readonly AnnotationRow[],
  total: number,
): Promise<SearchResult> {
  const { records } = parseAnnotations(rows);
  const articleRows = await db.articles.bulkGet([...new Set(records.map(({ articleId }) => articleId))]);
  const articles = new Map(parseArticles(articleRows).records.map((article) => [article.id, article]));
  const hits = records.flatMap((annotation) => {
    const article = articles.get(annotation.articleId);
    return article ? [{ annotation, article }] : [];
  });
  return { hits, total, unreadable: rows.length - hits.length };
}
