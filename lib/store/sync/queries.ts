/** What views and the runner ask of syncing. As in `../queries.ts`: one read transaction each, StoreErrors. */
import { conflictsOf, mergedTextsOf, type Conflict } from '../../sync/merge/fields';
import type { RecordState } from '../../sync/merge/record';
import { needsPerson } from '../../sync/vault/outcome';
import type { ConflictView, SyncStatus, SyncView } from '../../sync/vault/state';
import type { Database } from '../database';
import { toStoreError } from '../errors';
import { parseAnnotations, parseArticles } from '../rows';
import { standingOf, viewOf, type Attention, type RecordRow, type Vault } from './rows';
import { readMembership, readStatus, readVaults } from './states';

/** Of what waits for a person. */
const MOST = 100;

/** The vault of this device; null where nothing is synced. */
export function findVault(db: Database): Promise<Vault | null> {
  return readSync(db, async () => (await readVaults(db))[0] ?? null);
}

/** How the last runs of a vault ended. */
export function statusOf(db: Database, vault: string): Promise<SyncStatus> {
  return readSync(db, () => readStatus(db, vault));
}

/** Whether syncing waits for a person: a failure that will not pass by itself, or something to settle. */
export function syncNeedsPerson(db: Database): Promise<boolean> {
  return readSync(db, async () => {
    const [vault] = await readVaults(db);
    if (!vault) return false;
    if (needsPerson((await readStatus(db, vault.id)).failure)) return true;
    return (await attending(db, vault.id, 'conflict').count()) > 0;
  });
}

/** Annotations of which devices say different things. */
export function countConflicts(db: Database): Promise<number> {
  return readSync(db, async () => {
    const [vault] = await readVaults(db);
    return vault ? attending(db, vault.id, 'conflict').count() : 0;
  });
}

/** Everything that the sync page shows, but how full a place is; null where nothing is synced. */
export function syncView(db: Database): Promise<Omit<SyncView, 'usage'> | null> {
  return readSync(db, async () => {
    const [vault] = await readVaults(db);
    if (!vault) return null;
    const { id, placeName, settings } = vault;
    const { device, label } = await readMembership(db, id);
    const conflicts = await attending(db, id, 'conflict').limit(MOST).toArray();
    const merged = await attending(db, id, 'merged').limit(MOST).toArray();
    return {
      place: placeName,
      device: { name: device, label },
      settings,
      status: await readStatus(db, id),
      pending: await pendingOf(db, id),
      conflictCount: await attending(db, id, 'conflict').count(),
      conflicts: await conflictViews(db, conflicts, conflictsOf),
      merged: await conflictViews(db, merged, mergedTextsOf),
    };
  });
}

async function readSync<T>(db: Database, query: () => Promise<T>): Promise<T> {
  try {
    const tables = [db.articles, db.annotations, db.vaults, db.syncStates, db.records, db.outgoing];
    return await db.transaction('r', tables, async () => query());
  } catch (error) {
    throw toStoreError(error);
  }
}

/** Changes that no segment has published, and segments that are not certain to be at the store. */
async function pendingOf(db: Database, vault: string): Promise<number> {
  const changes = await db.records.where('[vault+pending]').equals([vault, 1]).count();
  const segments = await db.outgoing.count();
  return changes + segments;
}

function attending(db: Database, vault: string, attention: Attention) {
  return db.records.where('[vault+attention]').equals([vault, attention]);
}

async function conflictViews(
  db: Database,
  rows: readonly RecordRow[],
  of: (view: RecordState) => readonly Conflict[],
): Promise<ConflictView[]> {
  const annotations = new Map(
    parseAnnotations(await existing(db.annotations.bulkGet(rows.map(({ id }) => id)))).records.map(
      (annotation) => [annotation.id, annotation],
    ),
  );
  const ids = [...new Set([...annotations.values()].map(({ articleId }) => articleId))];
  const titles = new Map(
    parseArticles(await existing(db.articles.bulkGet(ids))).records.map(({ id, title, url }) => [
      id,
      title || url,
    ]),
  );
  return Promise.all(
    rows.map(async (row) => {
      const annotation = annotations.get(row.id);
      const view = viewOf(standingOf(row), await readMembership(db, row.vault));
      return {
        annotationId: row.id,
        passage: annotation?.target?.exact ?? annotation?.note ?? '',
        articleTitle: titles.get(annotation?.articleId ?? '') ?? '',
        conflicts: view ? of(view) : [],
      };
    }),
  );
}

async function existing<T>(rows: Promise<(T | undefined)[]>): Promise<T[]> {
  return (await rows).filter((row) => row !== undefined);
}
