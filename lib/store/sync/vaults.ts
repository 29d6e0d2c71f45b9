/** The writer's part for syncing: vaults, and what is kept of them. */
import { newMembership, UNPUBLISHED } from '../../sync/log/membership';
import type { ConflictField } from '../../sync/merge/fields';
import { settleField } from '../../sync/merge/operation';
import type { Json } from '../../sync/merge/register';
import type { SyncSettings, SyncStatus } from '../../sync/vault/state';
import type { Database } from '../database';
import { StoreError } from '../errors';
import { recordTables } from '../records';
import { write } from '../write';
import { enlistSome, FROM_THE_START } from './enlist';
import { recordRow, standingOf, viewOf, type Vault } from './rows';
import { show } from './show';
import { readMembership, readPublished, readStatus, readVaults, tick, writeState } from './states';

/** What opens a vault, as it is stored: see `vaultSchema`. */
export type VaultLock = Pick<
  Vault,
  'placeName' | 'locked' | 'deviceKey' | 'folder' | 'keysSeenAt' | 'keyFile'
>;

/** Each method is one transaction, but `enlist`; each rejects with a StoreError. */
export interface VaultWriter {
  /** From now on everything that is done here is written down for the vault. There is one at the most. */
  add(id: string, lock: VaultLock, device: { readonly name: string; readonly label: string }): Promise<void>;
  /** Writes down what was here before, some records at a time. Goes on where it was stopped. */
  enlist(id: string, signal: AbortSignal): Promise<void>;
  /** Other keys, or another password for the place: what is not named stays. */
  relock(id: string, lock: Partial<VaultLock>): Promise<void>;
  /** Another place, which has nothing yet: everything is written there. */
  moveTo(id: string, lock: Partial<VaultLock>): Promise<void>;
  configure(id: string, settings: Partial<SyncSettings>): Promise<void>;
  /** What the user calls this device; the others learn of it with the next run. */
  label(id: string, label: string): Promise<void>;
  updateStatus(id: string, change: (status: SyncStatus) => SyncStatus): Promise<void>;
  /** What the user says of a field of which devices said different things. */
  settle(annotationId: string, field: ConflictField, value: Json): Promise<void>;
  /** Forgets the vault; annotations stay. */
  remove(id: string): Promise<void>;
}

export function createVaultWriter(db: Database, now: () => number): VaultWriter {
  const inOne = <T>(change: () => Promise<T>): Promise<T> =>
    write(db, [...recordTables(db), db.versions, db.outgoing], change);
  const change = (id: string, changes: Partial<Vault>): Promise<void> =>
    inOne(async () => {
      await known(db, id);
      await db.vaults.update(id, changes);
    });

  return {
    add: (id, lock, { name, label }) =>
      inOne(async () => {
        if ((await readVaults(db)).length > 0) throw new StoreError('invalid', 'This device syncs already.');
        const settings = { isPaused: false, onMetered: false };
        await db.vaults.add({ ...lock, id, settings, isEnlisted: false });
        await writeState(db, id, 'membership', newMembership(name, label));
      }),
    enlist: async (id, signal) => {
      if (await inOne(async () => (await known(db, id)).isEnlisted)) return;
      for (let after = FROM_THE_START; ;) {
        signal.throwIfAborted();
        const from = after;
        // oxlint-disable-next-line no-await-in-loop -- a transaction each, so that nobody waits long for the database
        const next = await inOne(() => enlistSome(db, id, from));
        if (!next) break;
        after = next;
      }
      await change(id, { isEnlisted: true });
    },
    relock: (id, lock) => change(id, lock),
    moveTo: (id, lock) =>
      inOne(async () => {
        await known(db, id);
        await db.vaults.update(id, lock);
        await writeState(db, id, 'published', { ...UNPUBLISHED, needsSnapshot: true });
        await db.outgoing.clear();
      }),
    configure: (id, settings) =>
      inOne(async () => {
        const vault = await known(db, id);
        await db.vaults.update(id, { settings: { ...vault.settings, ...settings } });
      }),
    label: (id, label) =>
      inOne(async () => {
        const membership = await readMembership(db, id);
        await writeState(db, id, 'membership', { ...membership, label });
        // The next head tells it; the one before is ours still.
        const { head, garbage, ...published } = await readPublished(db, id);
        const old = head === null ? [] : [{ folder: 'heads' as const, name: head }];
        await writeState(db, id, 'published', { ...published, head: null, garbage: [...garbage, ...old] });
      }),
    updateStatus: (id, update) =>
      inOne(async () => {
        await known(db, id);
        await writeState(db, id, 'status', update(await readStatus(db, id)));
      }),
    settle: (annotationId, field, value) =>
      inOne(async () => {
        for (const { id } of await readVaults(db)) {
          // oxlint-disable-next-line no-await-in-loop -- one, as a rule
          await settleIn(db, id, { annotationId, field, value, now: now() });
        }
      }),
    remove: (id) =>
      inOne(async () => {
        await db.vaults.delete(id);
        for (const table of [db.syncStates, db.records, db.outgoing]) {
          // oxlint-disable-next-line no-await-in-loop -- three, in one transaction
          await table.clear();
        }
      }),
  };
}

async function known(db: Database, id: string): Promise<Vault> {
  const vault = (await readVaults(db)).find((each) => each.id === id);
  if (!vault) throw new StoreError('unknown', 'This device syncs no more.');
  return vault;
}

async function settleIn(
  db: Database,
  vault: string,
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
  const row = await db.records.get([vault, annotationId]);
  if (!row) throw new StoreError('unknown', 'There is no such annotation.');
  const membership = await readMembership(db, vault);
  const time = await tick(db, vault, now);
  const standing = standingOf(row);
  const after = { ...standing, pending: settleField(standing, field, value, time) };
  const view = viewOf(after, membership);
  await db.records.put(recordRow(vault, after, view));
  if (view) await show(db, [view], now);
}
