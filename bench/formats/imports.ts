/** Imports as the page for import and export makes them, and the way of most note tools. */
import { v7 as uuidv7 } from 'uuid';
import { surveyFile, takeIn } from '../../entrypoints/transfer/import-run';
import type { Annotation, Article } from '../../lib/annotation/model';
import type { Reader, SourceFile } from '../../lib/formats/read/reader';
import { recognise } from '../../lib/formats/read/recognise';
import type { Database } from '../../lib/store/database';
import type { ImportPolicy } from '../../lib/store/imports/decide';
import { previewBatch, previewCopies } from '../../lib/store/imports/queries';
import { toAnnotationRow } from '../../lib/store/rows';
import { createWriter } from '../../lib/store/writer';
import { fileNamed } from './files';
import { heapInUse, measure } from './measure';
import type { FileTakenIn, Stopped } from './types';

const POLICY: ImportPolicy = { different: 'keep', deleted: 'keep' };

interface Source {
  readonly file: SourceFile;
  readonly reader: Reader;
}

async function open(name: string): Promise<Source> {
  const file = await fileNamed(name);
  const recognised = await recognise(file);
  if (recognised.type !== 'known') throw new Error(`Nobody knows what ${name} is`);
  return { file, reader: recognised.reader };
}

/** @param db empty */
export async function importAll(db: Database, name: string): Promise<FileTakenIn> {
  const { file, reader } = await open(name);
  const { imports } = createWriter(db, { now: () => Date.now(), newId: uuidv7 });
  const { signal } = new AbortController();
  const before = await stateOf(db);
  const survey = await measure((progress) =>
    surveyFile(
      file,
      reader,
      {
        marks: (batch, seen) => previewBatch(db, batch, seen, Date.now()),
        copies: (copies) => previewCopies(db, copies, Date.now()),
      },
      { signal, progress },
    ),
  );
  const taken = await measure((progress) => takeIn(file, reader, imports, POLICY, { signal, progress }));
  const { importId, written } = taken.value;
  const undo = await measure((progress) => imports.undo(importId, { signal, progress }));
  const isUndone = (await stateOf(db)) === before;
  return { survey: survey.cost, import: taken.cost, undo: undo.cost, written, isUndone };
}

/** @param db with some of what the file has */
export async function stopImport(db: Database, name: string, annotations: number): Promise<Stopped> {
  const { file, reader } = await open(name);
  const { imports } = createWriter(db, { now: () => Date.now(), newId: uuidv7 });
  const before = await stateOf(db);
  const base = heapInUse();
  const controller = new AbortController();
  const { signal } = controller;
  let [held, stoppedAt] = [0, 0];
  const progress = (done: number): void => {
    if (signal.aborted || done < annotations / 2) return;
    held = heapInUse() - base;
    stoppedAt = performance.now();
    controller.abort();
  };
  const ended = await takeIn(file, reader, imports, POLICY, { signal, progress }).then(
    () => 'taken',
    () => 'stopped',
  );
  const ms = performance.now() - stoppedAt;
  return { ms, held, isClean: ended === 'stopped' && (await stateOf(db)) === before };
}

interface AtOnce {
  readonly articles: Article[];
  readonly annotations: Annotation[];
}

/** The whole file in memory, one write; nothing is looked at before, nothing can be taken back. @param db empty */
export async function importAtOnce(db: Database, name: string): Promise<FileTakenIn> {
  const file = await fileNamed(name);
  const { cost } = await measure(async () => {
    const { articles, annotations } = readAtOnce(await file.text());
    const byId = new Map(articles.map((article) => [article.id, article]));
    await db.transaction('rw', db.articles, db.annotations, async () => {
      await db.articles.bulkPut(articles);
      // With the words for the search, which ours needs.
      await db.annotations.bulkPut(
        annotations.map((each) => toAnnotationRow(each, byId.get(each.articleId))),
      );
    });
  });
  const none = { ms: 0, heap: 0, longTasks: 0, longestMs: 0, progressCalls: 0 };
  return { survey: none, import: cost, undo: none, written: await db.annotations.count(), isUndone: false };
}

function readAtOnce(text: string): AtOnce {
  return JSON.parse(text);
}

/** Everything in the database, as a hash. */
async function stateOf(db: Database): Promise<string> {
  const tables = await Promise.all(db.tables.map((table) => table.toArray()));
  const bytes = new TextEncoder().encode(JSON.stringify(tables));
  return Array.from(new Uint8Array(await crypto.subtle.digest('SHA-256', bytes))).join();
}
