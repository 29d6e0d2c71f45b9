/** Local changes that no segment has published yet. */
import { DELETED, deletionIn } from './fields';
import type { RecordState, RecordType } from './record';
import type { Entry, Json } from './register';
import { isEmpty, withoutBeyond, type Dot, type Vector } from './vector';

/** A field that was written. */
export interface FieldWrite {
  /** By the hybrid logical clock. */
  readonly time: number;
  /** Absent where the value was taken away. */
  readonly value?: Json;
  /** All that was known of the field then, and is replaced. */
  readonly over: Vector;
  /** The one text that is replaced, where a three-way merge may need it. */
  readonly from?: string;
}

/** What was done to a record since it was published last. */
export interface Operation {
  readonly id: string;
  readonly type: RecordType;
  readonly fields: Readonly<Record<string, FieldWrite>>;
}

/** What a change is made to: the record as it was published, and what was done since. */
export interface Standing {
  readonly id: string;
  readonly type: RecordType;
  /** Null where no device has published it. */
  readonly published: RecordState | null;
  readonly pending: Operation | null;
  /**
   * What the segment that publishes it will be called. Its device is the one on which the record is changed: its user knows
   * what they wrote there.
   */
  readonly next?: Dot;
  /** The change was made on another device: what was written on this one was perhaps not before its user's eyes. */
  readonly isRelayed?: boolean;
}

/** Null where there is nothing to publish. */
export function operationOf(id: string, type: RecordType, fields: Operation['fields']): Operation | null {
  return Object.keys(fields).length === 0 ? null : { id, type, fields };
}

/** Somebody else's edit had taken it out of the trash, and now it is worked with here, too: the delete is not published. */
export function aliveAgain(fields: Operation['fields']): Operation['fields'] {
  const { [DELETED]: deleted, ...others } = fields;
  if (!deleted || !deletionIn(deleted.value)) return fields;
  return isOwed(deleted) ? { ...others, [DELETED]: { ...deleted, value: null } } : others;
}

/**
 * Whether others may have what the write replaced, although it is not here any more: what was published under a name that
 * had to be left (see `unpublish`) may have been all that told of it. Such a write can be changed, but not dropped.
 */
export function isOwed(write: FieldWrite | undefined): boolean {
  return write !== undefined && !isEmpty(write.over);
}

/** What was replaced when the entry was written, and not what stands beside it. */
export function sparing(seen: Vector, entries: readonly Entry[]): Vector {
  return entries.reduce((over, { device, segment }) => withoutBeyond(over, device, segment - 1), seen);
}
