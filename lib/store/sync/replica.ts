/** The log's view of the database: every method is one transaction, so that a worker may be stopped anywhere. */
import { Dexie } from 'dexie';
import { renamed, UNPUBLISHED, withKnown, withSegment } from '../../sync/log/membership';
import type { Known, Published, Replica, SealedSegment } from '../../sync/log/replica';
import { mergeIncoming } from '../../sync/merge/incoming';
import { remaining } from '../../sync/merge/publication';
import { unpublish } from '../../sync/merge/unpublish';
import { isGoneWithin, type RecordState } from '../../sync/merge/record';
import type { Vector } from '../../sync/merge/vector';
import type { Database } from '../database';
import { recordTables } from '../records';
import { write } from '../write';
import { enlistRecords } from './enlist';
import { recordRow, standingOf, viewOf, type RecordRow } from './rows';
import { sharedRecords } from './scope';
import { show } from './show';
import { observe, ofVault, readMembership, readPublished, readVault, writeState } from './states';

/** Rows that are gone through at once. */
const CHUNK = 1_000;

/** The replica of a vault; rejects with a StoreError. `now`: the wall clock, in milliseconds since the epoch. */
export function createReplica(db: Database, vault: string, now: () => number): Replica {
  const inOne = <T>(change: () => Promise<T>): Promise<T> =>
    write(db, [...recordTables(db), db.versions, db.outgoing], change);

  return {
    membership: () => inOne(() => readMembership(db, vault)),
    published: () => inOne(() => readPublished(db, vault)),
    savePublished: (published) => inOne(() => writePublished(db, vault, published)),
    pending: (limit) =>
      inOne(async () => {
        const rows = await pendingRows(db, vault).limit(limit).toArray();
        const changes = rows.flatMap(({ published, operation }) =>
          operation ? [{ published, operation }] : [],
        );
        return { changes, count: await pendingRows(db, vault).count() };
      }),
    commitSegment: (segment) => inOne(() => commitSegment(db, vault, segment)),
    outgoing: () =>
      inOne(async () => {
        const rows = await db.outgoing
          .where('[vault+segment]')
          .between(...ofVault(vault))
          .toArray();
        return rows.map(({ entry, name }) => ({ entry, name }));
      }),
    outgoingBytes: (name) =>
      inOne(async () => {
        const rows = db.outgoing.where('[vault+segment]').between(...ofVault(vault));
        return (await rows.filter((row) => row.name === name).first())?.bytes ?? null;
      }),
    sent: (name, published) =>
      inOne(async () => {
        const rows = db.outgoing.where('[vault+segment]').between(...ofVault(vault));
        await rows.filter((row) => row.name === name).delete();
        await writePublished(db, vault, published);
      }),
    merge: (records, known) => inOne(() => mergeRecords(db, vault, { records, known, now: now() })),
    all: (after, limit) =>
      inOne(async () => {
        const rows = await db.records
          .where('[vault+id]')
          .between([vault, after ?? Dexie.minKey], [vault, Dexie.maxKey], after === null)
          .filter(({ published }) => published !== null)
          .limit(limit)
          .toArray();
        return rows.flatMap(({ published }) => published ?? []);
      }),
    countGone: (within) =>
      inOne(async () =>
        db.records
          .where('[vault+id]')
          .between(...ofVault(vault))
          .filter((row) => isForgettable(row, within))
          .count(),
      ),
    forgetGone: (within) =>
      inOne(async () => {
        await db.records
          .where('[vault+id]')
          .between(...ofVault(vault))
          .filter((row) => isForgettable(row, within))
          .delete();
      }),
    rename: (device, segment) => inOne(() => rename(db, vault, device, segment)),
  };
}

function isForgettable({ published, operation }: RecordRow, within: Vector): boolean {
  return published !== null && operation === null && isGoneWithin(published, within);
}

function pendingRows(db: Database, vault: string) {
  return db.records.where('[vault+pending]').equals([vault, 1]);
}

async function writePublished(db: Database, vault: string, published: Published): Promise<void> {
  await writeState(db, vault, 'published', published);
}

async function commitSegment(db: Database, vault: string, segment: SealedSegment): Promise<void> {
  const { changes, tip, file } = segment;
  const membership = withSegment(await readMembership(db, vault), segment);
  const dot = { device: membership.device, segment: tip.segment };
  const rows = await db.records.bulkGet(changes.map(({ record }): [string, string] => [vault, record.id]));
  const after = changes.map(({ operation, record }, at) => {
    const pending = remaining(rows[at]?.operation ?? null, operation, record, dot);
    const standing = { id: record.id, type: record.type, published: record, pending };
    return recordRow(vault, standing, viewOf(standing, membership));
  });
  await db.records.bulkPut(after);
  if (file) {
    const { entry, name, bytes } = file;
    await db.outgoing.put({ vault, segment: tip.segment, name, entry, bytes });
  }
  await writeState(db, vault, 'membership', membership);
}

async function mergeRecords(
  db: Database,
  vault: string,
  {
    records,
    known,
    now,
  }: { readonly records: readonly RecordState[]; readonly known: Known | undefined; readonly now: number },
): Promise<void> {
  const membership = await readMembership(db, vault);
  await observe(db, vault, records, now);
  const ids = [...new Set(records.map(({ id }) => id))];
  const rows = await db.records.bulkGet(ids.map((id): [string, string] => [vault, id]));
  const listed = new Map(rows.flatMap((row) => (row ? [[row.id, row] as const] : [])));
  const merged = new Map<string, RecordRow>();
  const before = new Map(rows.flatMap((row) => (row ? [[row.id, viewOf(standingOf(row), membership)]] : [])));
  for (const record of records) {
    const { id, type } = record;
    const row = merged.get(id) ?? listed.get(id);
    const standing = row ? standingOf(row) : { id, type, published: null, pending: null };
    const after = { id, type, ...mergeIncoming(standing, record) };
    merged.set(id, recordRow(vault, after, viewOf(after, membership)));
  }
  await db.records.bulkPut([...merged.values()]);
  const unlisted = [...merged.values()].filter(({ id }) => !listed.has(id));
  // What is here and was never written down stands beside what others say of it.
  const where = await readVault(db, vault);
  const enlisted = await enlistRecords(db, vault, await sharedRecords(db, where, unlisted));
  for (const row of enlisted) merged.set(row.id, row);
  const changes = [...merged.values()].flatMap((row) => {
    const after = viewOf(standingOf(row), membership);
    return after ? [{ before: before.get(row.id) ?? null, after }] : [];
  });
  await show(db, where, changes, now);
  if (known) {
    await writeState(db, vault, 'membership', withKnown(membership, known));
  }
}

async function rename(db: Database, vault: string, device: string, segment: number): Promise<void> {
  const before = await readMembership(db, vault);
  const membership = renamed(before, device, segment);
  for (let after: unknown = Dexie.minKey; ;) {
    // oxlint-disable-next-line no-await-in-loop -- chunk after chunk, in one transaction
    const rows = await db.records
      .where('[vault+id]')
      .between([vault, after], [vault, Dexie.maxKey], after === Dexie.minKey)
      .limit(CHUNK)
      .toArray();
    const changed = rows.map((row) => {
      const standing = { ...standingOf(row), ...unpublish(standingOf(row), before.device, segment) };
      return recordRow(vault, standing, viewOf(standing, membership));
    });
    // oxlint-disable-next-line no-await-in-loop -- as above
    await db.records.bulkPut(changed);
    if (rows.length < CHUNK) break;
    after = rows.at(-1)?.id;
  }
  await db.outgoing
    .where('[vault+segment]')
    .between(...ofVault(vault))
    .delete();
  await writeState(db, vault, 'membership', membership);
  await writePublished(db, vault, UNPUBLISHED);
}
