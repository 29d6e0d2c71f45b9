/** What the log needs of the device: its collection as it was published, and a memory. The store implements it. */
import type { RecordState } from '../merge/record';
import type { Operation } from '../merge/operation';
import type { Vector } from '../merge/vector';
import type { LogEntry, Snapshot } from './contents';
import type { Tip, Tips } from './names';

/** The device in the vault, whatever the stores. */
export interface Membership {
  readonly device: string;
  /** What the user calls it. */
  readonly label: string;
  /** Its newest segment; segment 0 before the first. */
  readonly tip: Tip;
  /** Its last segments, by which it knows its own head again. The newest at the end. */
  readonly history: readonly Tip[];
  /** What is merged of the others: the newest segment of each; several where a device was copied. */
  readonly tips: Readonly<Record<string, readonly Tip[]>>;
  /** How many of each device's snapshots were looked at: see `HeadName`. */
  readonly mends: Readonly<Record<string, number>>;
  /** All of theirs has to be merged once more: with our own, something of it was taken back. */
  readonly isStale: boolean;
  /**
   * What of each device was begun to be merged, and not ended: the id of its snapshot's first part, or of its log's file; where it
   * was copied, of the segment at which a copy left its name. It may be that nobody else ever gets what came in.
   */
  readonly begun: Readonly<Record<string, string>>;
}

/** What is known of the others. */
export type Known = Pick<Membership, 'tips' | 'mends' | 'isStale' | 'begun'>;

/** What the device has written to one store. */
export interface Published {
  /** Of the newest head that was tried: a head of ours beyond it was not written by us. */
  readonly revision: number;
  /** The newest head that was seen to be there; null before the first. */
  readonly head: string | null;
  /** The log since the snapshot. */
  readonly log: readonly LogEntry[];
  readonly snapshot: Snapshot | null;
  /** Files that were sent, and not seen to lie there since the head was that tells of them. */
  readonly unverified: readonly FileRef[];
  /** Files that were tried and are of no use any more: ours alone are ever deleted. */
  readonly garbage: readonly FileRef[];
  /** The next sync has to write a snapshot: something of the log is not there. */
  readonly needsSnapshot: boolean;
  /** Snapshots that were written. */
  readonly mends: number;
  /** Rounds in a row in which the store lacked something that was there before. */
  readonly suspicions: number;
  /** What was known at a time, see `forget.ts`; null before the first. */
  readonly mark: Mark | null;
}

export interface Mark {
  /** By the wall clock, in milliseconds since the epoch. */
  readonly at: number;
  readonly covers: Tips;
}

export interface FileRef {
  readonly folder: 'log' | 'snapshots' | 'heads';
  readonly name: string;
}

/** A segment that is sealed, and not certain to be at the store. */
export interface Outgoing {
  readonly entry: LogEntry;
  readonly name: string;
}

export interface Replica {
  membership(): Promise<Membership>;
  published(): Promise<Published>;
  savePublished(published: Published): Promise<void>;
  /** Operations that no segment has published, some at most; `count` is of all. */
  pending(limit: number): Promise<{ readonly changes: readonly Change[]; readonly count: number }>;
  /**
   * Makes a segment part of the collection: its records become what is published, what they publish is no longer pending
   * unless it was written again since, the segment waits to be sent. One transaction.
   */
  commitSegment(segment: SealedSegment): Promise<void>;
  outgoing(): Promise<readonly Outgoing[]>;
  /** The bytes of a segment; null where there are none (any more). */
  outgoingBytes(name: string): Promise<Uint8Array | null>;
  /** It is certain to be at the store. One transaction. */
  sent(name: string, published: Published): Promise<void>;
  /** Joins records with what is published, and shows them. One transaction. */
  merge(records: readonly RecordState[], known?: Known): Promise<void>;
  /** Everything published, in the order of the ids. */
  all(after: string | null, limit: number): Promise<readonly RecordState[]>;
  /** How many records are gone for good (see `isGoneWithin`), and nothing was done to since. */
  countGone(within: Vector): Promise<number>;
  /** Takes those from the collection. One transaction. */
  forgetGone(within: Vector): Promise<void>;
  /**
   * Takes another name; what was published beyond `segment` is pending again (see `unpublish`). What is known of the others
   * is stale then. One transaction.
   */
  rename(device: string, segment: number): Promise<void>;
}

/** A record with an operation on it. */
export interface Change {
  readonly published: RecordState | null;
  readonly operation: Operation;
}

export interface SealedSegment {
  readonly changes: readonly { readonly operation: Operation; readonly record: RecordState }[];
  readonly tip: Tip;
  /** Null where it is not sent: a snapshot follows. */
  readonly file: (Outgoing & { readonly bytes: Uint8Array }) | null;
}
