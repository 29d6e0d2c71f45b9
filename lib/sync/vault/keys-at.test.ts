import { beforeEach, describe, expect, test } from 'vitest';
import { HostileStore, NO_FAULTS } from '../../../tests/simulation/hostile-store';
import { createRandom } from '../../../tests/simulation/random';
import type { KdfCost } from '../crypto/kdf';
import { KeyFileError, parseKeyFile, writeKeyFile } from '../crypto/key-file';
import { keysOf } from '../crypto/key-ring';
import { createVault } from '../crypto/vault-keys';
import { parseRecoveryCode } from '../crypto/recovery-code';
import type { Transport } from '../transports/transport';
import {
  changePassphraseAt,
  changeRecoveryCodeAt,
  copyKeysTo,
  hasVault,
  learnKeysAt,
  openAt,
  rotateAt,
  SetUpError,
  setUpAt,
  type VaultSecret,
} from './keys-at';

const CHEAP = { cost: { memory: 8192, passes: 1, lanes: 1 } satisfies KdfCost };

const place = (): Transport =>
  new HostileStore().transport(
    createRandom(1),
    () => NO_FAULTS,
    () => {},
  );
const passphrase = (text: string): VaultSecret => ({ type: 'passphrase', text });

function recovery(code: string): VaultSecret {
  const parsed = parseRecoveryCode(code);
  if (!parsed.ok) throw new Error(parsed.problem);
  return { type: 'recovery', secret: parsed.secret };
}

let transport: Transport;

beforeEach(() => {
  transport = place();
});

describe('a place', () => {
  test('has no vault until one is set up', async () => {
    expect(await hasVault(transport)).toBe(false);
    await expect(openAt(transport, passphrase('one'))).rejects.toMatchObject({ problem: 'no-vault' });
    await setUpAt(transport, 'one', CHEAP);
    expect(await hasVault(transport)).toBe(true);
  });

  test('gets no second vault', async () => {
    await setUpAt(transport, 'one', CHEAP);
    await expect(setUpAt(transport, 'two', CHEAP)).rejects.toBeInstanceOf(SetUpError);
  });

  test('that two devices set up at once never has two vaults', async () => {
    const outcomes = await Promise.allSettled([
      setUpAt(transport, 'one', CHEAP),
      setUpAt(transport, 'two', CHEAP),
    ]);
    const made = outcomes.filter(({ status }) => status === 'fulfilled');
    expect(made.length).toBeLessThanOrEqual(1);
    expect(await transport.list('keys')).toHaveLength(made.length);
  });

  test('with a key file that is torn says so', async () => {
    await transport.put('keys', '0'.repeat(32), new TextEncoder().encode('{'));
    await expect(openAt(transport, passphrase('one'))).rejects.toBeInstanceOf(KeyFileError);
  });

  test('that has notes and has lost what leads to their key is no place for a new vault', async () => {
    const { file } = await setUpAt(transport, 'one', CHEAP);
    await transport.put('heads', 'a.1', new Uint8Array(3));
    await transport.remove('keys', file.name);
    await expect(setUpAt(transport, 'two', CHEAP)).rejects.toMatchObject({ problem: 'already-there' });
    await expect(openAt(transport, passphrase('one'))).rejects.toMatchObject({ reason: 'damaged' });
  });

  test('does not take what a connection test left behind for a vault', async () => {
    await transport.put('keys', 'connection-test.1234', new Uint8Array(3));
    expect(await hasVault(transport)).toBe(false);
  });
});

describe('a vault', () => {
  test('is opened by its passphrase and by its recovery code, to the same keys', async () => {
    const { ring, recoveryCode } = await setUpAt(transport, 'one', CHEAP);
    expect(await openAt(transport, passphrase('one'))).toEqual(ring);
    expect(await openAt(transport, recovery(recoveryCode))).toEqual(ring);
    await expect(openAt(transport, passphrase('two'))).rejects.toMatchObject({ reason: 'wrong-passphrase' });
  });

  test('is opened by its new passphrase alone once that was changed', async () => {
    const { ring, recoveryCode } = await setUpAt(transport, 'one', CHEAP);
    await changePassphraseAt(transport, ring, 'two');
    expect(await openAt(transport, passphrase('two'))).toEqual(ring);
    await expect(openAt(transport, passphrase('one'))).rejects.toMatchObject({ reason: 'wrong-passphrase' });
    expect(await openAt(transport, recovery(recoveryCode))).toEqual(ring);
    expect(await transport.list('keys')).toHaveLength(1);
  });

  test('is opened by its new recovery code alone once that was changed', async () => {
    const { ring, recoveryCode } = await setUpAt(transport, 'one', CHEAP);
    const next = await changeRecoveryCodeAt(transport, ring);
    expect(await openAt(transport, recovery(next))).toEqual(ring);
    await expect(openAt(transport, recovery(recoveryCode))).rejects.toBeInstanceOf(KeyFileError);
  });

  test('with another data key is locked for who has the old one, until they say the passphrase', async () => {
    const { ring } = await setUpAt(transport, 'one', CHEAP);
    const rotated = await rotateAt(transport, ring, { passphrase: 'one', next: 'two' });
    expect(await learnKeysAt(transport, ring)).toMatchObject({ ring, isLocked: true });
    const opened = await openAt(transport, passphrase('two'));
    expect(opened.current).toEqual(rotated.ring.current);
    expect(keysOf(opened)).toContainEqual(ring.current);
    expect(await learnKeysAt(transport, opened)).toMatchObject({ isLocked: false });
  });

  test('has the same keys at another place, and is opened there by the same passphrase', async () => {
    const { ring } = await setUpAt(transport, 'one', CHEAP);
    const other = place();
    await copyKeysTo(transport, other, ring);
    expect(await openAt(other, passphrase('one'))).toEqual(ring);
    await expect(copyKeysTo(transport, other, ring)).rejects.toMatchObject({ problem: 'already-there' });
  });
});

describe('a vault that is shared', () => {
  test('is not locked by a key file that somebody laid down who may only read', async () => {
    const { ring, file } = await setUpAt(transport, 'one', { ...CHEAP, collection: 'desk' });
    const { content } = parseKeyFile(file.name, file.bytes);
    const other = await createVault('mine', { ...CHEAP, collection: 'desk' });
    const theirs = parseKeyFile(other.file.name, other.file.bytes).content;
    const forged = writeKeyFile({
      ...content,
      revision: 1_000_000,
      passphrase: theirs.passphrase,
      kdf: theirs.kdf,
    });
    await transport.put('keys', forged.name, forged.bytes);
    expect(await learnKeysAt(transport, ring)).toMatchObject({ isLocked: false, file: { name: file.name } });
    await changePassphraseAt(transport, ring, 'two', CHEAP);
    expect(await learnKeysAt(transport, ring)).toMatchObject({ isLocked: false });
  });
});
