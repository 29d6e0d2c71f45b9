/** A vault's files: compressed, padded, encrypted, bound to their place. docs/sync-protocol.md has the format. */
import { bytesToHex, hexToBytes, utf8ToBytes } from '@noble/hashes/utils.js';
import { frame, joined, systemRandom, uint32, type Bytes, type Random } from './bytes';
import { deflate, inflate } from './deflate';
import {
  deriveFrom,
  KEY_ID_LENGTH,
  keyId,
  keysOf,
  vaultBytes,
  type KeyRing,
  type VaultKey,
} from './key-ring';
import { paddedLength } from './padding';
import { aesKey, decrypt, encryptWith, KEY_LENGTH, NONCE_LENGTH, TAG_LENGTH } from './primitives';
import { SIGNATURE_LENGTH, signer, verifier } from './signing';
import { SealError, type FileContext, type Sealer } from './sealer';

const MAGIC = utf8ToBytes('PQS1');
/** Signed: of a collection that several people share. */
const SIGNED_MAGIC = utf8ToBytes('PQS2');
const ID_END = MAGIC.length + KEY_ID_LENGTH;
const HEADER_LENGTH = ID_END + NONCE_LENGTH;

/** Before the content: how it is stored, and how long it is as it is stored. */
const PREFIX_LENGTH = 5;
const STORED = 0;
const DEFLATED = 1;

interface FileKey {
  readonly id: string;
  readonly vault: Bytes;
  readonly key: CryptoKey;
  /** Null where everybody who can read may write. */
  readonly signing: {
    /** Null where this device may only read. */
    readonly sign: ((message: Bytes) => Promise<Bytes>) | null;
    readonly verify: (message: Bytes, signature: Uint8Array) => Promise<boolean>;
  } | null;
}

/** How long a file is that holds `length` bytes which cannot be compressed. None with less in it is longer. */
export function sealedLength(length: number): number {
  return HEADER_LENGTH + paddedLength(PREFIX_LENGTH + length) + TAG_LENGTH;
}

/** Seals with the ring's current key, and opens what was sealed with any of its keys. */
export async function createSealer(ring: KeyRing, random: Random = systemRandom): Promise<Sealer> {
  const keys = await Promise.all(keysOf(ring).map((key) => fileKey(key)));
  const [current] = keys;
  if (!current) throw new Error('A ring has a current key');
  return {
    seal: async (context, plain) => seal(current, { context, content: await pack(plain), random }),
    open: (context, sealed, limit) => open(keys, { context, sealed, limit }),
  };
}

async function fileKey(key: VaultKey): Promise<FileKey> {
  const raw = await deriveFrom(key, 'pullquote file key 1', KEY_LENGTH);
  const { shared } = key;
  const signing = shared
    ? {
        sign: shared.seed === undefined ? null : await signer(hexToBytes(shared.seed)),
        verify: await verifier(hexToBytes(shared.publicKey)),
      }
    : null;
  return { id: await keyId(key), vault: vaultBytes(key), key: await aesKey(raw), signing };
}

async function seal(
  { id, vault, key, signing }: FileKey,
  { context, content, random }: { context: FileContext; content: Bytes; random: Random },
): Promise<Bytes> {
  const nonce = random(NONCE_LENGTH);
  const header = joined(signing ? SIGNED_MAGIC : MAGIC, hexToBytes(id), nonce);
  const bound = binding(header, vault, context);
  const encrypted = await encryptWith(key, nonce, { plain: content, context: bound });
  if (!signing) return joined(header, encrypted);
  if (!signing.sign) throw new Error('Who may only read seals nothing');
  return joined(header, encrypted, await signing.sign(signedMessage(bound, encrypted)));
}

function signedMessage(bound: Bytes, encrypted: Uint8Array): Bytes {
  return frame('pullquote signature 1', bound, encrypted);
}

function binding(header: Uint8Array, vault: Bytes, context: FileContext): Bytes {
  return frame('pullquote file 1', header, vault, context);
}

/** Whichever is shorter, compressed or not, filled up with zeros. */
async function pack(plain: Uint8Array): Promise<Bytes> {
  const deflated = await deflate(plain);
  const isShorter = deflated.length < plain.length;
  const body = isShorter ? deflated : plain;
  const packed = new Uint8Array(paddedLength(PREFIX_LENGTH + body.length));
  packed.set([isShorter ? DEFLATED : STORED, ...uint32(body.length)]);
  packed.set(body, PREFIX_LENGTH);
  return packed;
}

async function open(
  keys: readonly FileKey[],
  { context, sealed, limit }: { context: FileContext; sealed: Uint8Array; limit: number },
): Promise<Bytes> {
  const isSigned = isOfFormat(sealed, SIGNED_MAGIC);
  if (!isSigned && !isOfFormat(sealed, MAGIC)) throw new SealError('unknown-format');
  const signature = isSigned ? SIGNATURE_LENGTH : 0;
  if (sealed.length < HEADER_LENGTH + TAG_LENGTH + signature) throw new SealError('damaged');
  if (sealed.length > sealedLength(limit) + signature) throw new SealError('too-large');
  return unpack(await decryptFile(keys, sealed, context), limit);
}

/** A file that was cut off is one of ours that is damaged. */
function isOfFormat(sealed: Uint8Array, magic: Uint8Array): boolean {
  return sealed.subarray(0, magic.length).every((byte, at) => byte === magic[at]);
}

/** Four bytes can be those of two keys, so all are tried that have them. */
async function decryptFile(
  keys: readonly FileKey[],
  sealed: Uint8Array,
  context: FileContext,
): Promise<Bytes> {
  const id = bytesToHex(sealed.subarray(MAGIC.length, ID_END));
  const fitting = keys.filter((key) => key.id === id);
  if (fitting.length === 0) throw new SealError('unknown-key');
  const opened = await Promise.all(fitting.map((key) => decryptBy(key, sealed, context)));
  const packed = opened.find((bytes) => bytes !== null);
  if (!packed) throw new SealError('damaged');
  return packed;
}

/** Null where it was written with another key, or by somebody who may not write. */
async function decryptBy(
  { key, vault, signing }: FileKey,
  sealed: Uint8Array,
  context: FileContext,
): Promise<Bytes | null> {
  if (isOfFormat(sealed, SIGNED_MAGIC) !== (signing !== null)) return null;
  const bound = binding(sealed.subarray(0, HEADER_LENGTH), vault, context);
  if (!signing) return decrypt(key, sealed.subarray(ID_END), bound);
  const end = sealed.length - SIGNATURE_LENGTH;
  const message = signedMessage(bound, sealed.subarray(HEADER_LENGTH, end));
  if (!(await signing.verify(message, sealed.subarray(end)))) return null;
  return decrypt(key, sealed.subarray(ID_END, end), bound);
}

/** Everything here was written by a device that has the key. It may still be another version, or a device gone wrong. */
async function unpack(packed: Bytes, limit: number): Promise<Bytes> {
  if (packed.length < PREFIX_LENGTH) throw new SealError('damaged');
  const view = new DataView(packed.buffer, packed.byteOffset, packed.byteLength);
  const [method, length] = [view.getUint8(0), view.getUint32(1)];
  if (length > packed.length - PREFIX_LENGTH) throw new SealError('damaged');
  const body = packed.slice(PREFIX_LENGTH, PREFIX_LENGTH + length);
  const plain = await unpacked(method, body, limit);
  if (plain === null || plain.length > limit) throw new SealError('too-large');
  return plain;
}

async function unpacked(method: number, body: Bytes, limit: number): Promise<Bytes | null> {
  if (method === STORED) return body;
  if (method !== DEFLATED) throw new SealError('unknown-format');
  try {
    return await inflate(body, limit);
  } catch (error) {
    throw new SealError('damaged', { cause: error });
  }
}
