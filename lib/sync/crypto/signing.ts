/** Who may write: Ed25519 (RFC 8032), by the browser. Keys are 32 bytes, signatures 64. */
import { hexToBytes } from '@noble/hashes/utils.js';
import { fromBase64Url, joined, type Bytes } from './bytes';

export const SEED_LENGTH = 32;
const PUBLIC_KEY_LENGTH = 32;
export const SIGNATURE_LENGTH = 64;

/** PKCS #8 (RFC 8410) for a private key, up to the seed itself. */
const PKCS8_START = hexToBytes('302e020100300506032b657004220420');

/** What checks the signatures of who has the seed: 32 random bytes, the private key. */
export async function publicKeyOf(seed: Uint8Array): Promise<Bytes> {
  const { x = '' } = await crypto.subtle.exportKey('jwk', await privateKey(seed, true));
  const bytes = fromBase64Url(x);
  if (bytes?.length !== PUBLIC_KEY_LENGTH) throw new Error('The browser made no public key');
  return bytes;
}

export async function signer(seed: Uint8Array): Promise<(message: Bytes) => Promise<Bytes>> {
  const key = await privateKey(seed, false);
  return async (message) => new Uint8Array(await crypto.subtle.sign('Ed25519', key, message));
}

export async function verifier(
  publicKey: Uint8Array,
): Promise<(message: Bytes, signature: Uint8Array) => Promise<boolean>> {
  const key = await crypto.subtle.importKey('raw', new Uint8Array(publicKey), 'Ed25519', false, ['verify']);
  return (message, signature) => crypto.subtle.verify('Ed25519', key, new Uint8Array(signature), message);
}

function privateKey(seed: Uint8Array, isExtractable: boolean): Promise<CryptoKey> {
  return crypto.subtle.importKey('pkcs8', joined(PKCS8_START, seed), 'Ed25519', isExtractable, ['sign']);
}
