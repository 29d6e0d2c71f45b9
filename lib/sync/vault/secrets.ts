/** What a device keeps of a vault under its lock: how the place is reached, and the keys. */
import * as v from 'valibot';
import { lock, unlock } from '../crypto/device-lock';
import { keyRingSchema, type KeyRing } from '../crypto/key-ring';
import { placeSchema, type Place } from './place';

const PURPOSE = 'vault';
const secretsSchema = v.object({ place: placeSchema, ring: keyRingSchema });

export interface VaultSecrets {
  readonly place: Place;
  readonly ring: KeyRing;
}

export function lockSecrets(deviceKey: CryptoKey, secrets: VaultSecrets): Promise<Uint8Array<ArrayBuffer>> {
  return lock(deviceKey, { purpose: PURPOSE, secret: secrets });
}

/** @throws {DeviceLockError} */
export function unlockSecrets(deviceKey: CryptoKey, locked: Uint8Array): Promise<VaultSecrets> {
  return unlock(deviceKey, { purpose: PURPOSE, locked, schema: secretsSchema });
}
