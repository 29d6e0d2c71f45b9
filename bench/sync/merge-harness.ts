/** What runs inside the page: records of another device come into the database, as when a device joins. */
import type { Entry } from '../../lib/formats/format';
import { openDatabase, type Database } from '../../lib/store/database';
import { toAnnotationRow } from '../../lib/store/rows';
import { createReplica } from '../../lib/store/sync/replica';
import { createWriter } from '../../lib/store/writer';
import { LIMITS } from '../../lib/sync/log/round';
import { sealOperation } from '../../lib/sync/merge/operation';
import type { RecordState } from '../../lib/sync/merge/record';
import { collectionOf } from '../formats/collection';
import { measure } from '../formats/measure';
import type { Cost } from '../formats/types';
import { creationOf, recordsOf } from './records';

/** The extension's merge, or the shown rows alone written as they are: what the database itself takes. */
export type MergeTool = 'pullquote' | 'rows alone';

export interface MergeHarness {
  /** Into an empty database. Rejects where an annotation is missing afterwards. */
  merge(tool: MergeTool, annotations: number): Promise<Cost>;
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
async function mergeAll(db: Database, annotations: number): Promise<Cost> {
  await join(db);
  const replica = createReplica(db, VAULT, () => Date.now());
  const costs: Cost[] = [];
  for (const part of partsOf(annotations)) {
    const { cost } = await measure(async (progress) => {
      for (let from = 0; from < part.length; from += BATCH) {
        await replica.merge(part.slice(from, from + BATCH));
        progress();
      }
    });
    costs.push(cost);
  }
  return summed(costs);
}

async function writeAll(db: Database, annotations: number): Promise<Cost> {
  const costs: Cost[] = [];
  let entries: Entry[] = [];
  let records = 0;
  for (const entry of collectionOf(annotations)) {
    entries.push(entry);
    records += 1 + entry.annotations.length;
    if (records < LIMITS.partRecords) continue;
    costs.push(await writeRows(db, entries));
    entries = [];
    records = 0;
  }
  return summed([...costs, await writeRows(db, entries)]);
}

async function writeRows(db: Database, entries: readonly Entry[]): Promise<Cost> {
  const { cost } = await measure(() =>
    db.transaction('rw', db.articles, db.annotations, async () => {
      await db.articles.bulkPut(entries.map(({ article }) => article));
      await db.annotations.bulkPut(
        entries.flatMap(({ article, annotations }) =>
          annotations.map((each) => toAnnotationRow(each, article)),
        ),
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

globalThis.mergeBench = {
  merge: async (tool, annotations) => {
    const db = openDatabase({ name: `merge-${crypto.randomUUID()}` });
    try {
      const cost = await (tool === 'pullquote' ? mergeAll(db, annotations) : writeAll(db, annotations));
      const written = await db.annotations.count();
      if (written !== annotations) throw new Error(`${tool}: only ${written} came in`);
      return cost;
    } finally {
      await db.delete();
    }
  },
};
