/**
 * The one file of a vault that is not encrypted as a whole: how a passphrase or a recovery code leads to the data key. It
 * never changes; another passphrase or another key makes another file. docs/sync-protocol.md has the format.
 */
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, hexToBytes, utf8ToBytes } from '@noble/hashes/utils.js';
import * as v from 'valibot';
import { MAX_LINE } from '../../annotation/limits';
import { frame, fromBase64Url, toBase64Url, uint32, type Bytes } from './bytes';
import { costSchema } from './kdf';
import { epochBytes, MOST_KEYS, vaultBytes, vaultKeySchema, type VaultKey } from './key-ring';
import { KEY_LENGTH, NONCE_LENGTH, TAG_LENGTH } from './primitives';
import { SEED_LENGTH, SIGNATURE_LENGTH } from './signing';

export type KeyFileFailure =
  /** Not what its name says, or changed since it was written. */
  | 'damaged'
  /** Written by a later version of this program, or no key file at all. */
  | 'unknown-format'
  /** The passphrase is stretched by something that this version does not know. */
  | 'unknown-kdf'
  /** It asks for more memory or time than any honest file. */
  | 'excessive'
  | 'wrong-passphrase'
  | 'wrong-recovery-code'
  /** This device has no key that the file could be opened with. */
  | 'locked';

export class KeyFileError extends Error {
  override readonly name = 'KeyFileError';
  constructor(readonly reason: KeyFileFailure) {
    super(`The vault cannot be opened: ${reason}`);
  }
}

/** A reader of a store need not take more. */
export const KEY_FILE_LIMIT = 256 * 1024;

const FORMAT = 'pullquote-keys';
const WRAP_LENGTH = NONCE_LENGTH + KEY_LENGTH + TAG_LENGTH;
/** With a seed and the name of a collection, in UTF-8. */
const SHARED_WRAP_LENGTH = WRAP_LENGTH + SEED_LENGTH;
const LONGEST_WRAP = SHARED_WRAP_LENGTH + 4 * MAX_LINE;

function bytesSchema(least: number, most: number) {
  return v.pipe(
    v.string(),
    v.transform((text) => fromBase64Url(text)),
    v.check((bytes) => bytes !== null && bytes.length >= least && bytes.length <= most),
    v.transform((bytes) => bytes ?? new Uint8Array()),
  );
}

const keyIdSchema = v.pipe(v.string(), v.regex(/^[0-9a-f]{8}$/u));

const headSchema = v.object({
  format: v.literal(FORMAT),
  version: v.picklist([1, 2]),
  kdf: v.object({ name: v.string() }),
});

const contentSchema = v.object({
  /** 2 where it is of a collection that several people share. */
  version: v.picklist([1, 2]),
  vault: vaultKeySchema.entries.vault,
  epoch: vaultKeySchema.entries.epoch,
  /** Counts up with each file that has the same data key: the passphrase or the recovery code is another. */
  revision: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(1_000_000)),
  kdf: v.intersect([v.object({ name: v.literal('argon2id'), salt: bytesSchema(16, 64) }), costSchema]),
  /** The data key, encrypted with the key of the passphrase and with that of the recovery code. */
  passphrase: bytesSchema(WRAP_LENGTH, LONGEST_WRAP),
  recovery: bytesSchema(WRAP_LENGTH, LONGEST_WRAP),
  /** The ids of all keys that the file leads to, the data key's first. */
  keys: v.pipe(v.array(keyIdSchema), v.minLength(1), v.maxLength(MOST_KEYS)),
  /** The other keys, encrypted with the data key; and bound to everything above, so that none of it can be changed. */
  former: bytesSchema(NONCE_LENGTH + TAG_LENGTH, KEY_FILE_LIMIT),
  /** Of who may write, over all of it: who may only read has the data key, too. In version 2 alone. */
  signature: v.exactOptional(bytesSchema(SIGNATURE_LENGTH, SIGNATURE_LENGTH)),
});
export type KeyFileContent = Readonly<v.InferOutput<typeof contentSchema>>;

export interface KeyFile {
  readonly name: string;
  readonly content: KeyFileContent;
}

/** A key file as it lies at a store. */
export interface StoredKeyFile {
  readonly name: string;
  readonly bytes: Bytes;
}

/** @throws {KeyFileError} damaged, unknown-format, unknown-kdf, excessive */
export function parseKeyFile(name: string, bytes: Uint8Array): KeyFile {
  if (bytes.length > KEY_FILE_LIMIT) throw new KeyFileError('excessive');
  if (name !== keyFileName(bytes)) throw new KeyFileError('damaged');
  const json = parseJson(bytes);
  const head = v.safeParse(headSchema, json);
  if (!head.success) throw new KeyFileError('unknown-format');
  if (head.output.kdf.name !== 'argon2id') throw new KeyFileError('unknown-kdf');
  if (!v.is(v.object({ kdf: costSchema }), json)) throw new KeyFileError('excessive');
  const content = v.safeParse(contentSchema, json);
  if (!content.success || !isOfItsVersion(content.output)) throw new KeyFileError('damaged');
  return { name, content: content.output };
}

function isOfItsVersion({ version, passphrase, recovery, signature }: KeyFileContent): boolean {
  if ((version === 2) !== (signature !== undefined)) return false;
  return [passphrase, recovery].every(({ length }) =>
    version === 1 ? length === WRAP_LENGTH : length > SHARED_WRAP_LENGTH,
  );
}

function parseJson(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    // The error would quote what it read.
    throw new KeyFileError('unknown-format');
  }
}

/** The name of a key file, from its content: who finds another content under it knows that it is damaged. */
function keyFileName(bytes: Uint8Array): string {
  return bytesToHex(sha256(bytes)).slice(0, 32);
}

export function writeKeyFile(content: KeyFileContent): StoredKeyFile {
  const { version, vault, epoch, revision, kdf, passphrase, recovery, keys, former, signature } = content;
  const json = {
    format: FORMAT,
    version,
    vault,
    epoch,
    revision,
    kdf: {
      name: kdf.name,
      memory: kdf.memory,
      passes: kdf.passes,
      lanes: kdf.lanes,
      salt: toBase64Url(kdf.salt),
    },
    passphrase: toBase64Url(passphrase),
    recovery: toBase64Url(recovery),
    keys,
    former: toBase64Url(former),
    ...(signature ? { signature: toBase64Url(signature) } : {}),
  };
  const bytes = new Uint8Array(utf8ToBytes(`${JSON.stringify(json, null, 2)}\n`));
  return { name: keyFileName(bytes), bytes };
}

/** What a wrapped data key is bound to: it cannot stand in for that of another vault, epoch or secret. */
export function wrapBinding(
  purpose: 'passphrase' | 'recovery',
  key: Pick<VaultKey, 'vault' | 'epoch'>,
): Bytes {
  return frame('pullquote key wrap 1', purpose, vaultBytes(key), epochBytes(key));
}

/** What the former keys are bound to: all the rest of the file. */
export function fileBinding(content: Omit<KeyFileContent, 'former' | 'signature'>): Bytes {
  const { kdf } = content;
  return frame(
    `pullquote key file ${String(content.version)}`,
    vaultBytes(content),
    epochBytes(content),
    uint32(content.revision),
    kdf.name,
    ...[kdf.memory, kdf.passes, kdf.lanes].map((value) => uint32(value)),
    kdf.salt,
    content.passphrase,
    content.recovery,
    ...content.keys.map((id) => hexToBytes(id)),
  );
}

/** What is signed of a file: all of it. */
export function signedPart(content: Omit<KeyFileContent, 'signature'>): Bytes {
  return frame('pullquote key file signature 1', fileBinding(content), content.former);
}

/**
 * Of several key files, the one that counts first: the highest epoch, then the highest revision, then the smallest name.
 * So devices that set up or rotated at the same time agree without asking each other.
 */
export function byRank(a: KeyFile, b: KeyFile): number {
  return (
    b.content.epoch - a.content.epoch ||
    b.content.revision - a.content.revision ||
    (a.name < b.name ? -1 : Number(a.name > b.name))
  );
}
