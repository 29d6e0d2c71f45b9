/**
 * How a device keeps what it must not ask for each time: the vault's keys and the store's password, encrypted with a key
 * that the browser hands to nobody, not even to us.
 *
 * What it is good for: no file of the profile, no backup of one record and no export of the database has them in the clear,
 * and no script that comes to read the database can carry the key away. What it is not good for: the browser itself keeps
 * the key in the profile, so whoever has the whole profile, or runs code as this extension, can have them decrypted. Against
 * a lost device only its own disk encryption helps, and rotation.
 */
import * as v from 'valibot';
import { frame, systemRandom, type Bytes, type Random } from './bytes';
import { decrypt, encrypt } from './primitives';

/** What was locked is damaged, or was locked by another device or for something else. It does not say what it was. */
export class DeviceLockError extends Error {
  override readonly name = 'DeviceLockError';
  constructor() {
    super('What is locked on this device cannot be unlocked');
  }
}

/** To be made once on a device, and stored in IndexedDB as it is. It cannot be read out. */
export async function createDeviceKey(): Promise<CryptoKey> {
  return crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt']);
}

/**
 * @param purpose what it is; it can be unlocked as nothing else
 * @param secret can be written as JSON
 */
export function lock(
  key: CryptoKey,
  { purpose, secret, random = systemRandom }: { purpose: string; secret: unknown; random?: Random },
): Promise<Bytes> {
  const plain = new TextEncoder().encode(JSON.stringify(secret));
  return encrypt(key, { plain, context: binding(purpose), random });
}

/** @throws {DeviceLockError} also where it is not what `schema` says */
export async function unlock<const Schema extends v.GenericSchema>(
  key: CryptoKey,
  { purpose, locked, schema }: { purpose: string; locked: Uint8Array; schema: Schema },
): Promise<v.InferOutput<Schema>> {
  const plain = await decrypt(key, locked, binding(purpose));
  if (!plain) throw new DeviceLockError();
  const json: unknown = JSON.parse(new TextDecoder().decode(plain));
  const parsed = v.safeParse(schema, json);
  if (!parsed.success) throw new DeviceLockError();
  return parsed.output;
}

function binding(purpose: string): Bytes {
  return frame('pullquote device lock 1', purpose);
}
