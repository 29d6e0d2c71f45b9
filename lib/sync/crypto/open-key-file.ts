/** From key files to the keys in them, by passphrase, by recovery code, or by a key that the device has already. */
import * as v from 'valibot';
import type { Bytes } from './bytes';
import type { StretchOptions } from './kdf';
import { hexToBytes } from '@noble/hashes/utils.js';
import { byRank, fileBinding, KeyFileError, signedPart, type KeyFile } from './key-file';
import { canWrite, keyId, keyRingSchema, keysOf, ringOf, type KeyRing, type VaultKey } from './key-ring';
import { formerKey, passphraseKey, recoveryKey, unwrap } from './key-wrap';
import { decrypt } from './primitives';
import { verifier } from './signing';

/** @throws {KeyFileError} wrong-passphrase, damaged */
export async function openByPassphrase(
  file: KeyFile,
  passphrase: string,
  options: StretchOptions = {},
): Promise<KeyRing> {
  const wrapping = await passphraseKey(passphrase, file.content.kdf, options);
  const key = await unwrap(wrapping, 'passphrase', file.content);
  if (!key) throw new KeyFileError('wrong-passphrase');
  return read(file, key);
}

/**
 * @param secret what the code stands for: see `parseRecoveryCode`
 * @throws {KeyFileError} wrong-recovery-code, damaged
 */
export async function openByRecoverySecret(file: KeyFile, secret: Bytes): Promise<KeyRing> {
  const key = await unwrap(await recoveryKey(secret, file.content), 'recovery', file.content);
  if (!key) throw new KeyFileError('wrong-recovery-code');
  return read(file, key);
}

/**
 * The file's keys and those of `ring`; the file's data key is the current one. That is how a device learns what others
 * have changed, without being asked for the passphrase.
 * @throws {KeyFileError} locked, damaged
 */
export async function openByRing(file: KeyFile, ring: KeyRing): Promise<KeyRing> {
  const opened = await openAlone(file, ring);
  return ringOf(opened.current, [...keysOf(opened), ...keysOf(ring)]);
}

/** What all key files of a store lead to. */
export interface OpenedKeyFiles {
  /** The keys of all of them; the current one is that of the file that counts first. */
  readonly ring: KeyRing;
  /** The file that counts first has another data key than any that is known: the passphrase is needed. */
  readonly isLocked: boolean;
  /** Names of files that could not be opened. What is sealed with their keys cannot be read. */
  readonly unread: readonly string[];
  /** Names of files without which the first one leads to all the same keys. They can be deleted. */
  readonly superseded: readonly string[];
}

/** A store that lays down thousands of key files must not keep the device stretching a passphrase for days. */
const MOST_TRIED = 8;

/**
 * Opens the file that counts first with `open`, and the others as far as its keys or `open` can.
 * @param open `openByPassphrase` or `openByRecoverySecret` with what the user typed
 * @throws {KeyFileError} what `open` throws for the file that counts first; locked where there is no file
 */
export async function openKeyFiles(
  files: readonly KeyFile[],
  open: (file: KeyFile) => Promise<KeyRing>,
): Promise<OpenedKeyFiles> {
  const [first, ...others] = files.toSorted(byRank);
  if (!first) throw new KeyFileError('locked');
  const opened = await open(first);
  return gather(opened, [first, ...others], tries(open));
}

/**
 * What a device that has `ring` learns from the key files that are there now. It never goes back to a key of an earlier
 * epoch, whatever the store shows.
 */
export function updateRing(ring: KeyRing, files: readonly KeyFile[]): Promise<OpenedKeyFiles> {
  return gather(ring, files.toSorted(byRank), () => Promise.reject(new KeyFileError('locked')));
}

function tries(open: (file: KeyFile) => Promise<KeyRing>): (file: KeyFile) => Promise<KeyRing> {
  let left = MOST_TRIED;
  return (file) => {
    left -= 1;
    return left < 0 ? Promise.reject(new KeyFileError('locked')) : open(file);
  };
}

async function gather(
  known: KeyRing,
  ranked: readonly KeyFile[],
  open: (file: KeyFile) => Promise<KeyRing>,
): Promise<OpenedKeyFiles> {
  let ring = known;
  const opened = new Map<KeyFile, KeyRing>();
  for (const file of ranked) {
    // One after the other: each can lead to the key of the next, and Argon2 takes its memory once.
    // oxlint-disable-next-line no-await-in-loop
    const keys = await attempt(file, ring, open);
    if (!keys) continue;
    opened.set(file, keys);
    ring = ringOf(ring.current, [...keysOf(ring), ...keysOf(keys)]);
  }
  const [first] = ranked;
  const opening = first && opened.get(first);
  // Other keys hand on the key alone: the right to write with it comes with the passphrase.
  const best = opening && (canWrite(opening) || !canWrite(known)) ? opening : undefined;
  return {
    ring: best && best.current.epoch >= ring.current.epoch ? ringOf(best.current, keysOf(ring)) : ring,
    isLocked: first !== undefined && best === undefined,
    unread: ranked.filter((file) => !opened.has(file)).map(({ name }) => name),
    superseded: best ? await covered(ranked.slice(1), best) : [],
  };
}

/** The keys of one file; null where nothing leads to them. */
async function attempt(
  file: KeyFile,
  ring: KeyRing,
  open: (file: KeyFile) => Promise<KeyRing>,
): Promise<KeyRing | null> {
  try {
    return (await findKey(file, ring)) ? await openAlone(file, ring) : await open(file);
  } catch (error) {
    if (error instanceof KeyFileError) return null;
    throw error;
  }
}

/** By the keys that `best` really has: a file can say of itself what it likes. */
async function covered(files: readonly KeyFile[], best: KeyRing): Promise<string[]> {
  const ids = new Set(await Promise.all(keysOf(best).map((key) => keyId(key))));
  return files.filter(({ content }) => content.keys.every((id) => ids.has(id))).map(({ name }) => name);
}

async function openAlone(file: KeyFile, ring: KeyRing): Promise<KeyRing> {
  const key = await findKey(file, ring);
  if (!key) throw new KeyFileError('locked');
  return read(file, key);
}

async function findKey({ content }: KeyFile, ring: KeyRing): Promise<VaultKey | null> {
  const likely = keysOf(ring).filter(
    ({ vault, epoch }) => vault === content.vault && epoch === content.epoch,
  );
  const ids = await Promise.all(likely.map((key) => keyId(key)));
  return likely[ids.indexOf(content.keys[0] ?? '')] ?? null;
}

/**
 * The files without those that say they lead to a key of `ring` which is shared, and were not written by somebody who may write:
 * who may only read has all that they need to lay one down, and it would count first.
 */
export async function genuineAmong(files: readonly KeyFile[], ring: KeyRing): Promise<readonly KeyFile[]> {
  const isForged = await Promise.all(
    files.map(async (file) => {
      const key = await findKey(file, ring);
      return key?.shared !== undefined && !(await isSigned(file.content, key));
    }),
  );
  return files.filter((_, at) => isForged[at] !== true);
}

async function isSigned(content: KeyFile['content'], { shared }: VaultKey): Promise<boolean> {
  const { signature } = content;
  if (!shared || !signature) return !shared && !signature;
  return (await verifier(hexToBytes(shared.publicKey)))(signedPart(content), signature);
}

const formerSchema = v.pipe(v.string(), v.parseJson(), keyRingSchema.entries.former);

async function read({ content }: KeyFile, key: VaultKey): Promise<KeyRing> {
  const plain = await decrypt(await formerKey(key), content.former, fileBinding(content));
  if (!plain || !(await isSigned(content, key))) throw new KeyFileError('damaged');
  const former = v.safeParse(formerSchema, new TextDecoder().decode(plain));
  if (!former.success) throw new KeyFileError('damaged');
  return ringOf(key, former.output);
}
