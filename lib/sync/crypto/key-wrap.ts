/** The data key, and where it is shared the right to write, encrypted with what a passphrase or a recovery code gives. */
import { bytesToHex, hexToBytes, utf8ToBytes } from '@noble/hashes/utils.js';
import { joined, type Bytes, type Random } from './bytes';
import { stretch, type StretchOptions } from './kdf';
import { wrapBinding, type KeyFileContent } from './key-file';
import { deriveFrom, vaultBytes, type VaultKey } from './key-ring';
import { aesKey, decrypt, derive, encrypt, KEY_LENGTH } from './primitives';
import { publicKeyOf, SEED_LENGTH } from './signing';

type Purpose = Parameters<typeof wrapBinding>[0];

export async function passphraseKey(
  passphrase: string,
  kdf: KeyFileContent['kdf'],
  options: StretchOptions = {},
): Promise<CryptoKey> {
  return aesKey(await stretch(passphrase, { ...kdf, salt: new Uint8Array(kdf.salt) }, options));
}

/** A recovery secret is random and long, so it need not be stretched. */
export async function recoveryKey(secret: Bytes, vault: Pick<VaultKey, 'vault'>): Promise<CryptoKey> {
  const purpose = 'pullquote recovery key 1';
  return aesKey(await derive(secret, { salt: vaultBytes(vault), purpose, length: KEY_LENGTH }));
}

/** What the former keys in a key file are encrypted with. */
export async function formerKey(key: VaultKey): Promise<CryptoKey> {
  return aesKey(await deriveFrom(key, 'pullquote former keys 1', KEY_LENGTH));
}

export function wrap(
  wrapping: CryptoKey,
  { key, purpose, random }: { key: VaultKey; purpose: Purpose; random: Random },
): Promise<Bytes> {
  const { seed, collection } = key.shared ?? {};
  const shared = seed === undefined ? [] : [hexToBytes(seed), utf8ToBytes(collection ?? '')];
  const plain = joined(hexToBytes(key.secret), ...shared);
  return encrypt(wrapping, { plain, context: wrapBinding(purpose, key), random });
}

/** The data key of a file; null where the passphrase, or the code, is another. */
export async function unwrap(
  wrapping: CryptoKey,
  purpose: Purpose,
  { vault, epoch, [purpose]: wrapped }: KeyFileContent,
): Promise<VaultKey | null> {
  const plain = await decrypt(wrapping, wrapped, wrapBinding(purpose, { vault, epoch }));
  return plain && unwrapped(plain, { vault, epoch });
}

async function unwrapped(plain: Bytes, key: Pick<VaultKey, 'vault' | 'epoch'>): Promise<VaultKey> {
  const secret = bytesToHex(plain.subarray(0, KEY_LENGTH));
  if (plain.length === KEY_LENGTH) return { ...key, secret };
  const seed = plain.slice(KEY_LENGTH, KEY_LENGTH + SEED_LENGTH);
  const collection = new TextDecoder().decode(plain.subarray(KEY_LENGTH + SEED_LENGTH));
  const publicKey = bytesToHex(await publicKeyOf(seed));
  return { ...key, secret, shared: { collection, publicKey, seed: bytesToHex(seed) } };
}
