/** The only writer: every change is one transaction, parsed by the model's schemas before it touches the disk. */
import { completed } from '../annotation/completed';
import * as v from 'valibot';
import {
  applyCommand,
  commandIds,
  commandSchema,
  createAnnotation,
  creationSchema,
  type Command,
  type Creation,
} from '../annotation/commands';
import {
  articleDetailsSchema,
  type Annotation,
  type AnnotationDraft,
  type Article,
  type ArticleDetails,
  type ArticleIdentity,
} from '../annotation/model';
import { savedCopySchema, type Captured, type SavedCopy } from '../annotation/version';
import type { Database } from './database';
import { StoreError, toStoreError } from './errors';
import { createImportWriter, type ImportWriter } from './imports/writer';
import { indexSome, putAnnotations, putArticles, recordTables } from './records';
import { parseAnnotations, parseArticles, toArticleRow } from './rows';
import { expireTrash } from './trash';
import { write } from './write';
import { createVaultWriter, type VaultWriter } from './sync/vaults';
import { newestVersionId, nextVersion, readVersionRows } from './versions/capture';

const ATTEMPTS = 5;

export interface WriterParts {
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  readonly newId: () => string;
}

interface Created {
  readonly article: Article;
  readonly annotation: Annotation;
  /** Not so where the same was marked before: then `undo` has nothing to take back. */
  readonly isNew: boolean;
  readonly undo: Command;
}

/** Each method writes all or nothing, and rejects with a StoreError. */
export interface Writer {
  /**
   * Writes a new annotation; the same passage marked again as the same kind is the annotation that exists. Its article is the one known under the earliest of the identities; it is made where
   * there is none, learns the other identities, and what it did not yet know of itself.
   * @param url where a new article can be opened
   */
  create(identity: ArticleIdentity, creation: Creation, url?: string): Promise<Created>;
  /** Carries out a command; executing `undo` takes it back. */
  execute(command: Command): Promise<{ readonly undo: Command }>;
  /** Tells an article what its page says of itself: what is not empty wins. Nothing where there is no article. */
  describe(identity: ArticleIdentity, details: ArticleDetails): Promise<void>;
  /**
   * The article as its page has it now: a new version where its text or headline is another than in the version before.
   * Tells the article what the page says of itself, too, unless the page does not show the article.
   * @param url where a new article can be opened; without it, nothing is kept of an article that is not known
   * @param evenLess also where the page shows only a part of what was there before
   */
  capture(identity: ArticleIdentity, copy: SavedCopy, url?: string, evenLess?: boolean): Promise<Captured>;
  /** Keeps the handle of the folder that exports go to; null forgets it. */
  rememberFolder(handle: object | null): Promise<void>;
  /** Takes away for good what was deleted before a time, in milliseconds since the epoch. */
  expireTrash(before: number): Promise<void>;
  /** Makes the words of what came in from other devices, for the search; some at a time. Goes on where it was stopped. */
  indexWords(): Promise<void>;
  /** Takes in what files from elsewhere hold. */
  readonly imports: ImportWriter;
  /** What other devices are told, and tell. */
  readonly vaults: VaultWriter;
}

/** The writer on `db`; clock and ids come from outside. */
export function createWriter(db: Database, { now, newId }: WriterParts): Writer {
  const inOne = <T>(change: () => Promise<T>): Promise<T> =>
    write(db, [...recordTables(db), db.versions], change);
  return {
    imports: createImportWriter(db, { now, newId }),
    vaults: createVaultWriter(db, now),
    indexWords: () => indexAll(db),
    expireTrash: (before) => expireTrash(db, before, now),
    rememberFolder: (handle) => rememberFolder(db, handle),
    create: (identity, creation, url = identity[0]) =>
      inOne(async () => {
        const { draft, details } = v.parse(creationSchema, creation);
        const time = now();
        const known = await findArticle(db, identity);
        const article = known
          ? completed(known, details, identity)
          : completed({ ...details, id: newId(), url, aliases: [], savedAt: time }, {}, identity);
        await putArticle(db, known, article, time);
        const same = known && (await findSame(db, known.id, draft));
        const annotation = same ?? createAnnotation(draft, newId(), article.id, time);
        if (!same && (await db.annotations.get(annotation.id)))
          throw new StoreError('failed', 'This id is taken.');
        if (!same) await putAnnotations(db, [annotation], time);
        const isNew = !same || isAskedAgain(same, time);
        return {
          article,
          annotation,
          isNew,
          undo: { type: isNew ? 'delete' : 'restore', ids: [annotation.id] },
        };
      }),
    execute: (command) =>
      inOne(async () => {
        const parsed = v.parse(commandSchema, command);
        const rows = await db.annotations.bulkGet([...new Set(commandIds(parsed))]);
        const current = readable(parseAnnotations(rows.filter((row) => row !== undefined)));
        const time = now();
        const { puts, inverse } = applyCommand(parsed, current, time);
        await putAnnotations(db, puts, time);
        return { undo: inverse };
      }),
    describe: (identity, details) =>
      inOne(async () => {
        const known = await findArticle(db, identity);
        if (known)
          await putArticle(
            db,
            known,
            { ...known, ...notEmpty(v.parse(articleDetailsSchema, details)) },
            now(),
          );
      }),
    capture: async (identity, stated, url, evenLess = false) => {
      const copy = parseCopy(stated);
      for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
        // oxlint-disable-next-line no-await-in-loop -- tried again only where somebody else was faster
        const captured = await tryToCapture(identity, copy, url, evenLess);
        if (captured) return captured;
      }
      throw new StoreError('failed', 'Others keep writing versions of this article.');
    },
  };

  /**
   * Compressing cannot be part of a transaction: whether what was read still holds is looked at again before anything is
   * written. Null where it does not.
   */
  async function tryToCapture(
    identity: ArticleIdentity,
    copy: SavedCopy,
    url: string | undefined,
    evenLess: boolean,
  ): Promise<Captured | null> {
    const { known, rows } = await inOne(async () => {
      const article = await findArticle(db, identity);
      return { known: article, rows: article ? (await readVersionRows(db, article.id)).records : [] };
    });
    if (!known && url === undefined) return { articleId: null, seen: 'other' };
    const articleId = known?.id ?? newId();
    const newest = rows.at(-1);
    // Later than the one before, whatever the clock says: versions are told by their order.
    const capturedAt = Math.max(now(), (newest?.capturedAt ?? -1) + 1);
    const next = await nextVersion(rows, copy, { id: newId(), articleId, capturedAt }, evenLess).catch(
      (error: unknown) => {
        throw toStoreError(error);
      },
    );
    // What does not show the article says nothing of it.
    if (next === 'less' || next === 'other') return { articleId, seen: next };
    return inOne(async () => {
      const article = await findArticle(db, identity);
      if (article?.id !== known?.id || (await newestVersionId(db, articleId)) !== newest?.id) return null;
      const made = {
        ...copy.details,
        id: articleId,
        url: url ?? identity[0],
        aliases: [],
        savedAt: capturedAt,
      };
      const after = article ? { ...article, ...notEmpty(copy.details) } : made;
      await putArticle(db, article, completed(after, {}, identity), capturedAt);
      if (next === 'same') return { articleId, seen: next };
      await db.versions.add(next);
      return { articleId, seen: 'new' };
    });
  }
}

/** @throws {StoreError} `invalid` where it breaks the model */
function parseCopy(copy: SavedCopy): SavedCopy {
  try {
    return v.parse(savedCopySchema, copy);
  } catch (error) {
    throw toStoreError(error);
  }
}

/** Milliseconds in which whoever got no answer tries again. */
const TRIED_AGAIN_WITHIN = 60_000;

/** Whether the answer of a moment ago was lost: whoever asks has not marked it before, and nobody worked on it since. */
function isAskedAgain({ createdAt, updatedAt }: Annotation, now: number): boolean {
  return updatedAt === createdAt && Math.abs(now - createdAt) < TRIED_AGAIN_WITHIN;
}

/**
 * The same passage marked as the same kind. Trying again, after a write whose answer was lost with the worker, must
 * not make a second mark.
 */
async function findSame(
  db: Database,
  articleId: string,
  draft: AnnotationDraft,
): Promise<Annotation | undefined> {
  const { target, kind } = draft;
  if (!target) return undefined;
  const rows = await db.annotations.where('articleId').equals(articleId).toArray();
  return parseAnnotations(rows).records.find(
    (other) =>
      other.deletedAt === null &&
      other.kind === kind &&
      other.target?.exact === target.exact &&
      other.target.prefix === target.prefix &&
      other.target.suffix === target.suffix,
  );
}

/** The article known under the earliest of the identities; of several, the one saved first. */
async function findArticle(db: Database, identity: ArticleIdentity): Promise<Article | undefined> {
  const rows = await db.articles.where('aliases').anyOf(identity).distinct().toArray();
  const rank = (article: Article) => identity.findIndex((url) => article.aliases.includes(url));
  return readable(parseArticles(rows))
    .toSorted((a, b) => rank(a) - rank(b) || a.savedAt - b.savedAt)
    .at(0);
}

/** To write beside a row that cannot be read could lose what it holds. */
function readable<T>({ records, unreadable }: { records: T[]; unreadable: number }): T[] {
  if (unreadable > 0) throw new StoreError('invalid', 'A stored record cannot be read.');
  return records;
}

function notEmpty<T extends Partial<ArticleDetails>>(details: T): Partial<T> {
  const fields: Partial<T> = { ...details };
  for (const key in fields) if (fields[key] === '') delete fields[key];
  return fields;
}

/** Writes `after` where it differs from `before`. */
async function putArticle(
  db: Database,
  before: Article | undefined,
  after: Article,
  now: number,
): Promise<void> {
  const isSame = before && JSON.stringify(toArticleRow(after)) === JSON.stringify(toArticleRow(before));
  if (!isSame) await putArticles(db, [after], now);
}

function rememberFolder(db: Database, handle: object | null): Promise<void> {
  return write(db, [db.places], async () => {
    await (handle ? db.places.put({ id: 'folder', handle }) : db.places.delete('folder'));
  });
}

async function indexAll(db: Database): Promise<void> {
  // oxlint-disable-next-line no-await-in-loop -- a transaction each, so that nobody waits long for the database
  while (await write(db, [db.articles, db.annotations], () => indexSome(db)));
}
