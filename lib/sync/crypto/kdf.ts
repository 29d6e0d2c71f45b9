/**
 * A passphrase into a key, slowly: Argon2id (RFC 9106). In JavaScript, because WebAssembly would need a weaker policy for
 * every page of ours. It takes a second or more, once on each device, in which a page is not alive: see `argon2id`.
 */
import { argon2id } from '@noble/hashes/argon2.js';
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

/** What is computed, without anything around it: plain data, so that it can be sent to a worker. */
export interface Argon2idTask extends KdfCost {
  readonly password: Bytes;
  readonly salt: Bytes;
}

export interface StretchOptions {
  /** Computes {@link argon2idKey} elsewhere, in a worker, so that a page stays alive. */
  readonly argon2id?: (task: Argon2idTask) => Promise<Bytes>;
}

/** Argon2id, at once. */
export function argon2idKey({ password, salt, memory, passes, lanes }: Argon2idTask): Bytes {
  return new Uint8Array(argon2id(password, salt, { m: memory, t: passes, p: lanes, dkLen: KEY_LENGTH }));
}

/**
 * The key of a passphrase. The same letters give the same key on every system, however they are composed (Unicode NFC);
 * case and spaces count.
 */
export async function stretch(
  passphrase: string,
  { memory, passes, lanes, salt }: KdfCost & { readonly salt: Bytes },
  { argon2id: compute }: StretchOptions = {},
): Promise<Bytes> {
  const password = new Uint8Array(utf8ToBytes(passphrase.normalize('NFC')));
  const task = { password, salt, memory, passes, lanes };
  return compute ? compute(task) : argon2idKey(task);
}

/** Whether a vault was made when less was thought to be enough. Whoever types the passphrase next can renew it. */
export function isOutdated(cost: KdfCost, today: KdfCost = DEFAULT_COST): boolean {
  return cost.memory * cost.passes < today.memory * today.passes;
}
