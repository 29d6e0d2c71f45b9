/** Sets up a vault, and changes what leads to its keys. Each change is a key file more; nothing is overwritten. */
import { bytesToHex, hexToBytes, utf8ToBytes } from '@noble/hashes/utils.js';
import { systemRandom, type Bytes, type Random } from './bytes';
import { DEFAULT_COST, type KdfCost, type StretchOptions } from './kdf';
import {
  fileBinding,
  KeyFileError,
  signedPart,
  writeKeyFile,
  type KeyFile,
  type KeyFileContent,
  type StoredKeyFile,
} from './key-file';
import { canWrite, keyId, keysOf, readersKey, ringOf, type KeyRing, type VaultKey } from './key-ring';
import { formerKey, passphraseKey, recoveryKey, wrap } from './key-wrap';
import { openByPassphrase, openByRing } from './open-key-file';
import { encrypt, KEY_LENGTH } from './primitives';
import { createRecoverySecret, formatRecoveryCode } from './recovery-code';
import { publicKeyOf, SEED_LENGTH, signer } from './signing';

export interface VaultOptions extends StretchOptions {
  readonly cost?: KdfCost;
  readonly random?: Random;
}

/** A key file to be written, and the keys that it leads to. */
export interface NewKeyFile {
  readonly file: StoredKeyFile;
  readonly ring: KeyRing;
}

/** With a code that the user has to write down: it is kept nowhere. */
export interface WithRecoveryCode extends NewKeyFile {
  readonly recoveryCode: string;
}

type Wraps = Pick<KeyFileContent, 'kdf' | 'passphrase' | 'recovery'>;

/**
 * A new vault with a random data key.
 * @param options.collection the tag of what is shared in it with others; null for one's own
 */
export async function createVault(
  passphrase: string,
  { collection = null, ...options }: VaultOptions & { readonly collection?: string | null } = {},
): Promise<WithRecoveryCode> {
  const random = options.random ?? systemRandom;
  const key = { vault: bytesToHex(random(16)), epoch: 1, secret: bytesToHex(random(KEY_LENGTH)) };
  return newKey(await withWriting(key, collection, random), [], { passphrase, options });
}

/** Who may write in a shared vault is who has the seed. */
async function withWriting(key: VaultKey, collection: string | null, random: Random): Promise<VaultKey> {
  if (collection === null) return key;
  const seed = random(SEED_LENGTH);
  const publicKey = bytesToHex(await publicKeyOf(seed));
  return { ...key, shared: { collection, publicKey, seed: bytesToHex(seed) } };
}

/**
 * A new data key. Who has only the old keys can read nothing that is sealed from now on: so a device is removed. Files of
 * before stay readable for who has the new one. There is a new recovery code: the old one is on
 * paper alone, so no device could make a wrap of the new key for it.
 * @param passphrase the present one; the vault keeps it, unless there is a `next`
 * @throws {KeyFileError} wrong-passphrase, locked, damaged
 */
export async function rotate(
  file: KeyFile,
  ring: KeyRing,
  { passphrase, next, ...options }: VaultOptions & { readonly passphrase: string; readonly next?: string },
): Promise<WithRecoveryCode> {
  const opened = await openByPassphrase(file, passphrase, options);
  const held = [...keysOf(ring), ...keysOf(opened)];
  const random = options.random ?? systemRandom;
  const key = {
    vault: opened.current.vault,
    epoch: Math.max(...held.map(({ epoch }) => epoch)) + 1,
    secret: bytesToHex(random(KEY_LENGTH)),
  };
  const collection = opened.current.shared?.collection ?? null;
  return newKey(await withWriting(key, collection, random), held, {
    passphrase: next ?? passphrase,
    options,
  });
}

/**
 * The same keys under another passphrase; the recovery code stays. Who knew the old passphrase and has a copy of the old
 * file still comes to the data key: where that matters, `rotate`.
 * @throws {KeyFileError} locked, damaged
 */
export async function changePassphrase(
  file: KeyFile,
  ring: KeyRing,
  { passphrase, ...options }: VaultOptions & { readonly passphrase: string },
): Promise<NewKeyFile> {
  const opened = await openToWrite(file, ring);
  const wrapped = await wrapByPassphrase(opened.current, passphrase, options);
  return again(file, opened, { ...wrapped, recovery: file.content.recovery }, options.random);
}

/**
 * The same keys under another recovery code; the passphrase stays.
 * @throws {KeyFileError} locked, damaged
 */
export async function changeRecoveryCode(
  file: KeyFile,
  ring: KeyRing,
  random: Random = systemRandom,
): Promise<WithRecoveryCode> {
  const opened = await openToWrite(file, ring);
  const secret = createRecoverySecret(random);
  const recovery = await wrapByRecovery(opened.current, secret, random);
  const made = await again(file, opened, { ...file.content, recovery }, random);
  return { ...made, recoveryCode: formatRecoveryCode(secret) };
}

/**
 * A file that leads to every key of `ring`, where `file` does not: null where it does, and for who may only read. Needed where two devices set up or
 * rotated at the same time: then one file leads to all, and who opens it needs the others no more.
 * @throws {KeyFileError} locked, damaged
 */
export async function complete(
  file: KeyFile,
  ring: KeyRing,
  random: Random = systemRandom,
): Promise<NewKeyFile | null> {
  const opened = await openByRing(file, ring);
  // What they would sign nobody could check.
  if (!canWrite(opened)) return null;
  const ids = await Promise.all(keysOf(opened).map((key) => keyId(key)));
  const isComplete = ids.every((id) => file.content.keys.includes(id));
  return isComplete ? null : again(file, opened, file.content, random);
}

async function openToWrite(file: KeyFile, ring: KeyRing): Promise<KeyRing> {
  const opened = await openByRing(file, ring);
  // What they do not have they cannot hand on.
  if (!canWrite(opened)) throw new KeyFileError('locked');
  return opened;
}

async function newKey(
  key: VaultKey,
  others: readonly VaultKey[],
  { passphrase, options }: { passphrase: string; options: VaultOptions },
): Promise<WithRecoveryCode> {
  const random = options.random ?? systemRandom;
  const secret = createRecoverySecret(random);
  const wraps = {
    ...(await wrapByPassphrase(key, passphrase, options)),
    recovery: await wrapByRecovery(key, secret, random),
  };
  const made = await seal(ringOf(key, others), { revision: 1, wraps, random });
  return { ...made, recoveryCode: formatRecoveryCode(secret) };
}

/** `file` once more, with other wraps, or with more keys. */
function again(
  { content }: KeyFile,
  ring: KeyRing,
  wraps: Wraps,
  random: Random = systemRandom,
): Promise<NewKeyFile> {
  return seal(ring, { revision: content.revision + 1, wraps, random });
}

async function seal(
  held: KeyRing,
  { revision, wraps, random }: { revision: number; wraps: Wraps; random: Random },
): Promise<NewKeyFile> {
  // Nothing is written with the others any more.
  const ring = { current: held.current, former: held.former.map(readersKey) };
  const { vault, epoch } = ring.current;
  const { kdf, passphrase, recovery } = wraps;
  const keys = await Promise.all(keysOf(ring).map((key) => keyId(key)));
  const version = ring.current.shared ? 2 : 1;
  const content = { version, vault, epoch, revision, kdf, passphrase, recovery, keys } as const;
  const former = await encrypt(await formerKey(ring.current), {
    plain: new Uint8Array(utf8ToBytes(JSON.stringify(ring.former))),
    context: fileBinding(content),
    random,
  });
  const { seed } = ring.current.shared ?? {};
  if (seed === undefined) return { file: writeKeyFile({ ...content, former }), ring };
  const signature = await (await signer(hexToBytes(seed)))(signedPart({ ...content, former }));
  return { file: writeKeyFile({ ...content, former, signature }), ring };
}

async function wrapByPassphrase(
  key: VaultKey,
  passphrase: string,
  { cost: { memory, passes, lanes } = DEFAULT_COST, random = systemRandom, ...options }: VaultOptions,
): Promise<Pick<Wraps, 'kdf' | 'passphrase'>> {
  const kdf = { name: 'argon2id' as const, memory, passes, lanes, salt: random(16) };
  const wrapping = await passphraseKey(passphrase, kdf, options);
  return { kdf, passphrase: await wrap(wrapping, { key, purpose: 'passphrase', random }) };
}

async function wrapByRecovery(
  key: VaultKey,
  secret: Bytes,
  random: Random,
): Promise<KeyFileContent['recovery']> {
  return wrap(await recoveryKey(secret, key), { key, purpose: 'recovery', random });
}
