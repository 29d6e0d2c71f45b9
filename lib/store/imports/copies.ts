/** Saved copies of a file held against the store: which of them are new versions. */
import * as v from 'valibot';
import type { IncomingCopy } from '../../annotation/imported';
import type { Article } from '../../annotation/model';
import { datedCopySchema, textOf } from '../../annotation/version';
import type { Database } from '../database';
import type { VersionRow } from '../rows';
import { pack, sha256 } from '../versions/pack';
import { articlesFor, type DecidedBatch } from './batch';

/** A copy with its sum, which cannot be made within a transaction. */
export interface SummedCopy {
  readonly incoming: IncomingCopy;
  readonly sha256: string;
}

export interface DecidedCopy extends SummedCopy {
  readonly article: Article;
  /** `known`: it was seen at that very time, with that text and headline. */
  readonly fate: 'new' | 'known';
}

export interface DecidedCopies {
  readonly copies: readonly DecidedCopy[];
  /** See `DecidedBatch`. */
  readonly articles: DecidedBatch['articles'];
}

/** @throws {v.ValiError} where it breaks the model */
export async function summed(incoming: IncomingCopy): Promise<SummedCopy> {
  const { capturedAt, copy } = incoming;
  const { blocks } = v.parse(datedCopySchema, { capturedAt, ...copy });
  return { incoming, sha256: await sha256(textOf({ blocks })) };
}

/**
 * Decides on copies. Run it in a transaction that covers articles, annotations and versions.
 *
 * The same text seen at another time is another version: an article may go back to what it said, and when it said so is
 * what a version tells.
 */
export async function decideCopies(
  db: Database,
  copies: readonly SummedCopy[],
  now: number,
): Promise<DecidedCopies> {
  const batch = copies.map(({ incoming: { identity, url, article } }) => ({
    identity,
    url,
    article,
    annotations: [],
  }));
  const shelf = await articlesFor(db, batch, now);
  const seen = new Set<string>();
  const decided: DecidedCopy[] = [];
  for (const each of copies) {
    const article = shelf.of(each.incoming.identity);
    const key = [article.id, each.incoming.capturedAt, each.sha256, each.incoming.copy.details.title].join(
      '\n',
    );
    // oxlint-disable-next-line no-await-in-loop -- a few, in a transaction
    const isKnown = seen.has(key) || (await isHere(db, article.id, each));
    seen.add(key);
    decided.push({ ...each, article, fate: isKnown ? 'known' : 'new' });
  }
  return { copies: decided, articles: shelf.changed() };
}

async function isHere(
  db: Database,
  articleId: string,
  { incoming, sha256: sum }: SummedCopy,
): Promise<boolean> {
  const { capturedAt, copy } = incoming;
  const rows = await db.versions.where('[articleId+capturedAt]').equals([articleId, capturedAt]).toArray();
  return rows.some((row) => row.sha256 === sum && row.details.title === copy.details.title);
}

/** What a copy is written as, but for its article. It stands for itself: so it can be taken back whatever came before it. */
export async function packedCopy(
  { incoming: { capturedAt, copy }, sha256: sum }: SummedCopy,
  id: string,
): Promise<Omit<VersionRow, 'articleId'>> {
  const bytes = await pack(copy.blocks, []);
  return { id, capturedAt, sha256: sum, details: copy.details, base: null, bytes };
}

/** Takes back versions that an import wrote, but for those by which a later one is told. @returns how many stay */
export async function removeVersions(db: Database, ids: readonly string[]): Promise<number> {
  const rows = (await db.versions.bulkGet([...ids])).filter((row) => row !== undefined);
  const bases = new Set<string | null>();
  for (const articleId of new Set(rows.map((row) => row.articleId))) {
    // oxlint-disable-next-line no-await-in-loop -- a few, in a transaction
    await db.versions
      .where('[articleId+capturedAt]')
      .between([articleId, -Infinity], [articleId, Infinity])
      .each(({ base }) => bases.add(base));
  }
  const free = rows.filter(({ id }) => !bases.has(id));
  await db.versions.bulkDelete(free.map(({ id }) => id));
  return rows.length - free.length;
}
