/** How syncing stands, as the one thing to say first. */
import type { PlaceName } from '../../lib/sync/vault/place';
import type { SyncFailure, SyncView } from '../../lib/sync/vault/state';

export type Standing =
  | { readonly type: 'syncing'; readonly merged: number; readonly published: number }
  /** The passphrase is needed: nothing goes on before. */
  | { readonly type: 'locked' }
  /** The notes are elsewhere by now: what is written here reaches nobody who moved along. */
  | { readonly type: 'moved'; readonly to: PlaceName; readonly by: string }
  | { readonly type: 'paused' }
  | { readonly type: 'network' | 'unmetered' }
  | { readonly type: 'failed'; readonly failure: SyncFailure; readonly retryAt: number | null }
  | { readonly type: 'waiting'; readonly count: number }
  /** Nothing has been synced completely yet. */
  | { readonly type: 'first' }
  | { readonly type: 'synced' };

/** What the status line says: what needs the user comes before what goes by. */
export function standingOf({ status, settings, pending }: SyncView): Standing {
  const { progress, failure, waitsFor, retryAt, moved } = status;
  if (progress) return { type: 'syncing', ...progress };
  if (failure?.reason === 'locked') return { type: 'locked' };
  if (moved) return { type: 'moved', to: moved.place, by: moved.by };
  if (settings.isPaused) return { type: 'paused' };
  if (waitsFor && (!failure || isOfTheNetwork(failure))) return { type: waitsFor };
  if (failure) return { type: 'failed', failure, retryAt };
  if (pending > 0) return { type: 'waiting', count: pending };
  return { type: status.completeAt === null ? 'first' : 'synced' };
}

/** It goes by itself, and "waits for the network" says it better. */
function isOfTheNetwork({ reason }: SyncFailure): boolean {
  return reason === 'offline' || reason === 'timeout';
}

/** From where on a larger place is offered. */
export const NEARLY_FULL = 0.7;

export function isNearlyFull({ usage }: Pick<SyncView, 'usage'>): boolean {
  return usage !== null && usage.bytes > usage.limit * NEARLY_FULL;
}
