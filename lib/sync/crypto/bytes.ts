/** Bytes put together and written as text. */
import { concatBytes, utf8ToBytes } from '@noble/hashes/utils.js';

export type Bytes = Uint8Array<ArrayBuffer>;

/** Where random bytes come from; handed in where the result has to be the same each time. */
export type Random = (length: number) => Bytes;

export const systemRandom: Random = (length) => crypto.getRandomValues(new Uint8Array(length));

/** A number below 2^32, the most significant byte first. */
export function uint32(value: number): Bytes {
  const bytes = new Uint8Array(4);
  new DataView(bytes.buffer).setUint32(0, value);
  return bytes;
}

/**
 * `parts` one after the other, each after its length. No two lists of parts give the same bytes, so what is bound to them
 * cannot be told in another way.
 */
export function frame(...parts: readonly (string | Uint8Array)[]): Bytes {
  const framed = parts.flatMap((part) => {
    const bytes = typeof part === 'string' ? utf8ToBytes(part) : part;
    return [uint32(bytes.length), bytes];
  });
  return joined(...framed);
}

/** `parts` one after the other, and nothing between them. */
export function joined(...parts: readonly Uint8Array[]): Bytes {
  return new Uint8Array(concatBytes(...parts));
}

/** Base64 with `-` and `_`, without `=`. */
export function toBase64Url(bytes: Uint8Array): string {
  const text = Array.from(bytes, (byte) => String.fromCharCode(byte)).join('');
  return btoa(text).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}

/** Null where `text` is not what {@link toBase64Url} gives for any bytes: each bytes have one spelling. */
export function fromBase64Url(text: string): Bytes | null {
  if (!/^[\w-]*$/u.test(text) || text.length % 4 === 1) return null;
  const bytes = Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (character) =>
    character.charCodeAt(0),
  );
  return toBase64Url(bytes) === text ? bytes : null;
}
