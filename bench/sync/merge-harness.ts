/** What runs inside the page: records of another device come into the database, as when a device joins. */
import type { Entry } from '../../lib/formats/format';
import { Dexie } from 'dexie';
import type { Annotation, Article } from '../../lib/annotation/model';
import { Database, openDatabase } from '../../lib/store/database';
import { toAnnotationRow } from '../../lib/store/rows';
import { createReplica } from '../../lib/store/sync/replica';
import { createWriter } from '../../lib/store/writer';
import { LIMITS } from '../../lib/sync/log/round';
import { sealOperation } from '../../lib/sync/merge/publication';
import type { RecordState } from '../../lib/sync/merge/record';
import { collectionOf } from '../formats/collection';
import { measure } from '../formats/measure';
import type { Cost } from '../formats/types';
import { creationOf, recordsOf } from './records';

/** The extension's merge, or the shown rows alone written as they are: what the database itself takes, with indexes and without. */
export type MergeTool = 'pullquote' | 'rows alone' | 'rows without indexes';

export interface MergeCosts {
  readonly merge: Cost;
  /** To make the words for the search afterwards. */
  readonly words?: Cost;
  /** Fields that are written. */
  readonly operations: number;
}

export interface MergeHarness {
  /** Into an empty database. Rejects where an annotation is missing afterwards. */
  merge(tool: MergeTool, annotations: number): Promise<MergeCosts>;
}

declare global {
  var mergeBench: MergeHarness | undefined;
}

/** Records that a transaction merges, as `lib/sync/log/pull.ts` has it. */
const BATCH = 400;
/** Another device's name, at its first segment. */
const DOT = { device: 'f0f0f0f0f0f0f0f0', segment: 1 };
const VAULT = 'vault';

async function join(db: Database): Promise<void> {
  const deviceKey = await crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, ['encrypt']);
  const place = { kind: 'browser', name: '', fields: {} } as const;
  await createWriter(db, { now: () => Date.now(), newId: () => crypto.randomUUID() }).vaults.add(
    VAULT,
    { placeName: place, locked: new Uint8Array(1), deviceKey, folder: null, keysSeenAt: null, keyFile: null },
    { name: '0f0f0f0f0f0f0f0f', label: 'Device' },
  );
}

function fieldsIn(records: readonly RecordState[]): number {
  return records.reduce((sum, { fields }) => sum + Object.keys(fields).length, 0);
}

/** A snapshot's part as it comes out of its file. */
function* partsOf(annotations: number): Generator<readonly RecordState[], void> {
  let part: RecordState[] = [];
  for (const record of recordsOf(annotations)) {
    part.push(...creationOf(record).map((operation) => sealOperation(null, operation, DOT)));
    if (part.length < LIMITS.partRecords) continue;
    yield part;
    part = [];
  }
  yield part;
}

/** What the making of the records costs is not measured, nor what they take on the heap. */
async function mergeAll(db: Database, annotations: number): Promise<MergeCosts> {
  await join(db);
  const replica = createReplica(db, VAULT, () => Date.now());
  const costs: Cost[] = [];
  let operations = 0;
  for (const part of partsOf(annotations)) {
    operations += fieldsIn(part);
    const { cost } = await measure(async (progress) => {
      for (let from = 0; from < part.length; from += BATCH) {
        await replica.merge(part.slice(from, from + BATCH));
        progress();
      }
    });
    costs.push(cost);
  }
  const writer = createWriter(db, { now: () => Date.now(), newId: () => crypto.randomUUID() });
  const { cost: words } = await measure(() => writer.indexWords());
  return { merge: summed(costs), words, operations };
}

/** As articles and annotations are written, with their words, or without any index and words. */
async function writeAll(
  db: Dexie,
  annotations: number,
  rowOf: (annotation: Annotation, article: Article) => object,
): Promise<MergeCosts> {
  const costs: Cost[] = [];
  let entries: Entry[] = [];
  let records = 0;
  for (const entry of collectionOf(annotations)) {
    entries.push(entry);
    records += 1 + entry.annotations.length;
    if (records < LIMITS.partRecords) continue;
    costs.push(await writeRows(db, entries, rowOf));
    entries = [];
    records = 0;
  }
  const merge = summed([...costs, await writeRows(db, entries, rowOf)]);
  return { merge, operations: [...partsOf(annotations)].reduce((sum, part) => sum + fieldsIn(part), 0) };
}

async function writeRows(
  db: Dexie,
  entries: readonly Entry[],
  rowOf: (annotation: Annotation, article: Article) => object,
): Promise<Cost> {
  const { cost } = await measure(() =>
    db.transaction('rw', ['articles', 'annotations'], async (transaction) => {
      await transaction.table('articles').bulkPut(entries.map(({ article }) => article));
      await transaction
        .table('annotations')
        .bulkPut(
          entries.flatMap(({ article, annotations }) => annotations.map((each) => rowOf(each, article))),
        );
    }),
  );
  return cost;
}

function summed(costs: readonly Cost[]): Cost {
  const sum = (of: (cost: Cost) => number): number => costs.reduce((all, cost) => all + of(cost), 0);
  const most = (of: (cost: Cost) => number): number => Math.max(0, ...costs.map(of));
  return {
    ms: sum(({ ms }) => ms),
    heap: most(({ heap }) => heap),
    longTasks: sum(({ longTasks }) => longTasks),
    longestMs: most(({ longestMs }) => longestMs),
    progressCalls: sum(({ progressCalls }) => progressCalls),
  };
}

function openPlain(name: string): Dexie {
  const db = new Dexie(name, { chromeTransactionDurability: 'strict', cache: 'disabled' });
  db.version(1).stores({ articles: 'id', annotations: 'id' });
  return db;
}

async function costsOf(tool: MergeTool, db: Dexie, annotations: number): Promise<MergeCosts> {
  if (db instanceof Database && tool === 'pullquote') return mergeAll(db, annotations);
  return writeAll(db, annotations, db instanceof Database ? toAnnotationRow : (annotation) => annotation);
}

globalThis.mergeBench = {
  merge: async (tool, annotations) => {
    const name = `merge-${crypto.randomUUID()}`;
    const db = tool === 'rows without indexes' ? openPlain(name) : openDatabase({ name });
    try {
      const costs = await costsOf(tool, db, annotations);
      const written = await db.table('annotations').count();
      if (written !== annotations) throw new Error(`${tool}: only ${written} came in`);
      return costs;
    } finally {
      await db.delete();
    }
  },
};
