/** A vault's states, read by their schemas. Everything here runs in the caller's transaction. */
import { Dexie } from 'dexie';
import * as v from 'valibot';
import { NO_STATUS, type SyncStatus } from '../../sync/vault/state';
import { UNPUBLISHED } from '../../sync/log/membership';
import type { Membership, Published } from '../../sync/log/replica';
import { nextTime, withObserved } from '../../sync/merge/clock';
import type { RecordState } from '../../sync/merge/record';
import type { Database } from '../database';
import { StoreError } from '../errors';
import { stateSchemas, vaultSchema, type StateName, type Vault } from './rows';

/** The ends of a vault's rows, in an index whose keys begin with the vault. */
export function ofVault(vault: string): [from: unknown[], to: unknown[]] {
  return [
    [vault, Dexie.minKey],
    [vault, Dexie.maxKey],
  ];
}

/** Every vault of this device. */
export async function readVaults(db: Database): Promise<Vault[]> {
  const rows = await db.vaults.toArray();
  return rows.map((row) => v.parse(vaultSchema, row));
}

/** @throws {StoreError} `unknown` where syncing was ended meanwhile */
export async function readVault(db: Database, id: string): Promise<Vault> {
  const row = await db.vaults.get(id);
  if (!row) throw new StoreError('unknown', 'This device syncs no more.');
  return v.parse(vaultSchema, row);
}

/** @throws {StoreError} as {@link readVault} */
export async function readMembership(db: Database, vault: string): Promise<Membership> {
  const value = await readState(db, vault, 'membership');
  if (value === undefined) throw new StoreError('unknown', 'This device syncs no more.');
  return v.parse(stateSchemas.membership, value);
}

export async function readPublished(db: Database, vault: string): Promise<Published> {
  const value = await readState(db, vault, 'published');
  return value === undefined ? UNPUBLISHED : v.parse(stateSchemas.published, value);
}

export async function readStatus(db: Database, vault: string): Promise<SyncStatus> {
  const parsed = v.safeParse(stateSchemas.status, await readState(db, vault, 'status'));
  return parsed.success ? parsed.output : NO_STATUS;
}

/** The next time of the vault's clock, kept for the one after. */
export async function tick(db: Database, vault: string, now: number): Promise<number> {
  const time = nextTime(await readClock(db, vault), now);
  await writeState(db, vault, 'clock', time);
  return time;
}

/** The clock learns of what others wrote. */
export async function observe(
  db: Database,
  vault: string,
  records: readonly RecordState[],
  now: number,
): Promise<void> {
  const before = await readClock(db, vault);
  let after = before;
  for (const { fields } of records)
    for (const { entries } of Object.values(fields))
      for (const { time } of entries) after = withObserved(after, time, now);
  if (after !== before) await writeState(db, vault, 'clock', after);
}

async function readClock(db: Database, vault: string): Promise<number> {
  const parsed = v.safeParse(stateSchemas.clock, await readState(db, vault, 'clock'));
  return parsed.success ? parsed.output : 0;
}

export async function writeState(
  db: Database,
  vault: string,
  name: StateName,
  value: unknown,
): Promise<void> {
  await db.syncStates.put({ vault, name, value });
}

async function readState(db: Database, vault: string, name: StateName): Promise<unknown> {
  return (await db.syncStates.get([vault, name]))?.value;
}
