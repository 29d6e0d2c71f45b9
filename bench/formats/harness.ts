/** What runs inside the page: the modules of the page for import and export, with a database and files of its own. */
import type { Entry } from '../../lib/formats/format';
import { openDatabase, type Database } from '../../lib/store/database';
import { toAnnotationRow } from '../../lib/store/rows';
import { collectionOf } from './collection';
import { allFormats, exportAll, exportAtOnce, stopExport } from './exports';
import { removeFile } from './files';
import { importAll, importAtOnce, stopImport } from './imports';
import type { FormatsHarness } from './types';

declare global {
  var formatsBench: FormatsHarness | undefined;
}

/** Articles that are written at once. */
const CHUNK = 50;
/** Annotations that the user has already, where an import is stopped. */
const OWN = 500;

async function fill(db: Database, annotations: number): Promise<number> {
  let articles = 0;
  let chunk: Entry[] = [];
  for (const entry of collectionOf(annotations)) {
    articles++;
    chunk.push(entry);
    if (chunk.length < CHUNK) continue;
    await write(db, chunk);
    chunk = [];
  }
  await write(db, chunk);
  return articles;
}

async function write(db: Database, entries: readonly Entry[]): Promise<void> {
  await db.transaction('rw', db.articles, db.annotations, async () => {
    await db.articles.bulkPut(entries.map(({ article }) => article));
    await db.annotations.bulkPut(
      entries.flatMap(({ article, annotations }) =>
        annotations.map((each) => toAnnotationRow(each, article)),
      ),
    );
  });
}

/** A fresh database for one use. */
async function withDatabase<T>(use: (db: Database) => Promise<T>): Promise<T> {
  const db = openDatabase({ name: `import-${crypto.randomUUID()}` });
  try {
    return await use(db);
  } finally {
    await db.delete();
  }
}

const collection = openDatabase({ name: 'collection' });

globalThis.formatsBench = {
  fill: (annotations) => fill(collection, annotations),
  formats: () => [...allFormats().keys()],
  exportAll: (tool, format) =>
    tool === 'pullquote' ? exportAll(collection, format) : exportAtOnce(collection),
  stopExport: (format, annotations) => stopExport(collection, format, annotations),
  importAll: (tool, file) =>
    withDatabase((db) => (tool === 'pullquote' ? importAll(db, file) : importAtOnce(db, file))),
  stopImport: (file, annotations) =>
    withDatabase(async (db) => {
      await fill(db, OWN);
      return stopImport(db, file, annotations);
    }),
  removeFile,
};
