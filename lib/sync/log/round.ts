/** One round of syncing: what its steps share. */
import type { Sealer } from '../crypto/sealer';
import type { Transport } from '../transports/transport';
import type { Head } from './contents';
import type { HeadName, Tip } from './names';
import type { Membership, Published, Replica } from './replica';

/** What the user may have to know. The sync goes on as far as it can. */
export interface Problem {
  readonly type:
    /** A file of the device is torn or was changed; or it is missing. What follows waits until it is mended. */
    | 'damaged'
    | 'missing'
    /** Sealed with a key that this device does not have. */
    | 'unknown-key'
    /** Written by a newer version of the extension. */
    | 'newer'
    /** Two devices had one name: a copied profile, or a backup that was put back. Mended by taking another name. */
    | 'copied'
    /** The store lacks what was there before. Mended by writing everything that is known. */
    | 'rolled-back'
    /** Our own file did not come to lie there as it was sent. */
    | 'not-kept';
  readonly device: string;
}

/** Sizes and counts by which the log is cut: in bytes, where nothing else is said. */
export interface Limits {
  /** Changes in one segment. */
  readonly changes: number;
  /** Beyond so many pending changes no segments are sent, but a snapshot. */
  readonly manyChanges: number;
  readonly file: number;
  /** Records of a snapshot that are sealed at once. */
  readonly partRecords: number;
  /** A content may be so many times as large. */
  readonly content: number;
  /** Segments that lie alone before they are put together. */
  readonly files: number;
  /** A log that is shorter than this needs no snapshot. */
  readonly log: number;
  /** For how long what was taken away for good is remembered at least, in milliseconds. */
  readonly remember: number;
}

export const LIMITS: Limits = {
  changes: 400,
  manyChanges: 800,
  file: 8_000_000,
  partRecords: 8_000,
  content: 100_000_000,
  files: 16,
  log: 64_000,
  remember: 365 * 86_400_000,
};

export interface Parts {
  readonly replica: Replica;
  readonly transport: Transport;
  readonly sealer: Sealer;
  /** The wall clock, in milliseconds since the epoch. */
  readonly now: () => number;
  readonly newDeviceName: () => string;
  /** The keys at the store were looked at: what they do not open is nobody's newer one, and does not stop this device. */
  readonly isKeyCertain: boolean;
  /** Nothing is written at the store: the device may only read there. */
  readonly isReadOnly?: boolean;
  /** Whether all files of ours are to be read once more: now and then, as that takes as many bytes as they have. */
  readonly isAuditDue?: boolean;
  /**
   * Devices of which it is known what their user calls them, each with the head that was seen last. Of others the head is
   * read, and where it says something new without a new segment.
   */
  readonly labelled?: ReadonlyMap<string, string>;
  readonly limits: Limits;
  readonly signal: AbortSignal;
  /** Records that were merged, and changes that were published, so far. */
  readonly progress: (done: Progress) => void;
}

export interface Progress {
  readonly merged: number;
  readonly published: number;
}

export interface Round extends Parts {
  membership: Membership;
  published: Published;
  done: Progress;
  /** Somebody knows of segments under our name that are not ours. */
  isNameTaken: boolean;
  readonly problems: Problem[];
  /** Heads that were read, by their names at the store. */
  readonly heads: Map<string, { readonly name: HeadName; readonly head: Head }>;
}

export async function beginRound(parts: Parts): Promise<Round> {
  const { replica } = parts;
  return {
    ...parts,
    membership: await replica.membership(),
    published: await replica.published(),
    done: { merged: 0, published: 0 },
    isNameTaken: false,
    problems: [],
    heads: new Map(),
  };
}

export async function save(round: Round, published: Published): Promise<void> {
  await round.replica.savePublished(published);
  round.published = published;
}

export function report(round: Round, type: Problem['type'], device: string): void {
  const isKnown = round.problems.some((problem) => problem.type === type && problem.device === device);
  if (!isKnown) round.problems.push({ type, device });
}

/** The newest segment known of a device; 0 where none is. */
export function knownOf({ membership }: Round, device: string): number {
  return newest(membership.tips[device] ?? []);
}

export function newest(tips: readonly Tip[]): number {
  return Math.max(0, ...tips.map(({ segment }) => segment));
}

/** Everything that is merged here, the device's own segments included. */
export function seenBy({ tips, device, tip }: Membership): Record<string, readonly Tip[]> {
  return tip.segment > 0 ? { ...tips, [device]: [tip] } : { ...tips };
}
