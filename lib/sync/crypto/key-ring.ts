/**
 * The keys of a vault that a device has, as plain data. It is secret: it is stored only under a device's lock, and shown
 * only in a join code.
 */
import { bytesToHex, hexToBytes } from '@noble/hashes/utils.js';
import * as v from 'valibot';
import { MAX_LINE } from '../../annotation/limits';
import { uint32, type Bytes } from './bytes';
import { derive } from './primitives';

const vaultIdSchema = v.pipe(v.string(), v.regex(/^[0-9a-f]{32}$/u));
/** Nobody rotates so often; and the next one is still a number that fits into four bytes. */
const epochSchema = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(1_000_000));

const hex32 = v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/u));

/** What the vault of a collection has that several people share. */
const sharedSchema = v.object({
  /** The tag of what is shared. */
  collection: v.pipe(v.string(), v.minLength(1), v.maxLength(MAX_LINE)),
  /** Checks that a file was written by somebody who may write: an Ed25519 public key. */
  publicKey: hex32,
  /** Its private key. Who has it not may only read. */
  seed: v.exactOptional(hex32),
});

export const vaultKeySchema = v.object({
  /** The vault that was set up, 128 bits. Two devices that set up at once make two, and then share both keys. */
  vault: vaultIdSchema,
  /** Counts up with each rotation. */
  epoch: epochSchema,
  /** The data key, 256 bits, from which all others are derived. */
  secret: hex32,
  /** Absent in the vault of one person. */
  shared: v.exactOptional(sharedSchema),
});
export type VaultKey = Readonly<v.InferOutput<typeof vaultKeySchema>>;

export const MOST_KEYS = 1000;

export const keyRingSchema = v.object({
  /** What new files are sealed with. */
  current: vaultKeySchema,
  /** What older files were sealed with. */
  former: v.pipe(v.array(vaultKeySchema), v.maxLength(MOST_KEYS)),
});
export interface KeyRing {
  readonly current: VaultKey;
  readonly former: readonly VaultKey[];
}

/** What is written before an encrypted file, to tell which key it needs. */
export const KEY_ID_LENGTH = 4;

/** A key's id, from the key itself: who has not the key learns nothing from it. */
export async function keyId(key: VaultKey): Promise<string> {
  return bytesToHex(await deriveFrom(key, 'pullquote key id 1', KEY_ID_LENGTH));
}

/** A key for one purpose from the data key. */
export function deriveFrom(key: VaultKey, purpose: string, length: number): Promise<Bytes> {
  return derive(hexToBytes(key.secret), { salt: vaultBytes(key), purpose, length });
}

export function vaultBytes({ vault }: Pick<VaultKey, 'vault'>): Bytes {
  return new Uint8Array(hexToBytes(vault));
}

export function epochBytes({ epoch }: Pick<VaultKey, 'epoch'>): Bytes {
  return uint32(epoch);
}

/** All keys of a ring, the current one first. */
export function keysOf(ring: KeyRing): readonly VaultKey[] {
  return [ring.current, ...ring.former];
}

/** Whether files can be written with the ring: without it, they can only be read. */
export function canWrite({ current: { shared } }: KeyRing): boolean {
  return shared === undefined || shared.seed !== undefined;
}

/** The key for somebody who may only read what is shared. */
export function readersKey({ shared, ...key }: VaultKey): VaultKey {
  if (!shared) return key;
  const { seed: _, ...rest } = shared;
  return { ...key, shared: rest };
}

/** `current`, and of `others` each once that is not it. */
export function ringOf(current: VaultKey, others: readonly VaultKey[]): KeyRing {
  const former = new Map(others.map((key) => [nameOf(key), key]));
  former.delete(nameOf(current));
  return { current, former: [...former.values()] };
}

function nameOf({ vault, epoch, secret }: VaultKey): string {
  return `${vault} ${String(epoch)} ${secret}`;
}
