/** The writer's part for syncing: vaults, and what is kept of them. */
import type { Table } from 'dexie';
import { newMembership, UNPUBLISHED } from '../../sync/log/membership';
import { conflictsOf, type ConflictField } from '../../sync/merge/fields';
import { settleField } from '../../sync/merge/change';
import type { Json } from '../../sync/merge/register';
import type { SyncSettings, SyncStatus } from '../../sync/vault/state';
import type { Database } from '../database';
import { StoreError } from '../errors';
import { recordTables } from '../records';
import { write } from '../write';
import { bringSome } from './bring';
import { enlistSome, FROM_THE_START } from './enlist';
import { recordRow, standingOf, viewOf, type Vault } from './rows';
import { show } from './show';
import {
  ofVault,
  readMembership,
  readPublished,
  readStatus,
  readVault,
  readVaults,
  tick,
  writeState,
} from './states';

/** What opens a vault, as it is stored: see `vaultSchema`. */
export type VaultLock = Pick<
  Vault,
  'placeName' | 'locked' | 'deviceKey' | 'folder' | 'keysSeenAt' | 'keyFile'
>;

/** What of the collection is shared in a vault, and as whom. */
export type VaultSharing = Pick<Vault, 'tag' | 'author' | 'isReadOnly'>;

const EVERYTHING: VaultSharing = { tag: null, author: '', isReadOnly: false };

/** Each method is one transaction, but `enlist`; each rejects with a StoreError. */
export interface VaultWriter {
  /**
   * From now on what is done here is written down for the vault: everything, or what has the tag that is shared there. There
   * is one vault at the most for everything, and one for a tag.
   */
  add(id: string, lock: VaultLock, device: NewDevice, sharing?: VaultSharing): Promise<void>;
  /** Writes down what was here before, some records at a time. Goes on where it was stopped. */
  enlist(id: string, signal: AbortSignal): Promise<void>;
  /** Other keys, or another password for the place: what is not named stays. */
  relock(id: string, lock: Partial<VaultLock>): Promise<void>;
  /** Another place, which has nothing yet: everything is written there. */
  moveTo(id: string, lock: Partial<VaultLock>): Promise<void>;
  configure(id: string, settings: Partial<SyncSettings>): Promise<void>;
  /** What the user calls this device, or themselves where it is shared; the others learn of it with the next run. */
  label(id: string, label: string): Promise<void>;
  updateStatus(id: string, change: (status: SyncStatus) => SyncStatus): Promise<void>;
  /** What the user says of a field of which devices said different things. */
  settle(annotationId: string, field: ConflictField, value: Json): Promise<void>;
  /** Forgets the vault; annotations stay. */
  remove(id: string): Promise<void>;
}

export interface NewDevice {
  readonly name: string;
  readonly label: string;
}

export function createVaultWriter(db: Database, now: () => number): VaultWriter {
  const inOne = <T>(change: () => Promise<T>): Promise<T> =>
    write(db, [...recordTables(db), db.versions, db.outgoing], change);
  const change = (id: string, changes: Partial<Vault>): Promise<void> =>
    inOne(async () => {
      await readVault(db, id);
      await db.vaults.update(id, changes);
    });

  return {
    add: (id, lock, { name, label }, sharing = EVERYTHING) =>
      inOne(async () => {
        const vaults = await readVaults(db);
        if (vaults.some((vault) => vault.id === id || isSameTag(vault.tag, sharing.tag)))
          throw new StoreError('invalid', 'This device syncs already.');
        const settings = { isPaused: false, onMetered: false };
        // Who only reads has nothing to write down.
        await db.vaults.add({ ...lock, ...sharing, id, settings, isEnlisted: sharing.isReadOnly });
        await writeState(db, id, 'membership', newMembership(name, label));
      }),
    enlist: async (id, signal) => {
      const { isEnlisted, tag, author } = await inOne(() => readVault(db, id));
      if (isEnlisted) return;
      if (tag !== null && author !== '')
        await throughout('', signal, (after) => inOne(() => bringSome(db, { tag, after, now: now() })));
      await throughout(FROM_THE_START, signal, (after) =>
        inOne(async () => enlistSome(db, await readVault(db, id), after)),
      );
      await change(id, { isEnlisted: true });
    },
    relock: (id, lock) => change(id, lock),
    moveTo: (id, lock) =>
      inOne(async () => {
        await readVault(db, id);
        await db.vaults.update(id, lock);
        await writeState(db, id, 'published', { ...UNPUBLISHED, needsSnapshot: true });
        await writeState(db, id, 'status', { ...(await readStatus(db, id)), moved: null });
        await rowsOf(db.outgoing, '[vault+segment]', id).delete();
      }),
    configure: (id, settings) =>
      inOne(async () => {
        const vault = await readVault(db, id);
        await db.vaults.update(id, { settings: { ...vault.settings, ...settings } });
      }),
    label: (id, label) =>
      inOne(async () => {
        const membership = await readMembership(db, id);
        const { tag } = await readVault(db, id);
        if (tag !== null) await db.vaults.update(id, { author: label });
        await writeState(db, id, 'membership', { ...membership, label });
        // The next head tells it; the one before is ours still.
        const { head, garbage, ...published } = await readPublished(db, id);
        const old = head === null ? [] : [{ folder: 'heads' as const, name: head }];
        await writeState(db, id, 'published', { ...published, head: null, garbage: [...garbage, ...old] });
      }),
    updateStatus: (id, update) =>
      inOne(async () => {
        await readVault(db, id);
        await writeState(db, id, 'status', update(await readStatus(db, id)));
      }),
    settle: (annotationId, field, value) =>
      inOne(async () => {
        for (const vault of await readVaults(db)) {
          // oxlint-disable-next-line no-await-in-loop -- one, as a rule
          await settleIn(db, vault, { annotationId, field, value, now: now() });
        }
      }),
    remove: (id) =>
      inOne(async () => {
        await db.vaults.delete(id);
        await rowsOf(db.syncStates, '[vault+name]', id).delete();
        await rowsOf(db.records, '[vault+id]', id).delete();
        await rowsOf(db.outgoing, '[vault+segment]', id).delete();
      }),
  };
}

/** Step by step, so that nobody waits long for the database, until there is nowhere to go on. */
async function throughout<Place>(
  start: Place,
  signal: AbortSignal,
  step: (place: Place) => Promise<Place | null>,
): Promise<void> {
  for (let place: Place | null = start; place !== null;) {
    signal.throwIfAborted();
    // oxlint-disable-next-line no-await-in-loop -- a transaction each
    place = await step(place);
  }
}

function isSameTag(a: string | null, b: string | null): boolean {
  return a?.toLowerCase() === b?.toLowerCase();
}

function rowsOf<T, Key>(table: Table<T, Key>, index: string, vault: string) {
  return table.where(index).between(...ofVault(vault));
}

async function settleIn(
  db: Database,
  vault: Vault,
  {
    annotationId,
    field,
    value,
    now,
  }: {
    readonly annotationId: string;
    readonly field: ConflictField;
    readonly value: Json;
    readonly now: number;
  },
): Promise<void> {
  const row = await db.records.get([vault.id, annotationId]);
  const membership = await readMembership(db, vault.id);
  const standing = row && standingOf(row);
  const before = standing && viewOf(standing, membership);
  // Of others it hears as of every edit.
  if (!before || !conflictsOf(before).some((conflict) => conflict.field === field)) return;
  const time = await tick(db, vault.id, now);
  const settled = { ...standing, pending: settleField(standing, field, value, time) };
  const after = viewOf(settled, membership);
  await db.records.put(recordRow(vault.id, settled, after));
  if (after) await show(db, vault, [{ before, after }], now);
}
