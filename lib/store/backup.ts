/** Everything that is stored, article by article, however much it is: what a backup is made from. */
import type { Article } from '../annotation/model';
import { articleRows, type Chunk } from './collection';
import type { Database } from './database';
import { byPlace, copiesOf, read, type StoredCopy } from './queries';
import { parseAnnotations, parseArticles } from './rows';

/** Articles whose annotations are loaded at once. */
const CHUNK = 50;

/**
 * Every article with all of its annotations, those in the trash too, and also where it has none. Rejects with a StoreError.
 */
export async function* allEntries(db: Database): AsyncGenerator<Chunk, void> {
  let rows = 0;
  for await (const { articles, unreadable } of allArticles(db)) {
    const ids = articles.map(({ id }) => id);
    const stored = await read(db, () => db.annotations.where('articleId').anyOf(ids).toArray());
    rows += stored.length;
    const annotations = parseAnnotations(stored);
    const byArticle = Map.groupBy(annotations.records, ({ articleId }) => articleId);
    const entries = articles.map((article) => ({
      article,
      annotations: (byArticle.get(article.id) ?? []).toSorted(byPlace),
    }));
    yield { entries, unreadable: unreadable + annotations.unreadable };
  }
  const all = await read(db, () => db.annotations.count());
  // Those whose article is gone.
  if (all > rows) yield { entries: [], unreadable: all - rows };
}

/** An article with its versions, oldest first. */
export interface ArticleCopies {
  readonly article: Article;
  readonly copies: AsyncIterable<StoredCopy>;
  /** Versions of which nothing can be read. */
  readonly unreadable: number;
}

/** Every article that has a saved version. Rejects with a StoreError. */
export async function* allCopies(db: Database): AsyncGenerator<ArticleCopies, void> {
  for await (const { articles } of allArticles(db)) {
    for (const article of articles) {
      // oxlint-disable-next-line no-await-in-loop -- one article after the other, so that memory stays bounded
      const { copies, count, unreadable } = await copiesOf(db, article.id);
      if (count + unreadable > 0) yield { article, copies, unreadable };
    }
  }
}

async function* allArticles(
  db: Database,
): AsyncGenerator<{ readonly articles: Article[]; readonly unreadable: number }, void> {
  for await (const rows of articleRows(db, null)) {
    for (let from = 0; from < rows.length; from += CHUNK) {
      const { records, unreadable } = parseArticles(rows.slice(from, from + CHUNK));
      yield { articles: records, unreadable };
    }
  }
}
