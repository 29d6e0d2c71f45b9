/** A handful of a file's articles held against the store: what each annotation would become. */
import { completed } from '../../annotation/completed';
import type { Incoming } from '../../annotation/imported';
import type { Annotation, Article } from '../../annotation/model';
import type { Database } from '../database';
import { StoreError } from '../errors';
import { parseAnnotations, parseArticles, type Parsed } from '../rows';
import {
  decide,
  isSamePassage,
  type Fate,
  type ImportPolicy,
  type IncomingAnnotation,
  type Match,
} from './decide';

export interface Decided {
  readonly incoming: IncomingAnnotation;
  readonly article: Article;
  readonly fate: Fate;
  /** What was here before; null where it is new. */
  readonly before: Annotation | null;
  readonly put: Annotation | null;
}

export interface DecidedBatch {
  readonly annotations: readonly Decided[];
  /** Articles to write, with what was here before. */
  readonly articles: readonly { readonly before: Article | null; readonly after: Article }[];
  /** Ids of what the batch was found to name: `seen` of those that follow, once it is dealt with. */
  readonly named: ReadonlySet<string>;
}

/**
 * Decides on `batch`. Run it in a transaction that covers articles and annotations.
 *
 * @param seen ids of what the file was before found to name: none of it can be what it names next
 */
export async function decideBatch(
  db: Database,
  batch: readonly Incoming[],
  policy: ImportPolicy,
  seen: ReadonlySet<string>,
  now: number,
): Promise<DecidedBatch> {
  const shelf = await articlesFor(db, batch, now);
  const named = new Set<string>();
  const isSeen = (id: string): boolean => seen.has(id) || named.has(id);
  const matches = await matchesFor(db, batch, shelf, isSeen);
  const annotations: Decided[] = [];
  for (const { identity, annotations: incomings } of batch) {
    const article = shelf.of(identity);
    for (const incoming of incomings) {
      if (isSeen(incoming.id)) continue;
      named.add(incoming.id);
      const match = matches(incoming, article);
      // What one passage of the file was found to be, another one cannot be.
      if (match) named.add(match.annotation.id);
      const { fate, put } = decide(incoming, match, policy, { articleId: article.id, now });
      annotations.push({ incoming, article, fate, before: match?.annotation ?? null, put });
    }
  }
  return { annotations, articles: shelf.changed(), named };
}

export interface Shelf {
  of(identity: Incoming['identity']): Article;
  /** Those that were here before. */
  readonly known: readonly Article[];
  changed(): { readonly before: Article | null; readonly after: Article }[];
}

/** The articles of the batch as they will be: those that are here, told what they did not know, and new ones. */
export async function articlesFor(db: Database, batch: readonly Incoming[], now: number): Promise<Shelf> {
  const addresses = [...new Set(batch.flatMap(({ identity }) => identity))];
  const byAddress = await db.articles.where('aliases').anyOf(addresses).distinct().toArray();
  const byName = await db.articles.bulkGet([...new Set(batch.map(({ article }) => article.id))]);
  const rows = [...byAddress, ...byName.filter((row) => row !== undefined)];
  const known = readable(parseArticles(rows)).toSorted((a, b) => a.savedAt - b.savedAt);
  const before = new Map(known.map((article) => [article.id, article]));
  const byIdentity = new Map<string, string>();
  for (const article of known.toReversed())
    for (const alias of article.aliases) byIdentity.set(alias, article.id);
  const nameOf = (identity: Incoming['identity']) =>
    identity.map((alias) => byIdentity.get(alias)).find((id) => id !== undefined);
  const after = new Map<string, Article>(before);
  for (const incoming of batch) {
    const id = nameOf(incoming.identity) ?? incoming.article.id;
    const article = completed(after.get(id) ?? blank(incoming, id, now), incoming.article, [
      ...(incoming.article.aliases ?? []),
      ...incoming.identity,
    ]);
    after.set(id, article);
    for (const alias of [...incoming.identity, ...article.aliases]) {
      if (!byIdentity.has(alias)) byIdentity.set(alias, id);
    }
  }
  return {
    known,
    of: (identity) => {
      const article = after.get(nameOf(identity) ?? '');
      if (!article) throw new StoreError('failed', 'An article was lost while it was taken in.');
      return article;
    },
    changed: () =>
      [...after.values()]
        .map((article) => ({ before: before.get(article.id) ?? null, after: article }))
        .filter((change) => JSON.stringify(change.before) !== JSON.stringify(change.after)),
  };
}

function blank({ article, url, annotations }: Incoming, id: string, now: number): Article {
  const times = annotations.flatMap(({ createdAt }) => createdAt ?? []);
  return {
    title: '',
    byline: '',
    site: '',
    language: '',
    publishedAt: '',
    modifiedAt: '',
    id,
    url,
    aliases: [],
    savedAt: article.savedAt ?? Math.min(now, ...times),
  };
}

/** How to find what is here for an annotation of the batch: by its name, else by its passage. */
async function matchesFor(
  db: Database,
  batch: readonly Incoming[],
  { known }: Shelf,
  isSeen: (id: string) => boolean,
): Promise<(incoming: IncomingAnnotation, article: Article) => Match | undefined> {
  const ids = [...new Set(batch.flatMap(({ annotations }) => annotations.map(({ id }) => id)))];
  const rows = (await db.annotations.bulkGet(ids)).filter((row) => row !== undefined);
  const byId = new Map(readable(parseAnnotations(rows)).map((annotation) => [annotation.id, annotation]));
  const beside = await besideOf(db, known, (id) => byId.has(id) || isSeen(id));
  const byExact = Map.groupBy(
    parseAnnotations(beside).records.filter(({ target }) => target !== null),
    ({ articleId, target }) => `${articleId} ${target?.exact ?? ''}`,
  );
  return (incoming, article) => {
    const same = byId.get(incoming.id);
    if (same) return { annotation: same, by: 'id' };
    const candidates = byExact.get(`${article.id} ${incoming.target?.exact ?? ''}`) ?? [];
    const passages = candidates.filter((each) => !isSeen(each.id) && isSamePassage(incoming, each));
    const [passage] = passages.toSorted((a, b) => preference(incoming, a) - preference(incoming, b));
    return passage && { annotation: passage, by: 'passage' };
  };
}

/**
 * What else is in the articles. By names first: of an article that a file goes through for long, most is what it named
 * before, and need not be loaded again with each batch.
 */
async function besideOf(
  db: Database,
  known: readonly Article[],
  isNamed: (id: string) => boolean,
): Promise<unknown[]> {
  const keys = await Promise.all(
    known.map(({ id }) => db.annotations.where('articleId').equals(id).primaryKeys()),
  );
  return db.annotations.bulkGet(keys.flat().filter((id) => !isNamed(id)));
}

/** Of several on one passage: one of the same kind, and none from the trash. */
function preference({ kind }: IncomingAnnotation, other: Annotation): number {
  return (other.deletedAt === null ? 0 : 2) + (other.kind === kind ? 0 : 1);
}

/** To write beside a row that cannot be read could lose what it holds. */
function readable<T>({ records, unreadable }: Parsed<T>): T[] {
  if (unreadable > 0) throw new StoreError('invalid', 'A stored record cannot be read.');
  return records;
}
