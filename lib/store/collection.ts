/** A part of the collection, article by article, however large it is: what exports are made from. */
import type { Annotation, Article, Kind } from '../annotation/model';
import type { Database } from './database';
import { byPlace, read, type ArticleWithAnnotations } from './queries';
import { parseAnnotations, parseArticles } from './rows';
import { matchingIds } from './search';

/** Which annotations: those that meet every condition. Deleted ones never do. */
export interface Selection {
  /** Words to search for; '' is no condition. */
  readonly text: string;
  /** Empty is no condition. */
  readonly kinds: readonly Kind[];
  /** In whatever case; '' is no condition. */
  readonly tag: string;
  /** Only in these articles; null is no condition. */
  readonly articleIds: readonly string[] | null;
  /** Only these; null is no condition. */
  readonly ids: readonly string[] | null;
}

export const EVERYTHING: Selection = { text: '', kinds: [], tag: '', articleIds: null, ids: null };

/** Whether it leaves anything out. */
export function isNarrow({ text, kinds, tag, articleIds, ids }: Selection): boolean {
  return text !== '' || kinds.length > 0 || tag !== '' || articleIds !== null || ids !== null;
}

/** How articles follow each other. What has no date, title or site comes last both ways. */
export interface ArticleOrder {
  readonly by: 'saved' | 'published' | 'title' | 'site';
  readonly reversed: boolean;
}

export interface Chunk {
  readonly entries: readonly ArticleWithAnnotations[];
  /** Records that cannot be read: where there are some, the collection is not whole. */
  readonly unreadable: number;
}

/** About so many annotations are loaded at once: no more than can be written down without holding up the page. */
const ROWS_AT_ONCE = 250;
/** Articles that are loaded at once: at first, and at the most where there is little in them. */
const [FIRST, MOST] = [8, 50];
/** Up to this many found annotations, their articles are looked up; above, all articles are gone through. */
const FEW = 5_000;

/**
 * The articles with the annotations that are selected in them, in the order of the text; articles without any are left
 * out. What changes meanwhile may be in it or not.
 *
 * Rejects with a StoreError.
 */
export async function* selectEntries(
  db: Database,
  selection: Selection,
  order: ArticleOrder,
): AsyncGenerator<Chunk, void> {
  const found = await matchingIds(db, selection.text);
  const few = selection.ids ?? (found && found.size <= FEW ? [...found] : null);
  const named = selection.articleIds ?? (few && (await articlesWith(db, [...few])));
  const { ids, unreadable } = await sortedIds(db, named, order);
  let [lost, rows] = [unreadable, 0];
  for (let from = 0, size = FIRST; from < ids.length;) {
    const next = ids.slice(from, from + size);
    // oxlint-disable-next-line no-await-in-loop -- one chunk after the other, so that memory stays bounded
    const chunk = await load(db, next, selection, found);
    yield { entries: chunk.entries, unreadable: lost + chunk.unreadable };
    lost = 0;
    rows += chunk.rows;
    from += next.length;
    // How much is in the next articles is not known; probably as much as in these.
    size = Math.min(MOST, Math.max(1, Math.round((next.length * ROWS_AT_ONCE) / Math.max(1, chunk.rows))));
  }
  // Those whose article is gone belong to no chunk.
  const all = named ? rows : await read(db, () => db.annotations.count());
  if (lost + all - rows > 0) yield { entries: [], unreadable: lost + Math.max(0, all - rows) };
}

async function articlesWith(db: Database, ids: string[]): Promise<string[]> {
  const rows = await read(db, () => db.annotations.bulkGet(ids));
  return [...new Set(rows.flatMap((row) => row?.articleId ?? []))];
}

/** The ids of `named` articles, or of all where it is null, in order. */
async function sortedIds(
  db: Database,
  named: readonly string[] | null,
  order: ArticleOrder,
): Promise<{ readonly ids: string[]; readonly unreadable: number }> {
  const keys: { readonly id: string; readonly key: string | number | null }[] = [];
  let unreadable = 0;
  for await (const rows of articleRows(db, named)) {
    const parsed = parseArticles(rows);
    unreadable += parsed.unreadable;
    for (const article of parsed.records) keys.push({ id: article.id, key: keyOf(article, order) });
  }
  const collator = new Intl.Collator(undefined, { numeric: true });
  const direction = order.reversed ? -1 : 1;
  const sorted = keys.toSorted((a, b) => {
    if (a.key === null || b.key === null) return Number(a.key === null) - Number(b.key === null);
    return direction * compare(a.key, b.key, collator) || (a.id < b.id ? -1 : 1);
  });
  return { ids: sorted.map(({ id }) => id), unreadable };
}

const ROWS = 1_000;

/** The rows of `named` articles, or of all by their ids, in chunks. */
export async function* articleRows(
  db: Database,
  named: readonly string[] | null,
): AsyncGenerator<unknown[], void> {
  if (named) {
    const rows = await read(db, () => db.articles.bulkGet([...named]));
    yield rows.filter((row) => row !== undefined);
    return;
  }
  let last = '';
  for (;;) {
    const after = last;
    // oxlint-disable-next-line no-await-in-loop -- each chunk begins where the last one ended
    const rows = await read(db, () => db.articles.where('id').above(after).limit(ROWS).toArray());
    yield rows;
    last = rows.at(-1)?.id ?? '';
    if (rows.length < ROWS) return;
  }
}

function compare(a: string | number, b: string | number, collator: Intl.Collator): number {
  return typeof a === 'number' && typeof b === 'number' ? a - b : collator.compare(String(a), String(b));
}

/** Null where it has none. */
function keyOf(article: Article, { by }: ArticleOrder): string | number | null {
  if (by === 'saved') return article.savedAt;
  if (by === 'published') return timeOf(article.publishedAt);
  const [title, site] = [article.title.trim(), article.site.trim()];
  return (by === 'title' ? title : site && `${site} ${title}`) || null;
}

/** The time that a page states in ISO 8601, a bare day as its beginning in UTC; null for anything else. */
function timeOf(stated: string): number | null {
  const time = /^\d{4}(?:-\d{2}){0,2}(?:T|$)/u.test(stated) ? Date.parse(stated) : Number.NaN;
  return Number.isNaN(time) ? null : time;
}

async function load(
  db: Database,
  ids: string[],
  selection: Selection,
  found: ReadonlySet<string> | null,
): Promise<Chunk & { readonly rows: number }> {
  const { articles, annotations } = await read(db, async () => {
    // Each article by a request of its own: `anyOf` goes from row to row with a cursor, which takes many times as long.
    const own = ids.map((id) => db.annotations.where('articleId').equals(id).toArray());
    return { articles: await db.articles.bulkGet(ids), annotations: (await Promise.all(own)).flat() };
  });
  const parsed = parseAnnotations(annotations);
  const wanted = parsed.records.filter((annotation) => isSelected(annotation, selection, found));
  const byArticle = Map.groupBy(wanted, ({ articleId }) => articleId);
  const entries = parseArticles(articles.filter((row) => row !== undefined)).records.flatMap((article) => {
    const own = byArticle.get(article.id);
    return own ? [{ article, annotations: own.toSorted(byPlace) }] : [];
  });
  // `bulkGet` answers in the order that was asked for.
  return { entries, unreadable: parsed.unreadable, rows: annotations.length };
}

function isSelected(
  { id, kind, tags, deletedAt }: Annotation,
  { kinds, tag, ids }: Selection,
  found: ReadonlySet<string> | null,
): boolean {
  if (deletedAt !== null || (found && !found.has(id)) || (ids && !ids.includes(id))) return false;
  if (kinds.length > 0 && !kinds.includes(kind)) return false;
  return tag === '' || tags.some((each) => each.toLowerCase() === tag.toLowerCase());
}
