/** The key files of a place: read, written, and what a person does with passphrases and codes. */
import type { Bytes } from '../crypto/bytes';
import {
  byRank,
  KEY_FILE_LIMIT,
  KeyFileError,
  parseKeyFile,
  type KeyFile,
  type StoredKeyFile,
} from '../crypto/key-file';
import type { StretchOptions } from '../crypto/kdf';
import { canWrite, type KeyRing } from '../crypto/key-ring';
import {
  genuineAmong,
  openByPassphrase,
  openByRecoverySecret,
  openKeyFiles,
  updateRing,
} from '../crypto/open-key-file';
import {
  changePassphrase,
  changeRecoveryCode,
  complete,
  createVault,
  rotate,
  type NewKeyFile,
  type VaultOptions,
  type WithRecoveryCode,
} from '../crypto/vault-keys';
import { isOfConnectionTest } from '../transports/connection-test';
import { TransportError, type CallOptions, type Transport } from '../transports/transport';

/** A store that lays down thousands of key files must not keep the device reading. */
const MOST_READ = 50;

export type SetUpProblem =
  /** Key files lie there already: somebody set up a vault. */
  | 'already-there'
  /** None lies there. */
  | 'no-vault'
  /** What lies there is shared by several people, and was taken for the user's own; or the other way round. */
  | 'shared'
  | 'not-shared'
  /** What has the tag is shared elsewhere already. */
  | 'tag-taken';

export class SetUpError extends Error {
  override readonly name = 'SetUpError';
  constructor(readonly problem: SetUpProblem) {
    super(`No vault was opened: ${problem}`);
  }
}

/** What proves that one may open a vault. */
export type VaultSecret =
  | { readonly type: 'passphrase'; readonly text: string }
  | { readonly type: 'recovery'; readonly secret: Bytes };

/**
 * Whether a vault was set up at the place, also where its key files were lost. Rejects with a TransportError, as everything
 * here.
 */
export async function hasVault(transport: Transport, options: CallOptions = {}): Promise<boolean> {
  if ((await keyNames(transport, options)).length > 0) return true;
  return (await transport.list('heads', options)).length > 0;
}

/**
 * Sets up a vault where there is none.
 * @throws {SetUpError} already-there, also where somebody else did the same at this moment and was first
 */
export async function setUpAt(
  transport: Transport,
  passphrase: string,
  options: CallOptions & VaultOptions & { readonly collection?: string | null } = {},
): Promise<WithRecoveryCode> {
  if (await hasVault(transport, options)) throw new SetUpError('already-there');
  const made = await createVault(passphrase, options);
  await publish(transport, made, options);
  // Two devices that set up at once: the other's vault may be in use by now, ours is not. Where both see that, both yield.
  const names = await keyNames(transport, options);
  if (names.some((name) => name !== made.file.name)) {
    await transport.remove('keys', made.file.name, options);
    throw new SetUpError('already-there');
  }
  return made;
}

/**
 * The keys of the vault that lies at the place.
 * @throws {SetUpError} no-vault
 * @throws {KeyFileError} wrong-passphrase, wrong-recovery-code, damaged…
 */
export async function openAt(
  transport: Transport,
  secret: VaultSecret,
  options: CallOptions & StretchOptions = {},
): Promise<KeyRing> {
  const files = await readKeyFiles(transport, options);
  if (files.length === 0) {
    // Notes are there, and nothing that leads to their key.
    if (await hasVault(transport, options)) throw new KeyFileError('damaged');
    throw new SetUpError('no-vault');
  }
  const { ring } = await openKeyFiles(files, (file) =>
    secret.type === 'passphrase'
      ? openByPassphrase(file, secret.text, options)
      : openByRecoverySecret(file, secret.secret),
  );
  return ring;
}

/** What a device that has `ring` learns of keys, and whether it needs the passphrase to learn the newest. */
export async function learnKeysAt(
  transport: Transport,
  ring: KeyRing,
  { kept, ...options }: CallOptions & { readonly kept?: StoredKeyFile | null } = {},
): Promise<Learned> {
  // Who may only read mends nothing.
  const mayWrite = canWrite(ring);
  const files = await genuineAmong(await keyFilesOf(transport, mayWrite ? kept : null, options), ring);
  const learned = await updateRing(ring, files);
  const [first] = files.toSorted(byRank);
  // Where two devices changed keys at once, one file leads to the keys of both.
  const more = first && !learned.isLocked && mayWrite ? await complete(first, learned.ring) : null;
  if (more) await publish(transport, more, options);
  const name = more?.file.name ?? first?.name ?? null;
  const bytes = name === null ? null : await transport.get('keys', name, KEY_FILE_LIMIT, options);
  const file = name !== null && bytes ? { name, bytes: new Uint8Array(bytes) } : null;
  return { ring: learned.ring, isLocked: learned.isLocked, file: file ?? kept ?? null };
}

/** Also the one that was kept, where the store has none: without it, no passphrase would ever open the vault again. */
async function keyFilesOf(
  transport: Transport,
  kept: StoredKeyFile | null | undefined,
  options: CallOptions,
): Promise<readonly KeyFile[]> {
  const files = await readKeyFiles(transport, options, 'some');
  if (files.length > 0 || !kept) return files;
  await writeFile(transport, kept.name, kept.bytes, options);
  return readKeyFiles(transport, options);
}

export interface Learned {
  readonly ring: KeyRing;
  /** The newest key is not among them: the passphrase is needed. */
  readonly isLocked: boolean;
  /** The key file that counts first, to be kept: a store that loses it gets it back. Null where there never was one. */
  readonly file: StoredKeyFile | null;
}

/** Another passphrase for the same keys. @throws {KeyFileError} locked, damaged */
export async function changePassphraseAt(
  transport: Transport,
  ring: KeyRing,
  passphrase: string,
  options: CallOptions & VaultOptions = {},
): Promise<void> {
  const file = await newestFile(transport, ring, options);
  const made = await changePassphrase(file, ring, { ...options, passphrase });
  await replace(transport, made, options);
}

/** Another recovery code for the same keys. @throws {KeyFileError} locked, damaged */
export async function changeRecoveryCodeAt(
  transport: Transport,
  ring: KeyRing,
  options: CallOptions = {},
): Promise<string> {
  const made = await changeRecoveryCode(await newestFile(transport, ring, options), ring);
  await replace(transport, made, options);
  return made.recoveryCode;
}

/** A new data key: what other devices have opens nothing that is written from now on. @throws {KeyFileError} */
export async function rotateAt(
  transport: Transport,
  ring: KeyRing,
  { passphrase, next }: { readonly passphrase: string; readonly next: string },
  options: CallOptions & VaultOptions = {},
): Promise<WithRecoveryCode> {
  const made = await rotate(await newestFile(transport, ring, options), ring, {
    ...options,
    passphrase,
    next,
  });
  await publish(transport, made, options);
  return made;
}

/** Makes a vault at another place that has the same keys, where nothing lies yet. @throws {SetUpError} already-there */
export async function copyKeysTo(
  from: Transport,
  to: Transport,
  ring: KeyRing,
  options: CallOptions = {},
): Promise<void> {
  if (await hasVault(to, options)) throw new SetUpError('already-there');
  const file = await newestFile(from, ring, options);
  const bytes = await from.get('keys', file.name, KEY_FILE_LIMIT, options);
  if (!bytes) throw new SetUpError('no-vault');
  const whole = await complete(file, ring);
  const { name } = whole?.file ?? file;
  await writeFile(to, name, whole?.file.bytes ?? bytes, options);
}

async function newestFile(transport: Transport, ring: KeyRing, options: CallOptions): Promise<KeyFile> {
  const files = await genuineAmong(await readKeyFiles(transport, options), ring);
  const [first] = files.toSorted(byRank);
  if (!first) throw new SetUpError('no-vault');
  return first;
}

/** Writes a file that takes the place of the others: their passphrase or code shall open nothing. */
async function replace(transport: Transport, made: NewKeyFile, options: CallOptions): Promise<void> {
  await publish(transport, made, options);
  const { superseded } = await updateRing(made.ring, await readKeyFiles(transport, options));
  for (const name of superseded) {
    // oxlint-disable-next-line no-await-in-loop -- few
    await transport.remove('keys', name, options);
  }
}

function publish(transport: Transport, { file }: NewKeyFile, options: CallOptions): Promise<void> {
  return writeFile(transport, file.name, file.bytes, options);
}

/** Read back: on it depends whether anything can ever be read again. */
async function writeFile(
  transport: Transport,
  name: string,
  bytes: Uint8Array,
  options: CallOptions,
): Promise<void> {
  await transport.put('keys', name, bytes, options);
  const back = await transport.get('keys', name, KEY_FILE_LIMIT, options);
  if (back?.length !== bytes.length || !back.every((byte, at) => byte === bytes[at]))
    throw new TransportError('failed', 'the key file did not come to lie there as it was sent');
}

async function keyNames(transport: Transport, options: CallOptions): Promise<string[]> {
  const listed = await transport.list('keys', options);
  return listed.map(({ name }) => name).filter((name) => !isOfConnectionTest(name));
}

/** @param least `some`: none is fine where none can be read; else what is torn or from a later version is passed over only beside others */
async function readKeyFiles(
  transport: Transport,
  options: CallOptions,
  least: 'all' | 'some' = 'all',
): Promise<readonly KeyFile[]> {
  const files: KeyFile[] = [];
  let failure: KeyFileError | null = null;
  for (const name of (await keyNames(transport, options)).slice(0, MOST_READ)) {
    // oxlint-disable-next-line no-await-in-loop -- few; a store that is asked for much at once refuses
    const bytes = await transport.get('keys', name, KEY_FILE_LIMIT, options);
    try {
      if (bytes) files.push(parseKeyFile(name, bytes));
    } catch (error) {
      if (!(error instanceof KeyFileError)) throw error;
      failure = error;
    }
  }
  if (files.length === 0 && failure && least === 'all') throw failure;
  return files;
}
