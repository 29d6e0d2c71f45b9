/** One run of syncing, from the vault that is stored to how it ended, which is stored, too. */
import { newDeviceName } from '../../../lib/sync/log/names';
import { createSealer } from '../../../lib/sync/crypto/envelope';
import { DeviceLockError } from '../../../lib/sync/crypto/device-lock';
import { ringOf, type KeyRing } from '../../../lib/sync/crypto/key-ring';
import { LIMITS } from '../../../lib/sync/log/round';
import { syncOnce, type SyncResult } from '../../../lib/sync/log/sync';
import { TransportError, type Transport } from '../../../lib/sync/transports/transport';
import { learnKeysAt } from '../../../lib/sync/vault/keys-at';
import { readNotes } from '../../../lib/sync/vault/moved';
import type { Place } from '../../../lib/sync/vault/place';
import { lockSecrets, unlockSecrets } from '../../../lib/sync/vault/secrets';
import { failed, succeeded, type Run } from '../../../lib/sync/vault/outcome';
import type { SyncStatus } from '../../../lib/sync/vault/state';
import type { Database } from '../../../lib/store/database';
import { StoreError } from '../../../lib/store/errors';
import { statusOf } from '../../../lib/store/sync/queries';
import { createReplica } from '../../../lib/store/sync/replica';
import type { Vault } from '../../../lib/store/sync/rows';
import type { VaultWriter } from '../../../lib/store/sync/vaults';
import type { Writer } from '../../../lib/store/writer';

export interface RunParts {
  readonly db: Database;
  readonly writer: Writer;
  readonly transportTo: (place: Place, folder: object | null) => Transport;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  /** Between 0 and 1, so that devices that failed together do not try again together. */
  readonly random: () => number;
  /** The user asked for it: then the keys are looked at, too. */
  readonly isWished?: boolean;
}

/** How often what is happening is told. */
const TELL_EVERY = 1_000;
/** Keys are looked at once in a while, also where nothing points to new ones. */
const KEYS_EVERY = 86_400_000;
/** What was written is read back once in a while. */
const AUDIT_EVERY = 14 * 86_400_000;

/**
 * Syncs once. Nothing is thrown: how it ended is in the vault's status.
 * @returns what it did; null where it failed, or was stopped
 */
export async function runSync(parts: RunParts, vault: Vault, signal: AbortSignal): Promise<Run | null> {
  const { now } = parts;
  const update: VaultWriter['updateStatus'] = (id, change) => parts.writer.vaults.updateStatus(id, change);
  try {
    await update(vault.id, (status) => ({
      ...status,
      triedAt: now(),
      waitsFor: null,
      progress: { merged: 0, published: 0 },
    }));
    const { auditedAt, devices, moved } = await statusOf(parts.db, vault.id);
    const named = devices.filter(({ label }) => label !== '');
    const labelled = new Map(named.map(({ name, head }) => [name, head]));
    const isAuditDue = isLongAgo(auditedAt, AUDIT_EVERY, now());
    const result = await syncWithKeys({ ...parts, isAuditDue, labelled, moved }, vault, signal);
    await update(vault.id, (status) => succeeded(status, result, now(), isAuditDue));
    return result;
  } catch (error) {
    const failure = signal.aborted ? null : { ...describe(error), at: now() };
    // Where the database itself fails there is nothing to write to.
    await update(vault.id, (status) => failed(status, failure, parts.random())).catch(() => undefined);
    return null;
  }
}

/** What the runs before have left behind. */
interface Known extends RunParts {
  readonly isAuditDue: boolean;
  readonly labelled: ReadonlyMap<string, string>;
  readonly moved: SyncStatus['moved'];
}

/** Problems after which the keys are looked at: somebody may have changed them, or the store may have lost them. */
const DOUBTFUL: ReadonlySet<string> = new Set(['unknown-key', 'rolled-back']);

/** Also where the clock ran ahead, then: what lies in the future was never. */
function isLongAgo(time: number | null, span: number, now: number): boolean {
  return time === null || time > now || now - time > span;
}

class LockedError extends Error {
  override readonly name = 'LockedError';
}

async function syncWithKeys(parts: Known, vault: Vault, signal: AbortSignal): Promise<Run> {
  const { place, ring } = await unlockSecrets(vault.deviceKey, vault.locked);
  const transport = parts.transportTo(place, vault.folder);
  await parts.writer.vaults.enlist(vault.id, signal);
  const isDue = parts.isWished === true || isLongAgo(vault.keysSeenAt, KEYS_EVERY, parts.now());
  const known = isDue ? await learn(parts, vault, { place, ring, transport, signal }) : ring;
  const result = await syncLog(parts, { vault, transport, ring: known, isKeyCertain: isDue, signal });
  const isCertain = isDue || !result.problems.some(({ type }) => DOUBTFUL.has(type));
  if (isCertain) return { ...result, moved: await moveIn(parts, { result, transport, ring: known, signal }) };
  const learned = await learn(parts, vault, { place, ring: known, transport, signal });
  const again = await syncLog(parts, { vault, transport, ring: learned, isKeyCertain: true, signal });
  return {
    ...again,
    merged: again.merged + result.merged,
    published: again.published + result.published,
    moved: await moveIn(parts, { result: again, transport, ring: learned, signal }),
  };
}

/** Where another device says that it has moved the vault to. */
async function moveIn(
  { moved }: Known,
  {
    result: { notes },
    transport,
    ring: { current },
    signal,
  }: {
    readonly result: SyncResult;
    readonly transport: Transport;
    readonly ring: KeyRing;
    readonly signal: AbortSignal;
  },
): Promise<SyncStatus['moved']> {
  if (notes.length === 0) return null;
  if (moved && moved.notes.join(' ') === notes.join(' ')) return moved;
  const move = await readNotes(transport, await createSealer(ringOf(current, [])), notes, { signal });
  return move && { notes: [...notes], ...move };
}

/** The keys that lie at the store, kept for the next time. @throws {LockedError} where the passphrase is needed */
async function learn(
  { writer, now }: RunParts,
  vault: Vault,
  {
    place,
    ring,
    transport,
    signal,
  }: {
    readonly place: Place;
    readonly ring: KeyRing;
    readonly transport: Transport;
    readonly signal: AbortSignal;
  },
): Promise<KeyRing> {
  const learned = await learnKeysAt(transport, ring, { signal, kept: vault.keyFile });
  if (learned.isLocked) throw new LockedError('The vault has another key.');
  const locked = await lockSecrets(vault.deviceKey, { place, ring: learned.ring });
  await writer.vaults.relock(vault.id, { locked, keysSeenAt: now(), keyFile: learned.file });
  return learned.ring;
}

async function syncLog(
  { db, writer, now, isAuditDue, labelled }: Known,
  {
    vault,
    transport,
    ring,
    isKeyCertain,
    signal,
  }: {
    readonly vault: Vault;
    readonly transport: Transport;
    readonly ring: KeyRing;
    readonly isKeyCertain: boolean;
    readonly signal: AbortSignal;
  },
): Promise<SyncResult> {
  let told = now();
  return syncOnce({
    replica: createReplica(db, vault.id, now),
    transport,
    sealer: await createSealer(ring),
    now,
    newDeviceName,
    isKeyCertain,
    isReadOnly: vault.isReadOnly,
    isAuditDue,
    labelled,
    // Who may only read what is shared has nothing at the store that says what they know of.
    limits: vault.tag === null ? LIMITS : { ...LIMITS, remember: Infinity },
    signal,
    progress: (progress) => {
      if (now() - told < TELL_EVERY) return;
      told = now();
      void writer.vaults.updateStatus(vault.id, (status) => ({ ...status, progress })).catch(() => undefined);
    },
  });
}

function describe(error: unknown): {
  readonly reason: string;
  readonly detail: string;
  readonly retryAfter: number | null;
} {
  if (error instanceof TransportError) {
    const { reason, detail, retryAfter } = error;
    return { reason, detail, retryAfter };
  }
  const detail = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  if (error instanceof LockedError) return { reason: 'locked', detail, retryAfter: null };
  if (error instanceof DeviceLockError) return { reason: 'device-locked', detail, retryAfter: null };
  return { reason: error instanceof StoreError ? 'store' : 'failed', detail, retryAfter: null };
}
