/** Whether a store does what is asked of one, tried out with a small file before anything depends on it. */
import {
  TransportError,
  type CallOptions,
  type Folder,
  type Transport,
  type TransportFailure,
} from './transport';

/** In the order in which they are tried. */
export const CONNECTION_STEPS = ['list', 'write', 'read', 'find', 'remove'] as const;
export type ConnectionStep = (typeof CONNECTION_STEPS)[number];

export type ConnectionFailure =
  | TransportFailure
  /** It said that it had written the file, or deleted it, and had not. */
  | 'not-kept'
  /** It gave back other bytes. */
  | 'changed';

export type ConnectionResult =
  | {
      readonly isOk: true;
      /** Milliseconds that each step took. */
      readonly took: Readonly<Record<ConnectionStep, number>>;
    }
  | {
      readonly isOk: false;
      readonly step: ConnectionStep;
      readonly reason: ConnectionFailure;
      /** For the log, not for reading. */
      readonly detail: string;
      readonly retryAfter: number | null;
    };

export interface ConnectionTools {
  /** Milliseconds since some moment. */
  readonly now: () => number;
  readonly random: (length: number) => Uint8Array;
}

const FOLDER: Folder = 'keys';
const PREFIX = 'connection-test.';
const LENGTH = 512;

/** Whether a file in `keys` was left behind by a test that was cut off: to be passed over, and may be deleted. */
export function isOfConnectionTest(name: string): boolean {
  return name.startsWith(PREFIX);
}

/**
 * Writes a file, reads it, finds it in a list, removes it. What goes wrong is told together with its step; an abort rejects.
 * Nothing is left behind, if the store lets us.
 */
export async function testConnection(
  transport: Transport,
  tools: ConnectionTools,
  options: CallOptions = {},
): Promise<ConnectionResult> {
  const name = `${PREFIX}${Array.from(tools.random(8), (byte) => byte.toString(16).padStart(2, '0')).join('')}`;
  const steps = stepsOf(transport, name, tools.random(LENGTH), options);
  const took = { list: 0, write: 0, read: 0, find: 0, remove: 0 };
  for (const step of CONNECTION_STEPS) {
    const start = tools.now();
    // oxlint-disable-next-line no-await-in-loop -- each needs what the one before did
    const failure = await tried(step, steps[step]);
    if (failure) {
      // oxlint-disable-next-line no-await-in-loop -- the last thing that is done
      if (step !== 'list') await transport.remove(FOLDER, name).catch(() => undefined);
      return failure;
    }
    took[step] = tools.now() - start;
  }
  return { isOk: true, took };
}

/** What a store did although it said otherwise; null where all is well. */
type Broken = 'not-kept' | 'changed' | null;

function stepsOf(
  transport: Transport,
  name: string,
  bytes: Uint8Array,
  options: CallOptions,
): Readonly<Record<ConnectionStep, () => Promise<Broken>>> {
  const limit = bytes.length * 2;
  return {
    list: async () => {
      await transport.list(FOLDER, options);
      return null;
    },
    write: async () => {
      await transport.put(FOLDER, name, bytes, options);
      return null;
    },
    read: async () => {
      const back = await transport.get(FOLDER, name, limit, options);
      if (!back) return 'not-kept';
      return back.length === bytes.length && back.every((byte, at) => byte === bytes[at]) ? null : 'changed';
    },
    find: async () => {
      const files = await transport.list(FOLDER, options);
      const found = files.find((file) => file.name === name);
      if (!found) return 'not-kept';
      return found.size === null || found.size === bytes.length ? null : 'changed';
    },
    remove: async () => {
      await transport.remove(FOLDER, name, options);
      return (await transport.get(FOLDER, name, limit, options)) ? 'not-kept' : null;
    },
  };
}

async function tried(
  step: ConnectionStep,
  action: () => Promise<Broken>,
): Promise<(ConnectionResult & { readonly isOk: false }) | null> {
  try {
    const reason = await action();
    return reason && { isOk: false, step, reason, detail: `${step}: ${reason}`, retryAfter: null };
  } catch (error) {
    if (!(error instanceof TransportError)) throw error;
    const { reason, detail, retryAfter } = error;
    return { isOk: false, step, reason, detail, retryAfter };
  }
}
