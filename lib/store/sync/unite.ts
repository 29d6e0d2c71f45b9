/**
 * One article that two devices saved, each under a name of its own: its annotations come to the one that was saved first, on
 * every device the same. The other stays, empty, because somebody who has not heard of it may still mark in it.
 */
import { completed } from '../../annotation/completed';
import type { Annotation, Article } from '../../annotation/model';
import type { Database } from '../database';
import { putAnnotations, putArticles } from '../records';
import { parseAnnotations, parseArticles } from '../rows';

/** Looks at these articles, and at those that share an address with them. Runs in the caller's transaction. */
export async function uniteArticles(db: Database, ids: readonly string[], now: number): Promise<void> {
  const rows = await db.articles.bulkGet([...ids]);
  const aliases = new Set(
    parseArticles(rows.filter((row) => row !== undefined)).records.flatMap((article) => article.aliases),
  );
  // Each by a request of its own: `anyOf` goes from row to row with a cursor, which takes many times as long.
  const found = await Promise.all(
    [...aliases].map((alias) => db.articles.where('aliases').equals(alias).toArray()),
  );
  const different = new Map(found.flat().map((row) => [row.id, row]));
  for (const group of groupsOf(parseArticles([...different.values()]).records)) {
    const [first, ...others] = group.toSorted(byAge);
    // oxlint-disable-next-line no-await-in-loop -- rare, and in one transaction
    if (first && others.length > 0) await moveInto(db, first, others, now);
  }
}

function byAge(a: Article, b: Article): number {
  return a.savedAt - b.savedAt || (a.id < b.id ? -1 : 1);
}

/** Articles that share an address, directly or by way of others. */
function groupsOf(articles: readonly Article[]): readonly (readonly Article[])[] {
  const groups = new Map<string, Set<Article>>();
  for (const article of articles) {
    const joined = new Set([article]);
    for (const alias of article.aliases) for (const other of groups.get(alias) ?? []) joined.add(other);
    for (const { aliases } of joined) for (const alias of aliases) groups.set(alias, joined);
  }
  return [...new Set(groups.values())].filter(({ size }) => size > 1).map((group) => Array.from(group));
}

async function moveInto(
  db: Database,
  first: Article,
  others: readonly Article[],
  now: number,
): Promise<void> {
  const united = others.reduce((all, other) => completed(all, other, other.aliases), first);
  if (JSON.stringify(united) !== JSON.stringify(first)) await putArticles(db, [united], now);
  const ids = others.map(({ id }) => id);
  const rows = await db.annotations.where('articleId').anyOf(ids).toArray();
  const moved = parseAnnotations(rows).records.map((each) => Object.assign(each, { articleId: first.id }));
  await putAnnotations(db, moved, now);
  // Only now: who takes one of two twins out of the trash later wants both.
  if (moved.length > 0) await dropTwins(db, first.id, now);
  for (const id of ids) {
    // oxlint-disable-next-line no-await-in-loop -- as above
    await db.versions
      .where('[articleId+capturedAt]')
      .between([id, -Infinity], [id, Infinity])
      .modify({ articleId: first.id });
  }
}

/**
 * One passage, marked on both devices as the same kind: where one of the marks has nothing that the other lacks, it goes to the
 * trash. Every device chooses the same one.
 */
async function dropTwins(db: Database, articleId: string, now: number): Promise<void> {
  const rows = await db.annotations.where('articleId').equals(articleId).toArray();
  const alive = parseAnnotations(rows).records.filter(
    ({ deletedAt, target }) => deletedAt === null && target,
  );
  const twins = Map.groupBy(alive, ({ kind, target }) =>
    JSON.stringify([kind, target?.prefix, target?.exact, target?.suffix]),
  );
  const dropped: Annotation[] = [];
  for (const same of twins.values()) {
    const [kept, ...others] = same.toSorted(
      (a, b) => Number(isBare(a)) - Number(isBare(b)) || a.createdAt - b.createdAt || (a.id < b.id ? -1 : 1),
    );
    for (const other of others) {
      if (kept && (isBare(other) || isSaidBy(other, kept))) dropped.push({ ...other, deletedAt: now });
    }
  }
  if (dropped.length > 0) await putAnnotations(db, dropped, now);
}

/** Nobody has written anything on it. */
function isBare({ note, tags, quote, claim, reanchored, rejected }: Annotation): boolean {
  const said = [note, ...tags, ...Object.values(quote), claim.claimant, claim.rating, rejected];
  return said.every((text) => text === '') && claim.status === 'unchecked' && reanchored === null;
}

function isSaidBy(a: Annotation, b: Annotation): boolean {
  return saidOn(a) === saidOn(b);
}

function saidOn({ note, tags, quote, claim, reanchored, rejected }: Annotation): string {
  return JSON.stringify([note, tags.toSorted(), quote, claim, reanchored, rejected]);
}
