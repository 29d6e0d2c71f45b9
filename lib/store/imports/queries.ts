/** Imports, looked at: what one would do, and what was done. */
import * as v from 'valibot';
import type { Incoming, IncomingCopy } from '../../annotation/imported';
import type { Database } from '../database';
import { toStoreError } from '../errors';
import { read } from '../queries';
import { decideBatch, type Decided } from './batch';
import { decideCopies, summed, type DecidedCopy } from './copies';
import { importSchema, type Import } from './journal';

/**
 * What taking in `batch` would do; nothing is written.
 *
 * @param seen see `decideBatch`; what the batch names is added
 * @param now milliseconds since the epoch
 */
export function previewBatch(
  db: Database,
  batch: readonly Incoming[],
  seen: Set<string>,
  now: number,
): Promise<readonly Decided[]> {
  return read(db, async () => {
    const policy = { different: 'take', deleted: 'bring-back' } as const;
    return decideBatch(db, batch, policy, seen, now);
  }).then(({ annotations, named }) => {
    for (const id of named) seen.add(id);
    return annotations;
  });
}

/** What taking in saved copies would do; nothing is written. */
export async function previewCopies(
  db: Database,
  copies: readonly IncomingCopy[],
  now: number,
): Promise<readonly DecidedCopy[]> {
  const ready = await Promise.all(copies.map(summed)).catch((error: unknown) => {
    throw toStoreError(error);
  });
  return read(db, async () => (await decideCopies(db, ready, now)).copies);
}

/** Whether an import never came to its end: it runs, or was cut off. */
export function hasUnfinishedImport(db: Database): Promise<boolean> {
  return read(db, async () => (await db.imports.toArray()).some(({ finishedAt }) => finishedAt === null));
}

/** The imports that can be undone, the newest first; those that never came to their end are left out. */
export function finishedImports(db: Database): Promise<Import[]> {
  return read(db, async () => {
    const rows = await db.imports.orderBy('startedAt').toArray();
    return rows
      .toReversed()
      .map((row) => v.safeParse(importSchema, row))
      .flatMap((result) => (result.success && result.output.finishedAt !== null ? [result.output] : []));
  });
}
