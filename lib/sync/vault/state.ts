/** How syncing stands: what is kept of it between two runs, and what the sync page shows. */
import * as v from 'valibot';
import type { Conflict } from '../merge/fields';
import type { Usage } from '../transports/browser-storage';
import { moveSchema } from './moved';
import type { PlaceName } from './place';

const time = v.number();

export const PROBLEMS = [
  'damaged',
  'missing',
  'unknown-key',
  'newer',
  'copied',
  'rolled-back',
  'not-kept',
] as const;

/** Why a run came to nothing: what the transport says, or one of these. */
export const OTHER_FAILURES = [
  /** Another device has changed the key: the passphrase is needed. */
  'locked',
  /** What is kept on this device cannot be opened any more. */
  'device-locked',
  /** The database could not be written. */
  'store',
] as const;

export const failureSchema = v.object({
  /** A `TransportFailure`, or one of `OTHER_FAILURES`. */
  reason: v.string(),
  /** For whoever looks closer, without secrets. */
  detail: v.string(),
  at: time,
});
export type SyncFailure = v.InferOutput<typeof failureSchema>;

export const deviceSchema = v.object({
  name: v.string(),
  /** What its user calls it; '' where it is not known. */
  label: v.string(),
  lastSeen: time,
  /** The name of the newest head that was seen. */
  head: v.optional(v.string(), ''),
});
export type SyncDevice = v.InferOutput<typeof deviceSchema>;

/** What the last runs left behind. */
export const statusSchema = v.object({
  /** When everything was at the store, and everything there was here; null before the first time. */
  completeAt: v.nullable(time),
  triedAt: v.nullable(time),
  /** When all files of this device were last read back from the store. */
  auditedAt: v.optional(v.nullable(time), null),
  /** Of the last run; null where it went well. */
  failure: v.nullable(failureSchema),
  /** Runs in a row that failed. */
  failures: v.number(),
  /** Not before; null where it may run at once. */
  retryAt: v.nullable(time),
  problems: v.array(v.object({ type: v.picklist(PROBLEMS), device: v.string() })),
  /** Why the last one that was due did not run. */
  waitsFor: v.nullable(v.picklist(['network', 'unmetered'])),
  /** Of the run that is on; null where none is. */
  progress: v.nullable(v.object({ merged: v.number(), published: v.number() })),
  /** Another device has moved the vault to another place: what it left word of, and the names of its notes. */
  moved: v.optional(v.nullable(v.object({ notes: v.array(v.string()), ...moveSchema.entries })), null),
  /** Others that were seen at the store. */
  devices: v.array(deviceSchema),
  /** Runs that brought or sent something, the newest first. */
  history: v.optional(v.array(v.object({ at: time, merged: v.number(), published: v.number() })), () => []),
});
export type SyncStatus = v.InferOutput<typeof statusSchema>;

export const NO_STATUS: SyncStatus = {
  completeAt: null,
  triedAt: null,
  auditedAt: null,
  failure: null,
  failures: 0,
  retryAt: null,
  problems: [],
  waitsFor: null,
  progress: null,
  moved: null,
  devices: [],
  history: [],
};

export const syncSettingsSchema = v.object({
  isPaused: v.boolean(),
  /** Also where the connection is paid for by what goes through it. */
  onMetered: v.boolean(),
});
export type SyncSettings = v.InferOutput<typeof syncSettingsSchema>;

/** An annotation of which two devices say different things. */
export interface ConflictView {
  readonly annotationId: string;
  /** The passage, or the note where there is none: what the user knows it by. */
  readonly passage: string;
  readonly articleTitle: string;
  readonly conflicts: readonly Conflict[];
}

/** What of the collection others have, too. */
export interface Sharing {
  /** What has this tag is shared. */
  readonly tag: string;
  /** What the others know the user by. */
  readonly author: string;
  /** The user sees what the others do, and they see nothing of the user's. */
  readonly isReadOnly: boolean;
}

/** A collection that is shared, in a list of them. */
export interface CollectionView extends Sharing {
  readonly id: string;
  readonly isPaused: boolean;
  /** It waits for the user. */
  readonly needsUser: boolean;
  /** See `SyncStatus`. */
  readonly completeAt: number | null;
}

/** Everything that the sync page shows of a vault. */
export interface SyncView {
  /** Null for the user's own, which has everything. */
  readonly sharing: Sharing | null;
  readonly place: PlaceName;
  readonly device: { readonly name: string; readonly label: string };
  readonly status: SyncStatus;
  readonly settings: SyncSettings;
  /** Changes that are not at the store. */
  readonly pending: number;
  /** What waits for a person; the newest first, a hundred at most. */
  readonly conflicts: readonly ConflictView[];
  readonly conflictCount: number;
  /** Notes that were put together without asking: what from can still be looked at. */
  readonly merged: readonly ConflictView[];
  /** How full the browser's own storage is; null for other places. */
  readonly usage: Usage | null;
}
