/**
 * What a storage has to be able to do, and all that is expected of it. No conditions, no locks, no renaming, no
 * overwriting: on real servers none of them holds (see docs/sync-protocol.md).
 */

/** The folders that a vault has at a store. Nothing lies deeper. */
export const FOLDERS = ['heads', 'log', 'snapshots', 'keys'] as const;
export type Folder = (typeof FOLDERS)[number];

export interface Listed {
  /** As `isOurs` in `names.ts` says. */
  readonly name: string;
  /** In bytes, where the store says it; null where it does not. */
  readonly size: number | null;
}

export interface CallOptions {
  readonly signal?: AbortSignal;
}

/**
 * A store. Every method rejects with a {@link TransportError}, or with the signal's reason where it is aborted. Each
 * takes no longer than 25 s between two signs of life: a worker is stopped when an answer takes longer.
 */
export interface Transport {
  /** What is in a folder, in any order; none where the folder does not exist. Names that are not ours are left out. */
  list(folder: Folder, options?: CallOptions): Promise<readonly Listed[]>;
  /** A file's bytes; null where there is none. Rejects with `too-large` beyond `limit` bytes, without reading on. */
  get(folder: Folder, name: string, limit: number, options?: CallOptions): Promise<Uint8Array | null>;
  /**
   * Writes a file that is not there yet, or that has these very bytes already. Makes the folder where it is missing.
   * Whether the whole of it came to lie there is for the caller to find out: servers say so when it did not.
   */
  put(folder: Folder, name: string, bytes: Uint8Array, options?: CallOptions): Promise<void>;
  /** Deletes a file; fine where there is none. */
  remove(folder: Folder, name: string, options?: CallOptions): Promise<void>;
}

/** What went wrong, as far as it makes a difference for what to do. */
export type TransportFailure =
  /** The network, or the server, cannot be reached. */
  | 'offline'
  /** No answer in time. */
  | 'timeout'
  /** Wrong user, password or key. */
  | 'unauthorised'
  /** Known, but not allowed to do this. */
  | 'forbidden'
  /** The browser has no permission for this server, or none any more. */
  | 'not-permitted'
  /** The address, bucket or folder that the user named does not exist. */
  | 'not-found'
  /** The server says it is at another address now. */
  | 'moved'
  /** The store is full, or its quota is. */
  | 'full'
  /** Asked too often: see `retryAfter`. */
  | 'busy'
  /** A file is larger than the reader or the store takes. */
  | 'too-large'
  /** The store refuses what is signed with a time so far from its own: the clock of this device is wrong. */
  | 'wrong-clock'
  /** What answers is no such store: a login page, an error page, another protocol. */
  | 'not-a-store'
  /** Anything else. */
  | 'failed';

export class TransportError extends Error {
  override readonly name = 'TransportError';

  /**
   * @param detail for the log of the sync page: what was asked and answered, without secrets
   * @param retryAfter milliseconds to wait, where the store says so
   */
  constructor(
    readonly reason: TransportFailure,
    readonly detail: string,
    readonly retryAfter: number | null = null,
    options?: ErrorOptions,
  ) {
    super(`${reason}: ${detail}`, options);
  }
}
