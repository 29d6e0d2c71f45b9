/** What every tool is measured by. */
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import type { HostileStore } from '../../tests/simulation/hostile-store';

export const TOOLS = ['pullquote', 'whole file', 'yjs', 'pouchdb'] as const;
export type Tool = (typeof TOOLS)[number];

export interface Cost {
  readonly tool: Tool;
  readonly case: string;
  readonly annotations: number;
  readonly ms: number;
  readonly requests: number;
  /** Up and down. */
  readonly bytes: number;
  /** At the store afterwards, for each annotation. */
  readonly restBytes: number;
  /** What `bytes` and `restBytes` would be if a tool that does not compress were made to; absent where they are compressed. */
  readonly compressedBytes?: number;
  readonly compressedRestBytes?: number;
  /** What is on the device's heap afterwards that was not before; absent where it was not measured. */
  readonly heapMB?: number;
}

export const EDITED_NOTE = 'A thought about this, in one sentence of the usual length.';

/** Measures what a tool does with a store of files. */
export function rowsOf(tool: Tool, store: HostileStore, annotations: number) {
  return async (
    name: string,
    work: () => Promise<unknown>,
    measure: (work: () => Promise<unknown>) => Promise<Measured> = timed,
  ): Promise<Cost> => {
    const before = trafficOf(store);
    const measured = await measure(work);
    const after = trafficOf(store);
    return {
      tool,
      case: name,
      annotations,
      ...measured,
      requests: after.requests - before.requests,
      bytes: after.bytes - before.bytes,
      restBytes: store.bytes / annotations,
    };
  };
}

/** What has gone over the wire so far. */
function trafficOf({ requests }: HostileStore): { readonly requests: number; readonly bytes: number } {
  const { list, get, put, remove, bytesUp, bytesDown } = requests;
  return { requests: list + get + put + remove, bytes: bytesUp + bytesDown };
}

export type Measured = Pick<Cost, 'ms' | 'heapMB'>;

export async function timed(work: () => Promise<unknown>): Promise<Measured> {
  const began = performance.now();
  await work();
  return { ms: performance.now() - began };
}

/** With what the work leaves on the heap. */
export async function timedWithHeap(work: () => Promise<unknown>): Promise<Measured> {
  const before = heapInUse();
  const { ms } = await timed(work);
  return { ms, heapMB: (heapInUse() - before) / 1e6 };
}

function heapInUse(): number {
  // As if the process had been started with it.
  setFlagsFromString('--expose-gc');
  const collect: () => void = runInNewContext('gc');
  collect();
  return process.memoryUsage().heapUsed;
}
