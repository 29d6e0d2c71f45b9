/** The browser's cryptography as it is used here: AES-256-GCM, and keys derived by HKDF-SHA256. */
import { joined, type Bytes, type Random } from './bytes';

export const NONCE_LENGTH = 12;
export const TAG_LENGTH = 16;
export const KEY_LENGTH = 32;

/** A key that encrypts and decrypts and cannot be read out again. */
export function aesKey(raw: Uint8Array): Promise<CryptoKey> {
  return crypto.subtle.importKey('raw', new Uint8Array(raw), 'AES-GCM', false, ['encrypt', 'decrypt']);
}

/** `plain` encrypted and bound to `context`: nonce, ciphertext, tag. */
export async function encrypt(
  key: CryptoKey,
  { plain, context, random }: { plain: Bytes; context: Bytes; random: Random },
): Promise<Bytes> {
  const nonce = random(NONCE_LENGTH);
  return joined(nonce, await encryptWith(key, nonce, { plain, context }));
}

/** Ciphertext and tag, where the nonce is kept elsewhere. No two of one key may have the same. */
export async function encryptWith(
  key: CryptoKey,
  nonce: Bytes,
  { plain, context }: { plain: Bytes; context: Bytes },
): Promise<Bytes> {
  const algorithm = { name: 'AES-GCM', iv: nonce, additionalData: context };
  return new Uint8Array(await crypto.subtle.encrypt(algorithm, key, plain));
}

/** What {@link encrypt} was given; null where the key, the context or any bit of it is another. */
export async function decrypt(key: CryptoKey, encrypted: Uint8Array, context: Bytes): Promise<Bytes | null> {
  if (encrypted.length < NONCE_LENGTH + TAG_LENGTH) return null;
  const iv = encrypted.slice(0, NONCE_LENGTH);
  const algorithm = { name: 'AES-GCM', iv, additionalData: context };
  try {
    return new Uint8Array(await crypto.subtle.decrypt(algorithm, key, encrypted.slice(NONCE_LENGTH)));
  } catch (error) {
    // The browser says no more than this, and rightly so.
    if (error instanceof DOMException && error.name === 'OperationError') return null;
    throw error;
  }
}

/** `length` bytes for one purpose from `secret`, which has to be random; a passphrase is stretched first. */
export async function derive(
  secret: Uint8Array,
  { salt, purpose, length }: { salt: Bytes; purpose: string; length: number },
): Promise<Bytes> {
  const key = await crypto.subtle.importKey('raw', new Uint8Array(secret), 'HKDF', false, ['deriveBits']);
  const algorithm = { name: 'HKDF', hash: 'SHA-256', salt, info: new TextEncoder().encode(purpose) };
  return new Uint8Array(await crypto.subtle.deriveBits(algorithm, key, length * 8));
}
