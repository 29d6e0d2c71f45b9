/** What lies in the tables of syncing. */
import * as v from 'valibot';
import type { LogEntry } from '../../sync/log/contents';
import type { Membership, Published } from '../../sync/log/replica';
import { conflictsOf, mergedTextsOf } from '../../sync/merge/fields';
import type { Operation, Standing } from '../../sync/merge/operation';
import { sealOperation } from '../../sync/merge/publication';
import type { RecordState, RecordType } from '../../sync/merge/record';
import type { Dot } from '../../sync/merge/vector';
import { placeNameSchema } from '../../sync/vault/place';
import { statusSchema, syncSettingsSchema } from '../../sync/vault/state';

/** What is synced together, under one key, at one place. */
export const vaultSchema = v.object({
  id: v.string(),
  placeName: placeNameSchema,
  /** Place and keys, under the device's lock. */
  locked: v.custom<Uint8Array<ArrayBuffer>>((value) => ArrayBuffer.isView(value)),
  /** That lock's key, which cannot be read out: a `CryptoKey`. */
  deviceKey: v.custom<CryptoKey>((value) => typeof value === 'object' && value !== null),
  /** The folder, where that is the place. */
  folder: v.optional(v.nullable(v.custom<object>((value) => typeof value === 'object')), null),
  settings: syncSettingsSchema,
  /** The newest key file that was seen: a store that loses it gets it back. */
  keyFile: v.optional(
    v.nullable(
      v.object({
        name: v.string(),
        bytes: v.custom<Uint8Array<ArrayBuffer>>((value) => ArrayBuffer.isView(value)),
      }),
    ),
    null,
  ),
  /** When the keys at the place were looked at; null before the first time. */
  keysSeenAt: v.optional(v.nullable(v.number()), null),
  /** What was here before has been written down as operations. */
  isEnlisted: v.boolean(),
  /** What is shared with others here: the annotations that have this tag. Null for the user's own vault, with everything. */
  tag: v.optional(v.nullable(v.string()), null),
  /** What the others know the user by; '' in one's own. */
  author: v.optional(v.string(), ''),
  /** What is done here is shown on this device and goes to nobody: the vault takes nothing from it. */
  isReadOnly: v.optional(v.boolean(), false),
});
export type Vault = v.InferOutput<typeof vaultSchema>;

/** What a vault has of one kind once: each changes at a time of its own. */
export type StateName = 'membership' | 'published' | 'status' | 'clock';

export interface StateRow {
  readonly vault: string;
  readonly name: StateName;
  readonly value: unknown;
}

const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
const tip = v.object({ segment: count, id: v.string() });
const tips = v.record(v.string(), v.array(tip));
const fileRef = v.object({ folder: v.picklist(['log', 'snapshots', 'heads']), name: v.string() });
const logEntrySchema = v.object({
  first: count,
  last: count,
  id: v.string(),
  before: v.string(),
  tip: v.string(),
  bytes: count,
}) satisfies v.GenericSchema<LogEntry>;

/** The states as they are read, each by its schema. */
export const stateSchemas = {
  membership: v.object({
    device: v.string(),
    label: v.string(),
    tip,
    history: v.array(tip),
    tips,
    mends: v.record(v.string(), count),
    isStale: v.boolean(),
    begun: v.optional(v.record(v.string(), v.string()), {}),
  }) satisfies v.GenericSchema<unknown, Membership>,
  published: v.object({
    revision: count,
    head: v.nullable(v.string()),
    log: v.array(logEntrySchema),
    snapshot: v.nullable(
      v.object({ covers: tips, parts: v.array(v.object({ id: v.string(), bytes: count })) }),
    ),
    unverified: v.array(fileRef),
    garbage: v.array(fileRef),
    needsSnapshot: v.boolean(),
    mends: count,
    suspicions: count,
    mark: v.optional(v.nullable(v.object({ at: v.number(), covers: tips })), null),
  }) satisfies v.GenericSchema<unknown, Published>,
  status: statusSchema,
  /** The newest time that was given to a write here, or seen in one. */
  clock: v.number(),
} as const;

export type Attention = 'conflict' | 'merged';

/** A record as all devices know it, and what was done here since. */
export interface RecordRow {
  readonly vault: string;
  readonly id: string;
  readonly type: RecordType;
  readonly published: RecordState | null;
  readonly operation: Operation | null;
  /** There is an operation. As a key: where there is none, the index has no entry. */
  readonly pending?: 1;
  /** Somebody may want to look: `conflict` where only a person can say what it is. A key, too. */
  readonly attention?: Attention;
}

/** A segment that is sealed, and not certain to be at the store. */
export interface SegmentRow {
  readonly vault: string;
  readonly segment: number;
  readonly name: string;
  readonly entry: LogEntry;
  readonly bytes: Uint8Array;
}

/** What the device's next segment will be called. */
export function nextDot({ device, tip: { segment } }: Membership): Dot {
  return { device, segment: segment + 1 };
}

/** The record with what was done here, as the user sees it. */
export function viewOf(standing: Omit<Standing, 'id' | 'type'>, membership: Membership): RecordState | null {
  const { published, pending } = standing;
  return pending ? sealOperation(published, pending, nextDot(membership)) : published;
}

export function recordRow(vault: string, standing: Standing, view: RecordState | null): RecordRow {
  const { id, type, published, pending } = standing;
  const attention = view && attentionOf(view);
  return {
    vault,
    id,
    type,
    published,
    operation: pending,
    ...(pending ? { pending: 1 as const } : {}),
    ...(attention ? { attention } : {}),
  };
}

export function standingOf({ id, type, published, operation }: RecordRow): Standing {
  return { id, type, published, pending: operation };
}

function attentionOf(view: RecordState): Attention | null {
  if (conflictsOf(view).length > 0) return 'conflict';
  return mergedTextsOf(view).length > 0 ? 'merged' : null;
}
