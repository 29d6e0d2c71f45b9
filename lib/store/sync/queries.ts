/** What views and the runner ask of syncing. As in `../queries.ts`: one read transaction each, StoreErrors. */
import { conflictsOf, mergedTextsOf, type Conflict } from '../../sync/merge/fields';
import type { RecordState } from '../../sync/merge/record';
import { waitsForPerson } from '../../sync/vault/outcome';
import type { CollectionView, ConflictView, SyncStatus, SyncView } from '../../sync/vault/state';
import type { Database } from '../database';
import { toStoreError } from '../errors';
import { parseAnnotations, parseArticles } from '../rows';
import { standingOf, viewOf, type Attention, type RecordRow, type Vault } from './rows';
import { ofVault, readMembership, readStatus, readVaults } from './states';

/** Of what waits for a person. */
const MOST = 100;

/** A vault of this device; where none is named, the user's own, which has everything. Null where there is none. */
export function findVault(db: Database, id: string | null = null): Promise<Vault | null> {
  return readSync(db, async () => one(await readVaults(db), id));
}

/** All vaults of this device, the user's own first. */
export function listVaults(db: Database): Promise<readonly Vault[]> {
  return readSync(db, async () =>
    (await readVaults(db)).toSorted((a, b) => Number(a.tag !== null) - Number(b.tag !== null)),
  );
}

function one(vaults: readonly Vault[], id: string | null): Vault | null {
  return vaults.find((vault) => (id === null ? vault.tag === null : vault.id === id)) ?? null;
}

/** What the user shares with others, by tag. */
export function listCollections(db: Database): Promise<readonly CollectionView[]> {
  return readSync(db, async () => {
    const shared = (await readVaults(db)).filter(({ tag }) => tag !== null);
    const views = shared.map(async ({ id, tag, author, isReadOnly, settings }): Promise<CollectionView> => {
      const status = await readStatus(db, id);
      const conflicts = await attending(db, id, 'conflict').count();
      const needsUser = waitsForPerson(status) || conflicts > 0;
      const { completeAt } = status;
      return { id, tag: tag ?? '', author, isReadOnly, isPaused: settings.isPaused, needsUser, completeAt };
    });
    return (await Promise.all(views)).toSorted((a, b) => a.tag.localeCompare(b.tag));
  });
}

/** How the last runs of a vault ended. */
export function statusOf(db: Database, vault: string): Promise<SyncStatus> {
  return readSync(db, () => readStatus(db, vault));
}

/** Whether syncing waits for a person: a failure that will not pass by itself, or something to settle. */
export function syncNeedsPerson(db: Database): Promise<boolean> {
  return readSync(db, async () => {
    const vaults = await readVaults(db);
    const statuses = await Promise.all(vaults.map(({ id }) => readStatus(db, id)));
    if (statuses.some(waitsForPerson)) return true;
    return (await conflictCount(db, vaults)) > 0;
  });
}

/** Annotations of which devices say different things. */
export function countConflicts(db: Database): Promise<number> {
  return readSync(db, async () => conflictCount(db, await readVaults(db)));
}

async function conflictCount(db: Database, vaults: readonly Vault[]): Promise<number> {
  const counts = await Promise.all(vaults.map(({ id }) => attending(db, id, 'conflict').count()));
  return counts.reduce((sum, count) => sum + count, 0);
}

/**
 * Everything that the sync page shows of a vault (see {@link findVault}), but how full a place is; null where there is none.
 */
export function syncView(db: Database, of: string | null = null): Promise<Omit<SyncView, 'usage'> | null> {
  return readSync(db, async () => {
    const vault = one(await readVaults(db), of);
    if (!vault) return null;
    const { id, placeName, settings, tag, author, isReadOnly } = vault;
    const { device, label } = await readMembership(db, id);
    const conflicts = await attending(db, id, 'conflict').limit(MOST).toArray();
    const merged = await attending(db, id, 'merged').limit(MOST).toArray();
    return {
      place: placeName,
      device: { name: device, label },
      sharing: tag === null ? null : { tag, author, isReadOnly },
      settings,
      status: await readStatus(db, id),
      pending: isReadOnly ? 0 : await pendingOf(db, id),
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
  const segments = await db.outgoing
    .where('[vault+segment]')
    .between(...ofVault(vault))
    .count();
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
