/**
 * Imports: a file is taken in batch by batch, each one a transaction that also writes down how to take it back. What is
 * interrupted, by the user or by a crash, is taken back as an undo takes back what was finished: so a file comes in as a
 * whole or not at all, and still no other tab has to wait for the whole of it.
 */
import * as v from 'valibot';
import type { Incoming, IncomingCopy } from '../../annotation/imported';
import type { Article } from '../../annotation/model';
import type { Database } from '../database';
import { toStoreError } from '../errors';
import { putAnnotations, putArticles, recordTables, removeAnnotations, removeArticles } from '../records';
import { toArticleRow } from '../rows';
import { write } from '../write';
import { decideBatch, type Decided } from './batch';
import { decideCopies, packedCopy, removeVersions, summed, type DecidedCopy } from './copies';
import type { ImportPolicy } from './decide';
import { stepSchema, type ImportStep } from './journal';

/** Older imports can no longer be undone. */
const KEPT = 20;
export interface Undone {
  /** Annotations that stay because the user has changed them since, and versions that later ones are told by. */
  readonly kept: number;
  /** The undo was stopped: what is left can be undone still. */
  readonly stopped: boolean;
}

export interface ImportProgress {
  readonly signal?: AbortSignal;
  /** Steps that are done, and how many there are. */
  readonly progress?: (done: number, all: number) => void;
}

/** Each method rejects with a StoreError. */
export interface ImportWriter {
  /** Begins an import, and forgets how to undo the ones long ago. @returns its id */
  begin(file: { readonly name: string; readonly format: string }): Promise<string>;
  /**
   * Takes in some articles, in one transaction.
   * @param seen see `decideBatch`; what the batch names is added when it is written
   */
  take(
    importId: string,
    batch: readonly Incoming[],
    policy: ImportPolicy,
    seen: Set<string>,
  ): Promise<readonly Decided[]>;
  /** Takes in some saved copies, each as a version of its article, in one transaction. */
  takeCopies(importId: string, copies: readonly IncomingCopy[]): Promise<readonly DecidedCopy[]>;
  finish(importId: string): Promise<void>;
  /** Takes back an import: what it made is gone for good, what it changed is as it was, as far as nobody changed it since. */
  undo(importId: string, options?: ImportProgress): Promise<Undone>;
  /** Takes back every import that never came to its end. Only while none is running. */
  undoUnfinished(): Promise<void>;
}

export interface ImportWriterParts {
  readonly now: () => number;
  readonly newId: () => string;
}

/** The import's part of the writer. */
export function createImportWriter(db: Database, { now, newId }: ImportWriterParts): ImportWriter {
  const inOne = <T>(change: () => Promise<T>): Promise<T> =>
    write(db, [...recordTables(db), db.versions, db.imports, db.importSteps], change);

  const undo = async (importId: string, { signal, progress }: ImportProgress = {}): Promise<Undone> => {
    const numbers = await inOne(() => stepsOf(db, importId).primaryKeys());
    let kept = 0;
    for (const [done, key] of numbers.toReversed().entries()) {
      if (signal?.aborted) return { kept, stopped: true };
      // oxlint-disable-next-line no-await-in-loop -- the last step first: one may have changed what another made
      kept += await inOne(() => undoStep(db, key, now()));
      progress?.(done + 1, numbers.length);
    }
    await inOne(() => db.imports.delete(importId));
    return { kept, stopped: false };
  };

  return {
    begin: (file) =>
      inOne(async () => {
        const id = newId();
        const old = (await db.imports.orderBy('startedAt').primaryKeys()).slice(0, -KEPT + 1);
        await db.imports.bulkDelete(old);
        await db.importSteps.where('importId').anyOf(old).delete();
        await db.imports.add({
          ...file,
          id,
          startedAt: now(),
          finishedAt: null,
          created: 0,
          changed: 0,
          copies: 0,
        });
        return id;
      }),
    take: async (importId, batch, policy, seen) => {
      const taken = await inOne(async () => {
        const { annotations, articles, named } = await decideBatch(db, batch, policy, seen, now());
        const needed = new Set(annotations.filter(({ put }) => put).map(({ article }) => article.id));
        const written = articles.filter(({ after }) => needed.has(after.id));
        const time = now();
        await putArticles(
          db,
          written.map(({ after }) => after),
          time,
        );
        await putAnnotations(
          db,
          annotations.flatMap(({ put }) => put ?? []),
          time,
        );
        await writeDown(db, importId, { ...stepsFor(annotations), articles: written, versions: [] });
        return { annotations, named };
      });
      // Only now: a transaction that fails is tried again as a whole.
      for (const id of taken.named) seen.add(id);
      return taken.annotations;
    },
    takeCopies: async (importId, incoming) => {
      // Compressing cannot be part of a transaction.
      const ready = await Promise.all(
        incoming.map(async (each) => {
          const copy = await summed(each);
          return { ...copy, row: await packedCopy(copy, newId()) };
        }),
      ).catch((error: unknown) => {
        throw toStoreError(error);
      });
      return inOne(async () => {
        const { copies, articles } = await decideCopies(db, ready, now());
        const rows = copies.flatMap(({ fate, article }, at) => {
          const row = ready[at]?.row;
          return fate === 'new' && row ? [{ ...row, articleId: article.id }] : [];
        });
        const needed = new Set(rows.map(({ articleId }) => articleId));
        const written = articles.filter(({ after }) => needed.has(after.id));
        await putArticles(
          db,
          written.map(({ after }) => after),
          now(),
        );
        await db.versions.bulkAdd(rows);
        const versions = rows.map(({ id }) => id);
        await writeDown(db, importId, { created: [], changed: [], articles: written, versions });
        return copies;
      });
    },
    finish: (importId) =>
      inOne(async () => {
        await db.imports.update(importId, { finishedAt: now() });
      }),
    undo,
    undoUnfinished: async () => {
      const all = await inOne(() => db.imports.toArray());
      for (const { id, finishedAt } of all) {
        // oxlint-disable-next-line no-await-in-loop -- one after the other, the newest changes first within each
        if (finishedAt === null) await undo(id);
      }
    },
  };
}

function stepsOf(db: Database, importId: string) {
  return db.importSteps.where('[importId+number]').between([importId, -Infinity], [importId, Infinity]);
}

/** What was made and changed of annotations, to be taken back. */
function stepsFor(annotations: readonly Decided[]): Pick<ImportStep, 'created' | 'changed'> {
  const created: ImportStep['created'] = [];
  const changed: ImportStep['changed'] = [];
  for (const { before, put } of annotations) {
    if (put && before) changed.push({ before, writtenAt: put.updatedAt });
    else if (put) created.push([put.id, put.updatedAt]);
  }
  return { created, changed };
}

async function writeDown(
  db: Database,
  importId: string,
  step: Omit<ImportStep, 'importId' | 'number'>,
): Promise<void> {
  const { created, changed, articles, versions } = step;
  if (created.length + changed.length + articles.length + versions.length === 0) return;
  const number = await stepsOf(db, importId).count();
  await db.importSteps.add({ importId, number, ...step });
  const record = await db.imports.get(importId);
  await db.imports.update(importId, {
    created: (record?.created ?? 0) + created.length,
    changed: (record?.changed ?? 0) + changed.length,
    copies: (record?.copies ?? 0) + versions.length,
  });
}

/** @returns how many annotations and versions stay because of what was done since */
async function undoStep(db: Database, key: readonly [string, number], now: number): Promise<number> {
  const step = v.parse(stepSchema, await db.importSteps.get([...key]));
  let kept = 0;
  const rows = await db.annotations.bulkGet(step.created.map(([id]) => id));
  const untouched = step.created.filter(([, updatedAt], at) => rows[at]?.updatedAt === updatedAt);
  kept += rows.filter((row) => row !== undefined).length - untouched.length;
  await removeAnnotations(
    db,
    untouched.map(([id]) => id),
    now,
  );

  const changedRows = await db.annotations.bulkGet(step.changed.map(({ before }) => before.id));
  const back = step.changed.filter(({ writtenAt }, at) => changedRows[at]?.updatedAt === writtenAt);
  kept += step.changed.length - back.length;
  await putAnnotations(
    db,
    back.map(({ before }) => before),
    now,
  );

  kept += await removeVersions(db, step.versions);
  for (const { before, after } of step.articles) {
    // oxlint-disable-next-line no-await-in-loop -- a few, in one transaction
    if (before) await putBackArticle(db, before, after, now);
    // oxlint-disable-next-line no-await-in-loop -- as above
    else if (await isEmpty(db, after.id)) await removeArticles(db, [after.id], now);
  }
  await db.importSteps.delete([...key]);
  return kept;
}

/** An article that learned something else since keeps all that it knows. */
async function putBackArticle(db: Database, before: Article, after: Article, now: number): Promise<void> {
  const current = await db.articles.get(after.id);
  if (JSON.stringify(current) === JSON.stringify(toArticleRow(after))) await putArticles(db, [before], now);
}

async function isEmpty(db: Database, articleId: string): Promise<boolean> {
  const marks = await db.annotations.where('articleId').equals(articleId).count();
  const versions = await db.versions
    .where('[articleId+capturedAt]')
    .between([articleId, -Infinity], [articleId, Infinity])
    .count();
  return marks + versions === 0;
}
