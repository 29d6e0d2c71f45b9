/** Write transactions. */
import type { Table } from 'dexie';
import type { Database } from './database';
import { toStoreError } from './errors';

/** Runs `change` as one transaction: all of it or nothing. Rejects with a StoreError. */
export async function write<T>(db: Database, tables: readonly Table[], change: () => Promise<T>): Promise<T> {
  try {
    // Only an async function keeps its transaction while it awaits promises that are not Dexie's.
    return await db.transaction('rw', [...tables], async () => change());
  } catch (error) {
    throw toStoreError(error);
  }
}
