/**
 * A passphrase into a key, slowly: Argon2id (RFC 9106). In JavaScript, because WebAssembly would need a weaker policy for
 * every page of ours. It takes some seconds, in slices that leave the page alive, once on each device.
 */
import { argon2idAsync } from '@noble/hashes/argon2.js';
import { utf8ToBytes } from '@noble/hashes/utils.js';
import * as v from 'valibot';
import { KEY_LENGTH } from './primitives';
import type { Bytes } from './bytes';

/** What guessing one passphrase costs: memory in KiB, how often it is gone through, and in how many lanes. */
export interface KdfCost {
  readonly memory: number;
  readonly passes: number;
  readonly lanes: number;
}

/** The second choice of RFC 9106 with one lane: there is one thread. */
export const DEFAULT_COST: KdfCost = { memory: 64 * 1024, passes: 3, lanes: 1 };

/** Ten times what is the default today. A file that asks for more is refused before anything is computed. */
const MOST_MEMORY = 512 * 1024;
const MOST_WORK = 2 * 1024 * 1024;

/** `memory` is at least what Argon2 needs for its lanes. */
export const costSchema = v.pipe(
  v.object({
    memory: v.pipe(v.number(), v.integer(), v.minValue(8), v.maxValue(MOST_MEMORY)),
    passes: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(64)),
    lanes: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(16)),
  }),
  v.check(({ memory, lanes }) => memory >= 8 * lanes),
  v.check(({ memory, passes }) => memory * passes <= MOST_WORK),
);

export interface StretchOptions {
  /** From 0 to 1, at each hundredth. What it throws ends the computation. */
  readonly onProgress?: (progress: number) => void;
}

/**
 * The key of a passphrase. The same letters give the same key on every system, however they are composed (Unicode NFC);
 * case and spaces count.
 */
export async function stretch(
  passphrase: string,
  { memory, passes, lanes, salt }: KdfCost & { readonly salt: Bytes },
  { onProgress }: StretchOptions = {},
): Promise<Bytes> {
  const key = await argon2idAsync(utf8ToBytes(passphrase.normalize('NFC')), salt, {
    m: memory,
    t: passes,
    p: lanes,
    dkLen: KEY_LENGTH,
    ...(onProgress ? { onProgress: byHundredths(onProgress) } : {}),
  });
  return new Uint8Array(key);
}

function byHundredths(report: (progress: number) => void): (progress: number) => void {
  let last = -1;
  return (progress) => {
    const hundredth = Math.floor(progress * 100);
    if (hundredth !== last) report(progress);
    last = hundredth;
  };
}

/** Whether a vault was made when less was thought to be enough. Whoever types the passphrase next can renew it. */
export function isOutdated(cost: KdfCost, today: KdfCost = DEFAULT_COST): boolean {
  return cost.memory * cost.passes < today.memory * today.passes;
}
