/** A real store that a test can use. */
import type { Network } from '../../lib/sync/transports/http';
import type { Transport } from '../../lib/sync/transports/transport';

export const KINDS = ['apache', 'nginx', 'lighttpd', 'rclone', 'sabre', 's3rver', 'ceph'] as const;
export type ServerKind = (typeof KINDS)[number];

export interface Access {
  readonly user?: string;
  readonly password?: string;
  /** Below what the user named, or the bucket. */
  readonly path?: string;
  /** The bucket's name, or a folder of the address that has to be there. */
  readonly home?: string;
  readonly network?: Partial<Network>;
}

export interface Server {
  readonly kind: ServerKind;
  /** The root, or the endpoint; ends in a slash. */
  readonly url: string;
  readonly user: string;
  readonly password: string;
  /** As any device would have it; `access` says what is different. */
  transport(access?: Access): Transport;
  /** The headers with which the store takes a request that is made by hand. */
  authorise(method: string, url: string): Promise<Readonly<Record<string, string>>>;
  /** Where a file lies. */
  urlOf(path: string): string;
  /** Ends all that was started, and deletes its files. */
  stop(): Promise<void>;
  /** Kills one of the daemons that hold the data, where there are more. */
  stopOneOsd?(): Promise<void>;
}

/** The network of a test: everything is permitted. */
export function network(more: Partial<Network> = {}): Network {
  return {
    fetch: (url, init) => fetch(url, init),
    now: () => Date.now(),
    isPermitted: async () => true,
    ...more,
  };
}
