import { inspect } from 'node:util';
import { utf8ToBytes } from '@noble/hashes/utils.js';
import { describe, expect, test } from 'vitest';
import type { Bytes } from './bytes';
import { createSealer } from './envelope';
import { KeyFileError, parseKeyFile, type KeyFile } from './key-file';
import { keysOf, ringOf, type KeyRing } from './key-ring';
import {
  openByPassphrase,
  openByRecoverySecret,
  openByRing,
  openKeyFiles,
  updateRing,
} from './open-key-file';
import { parseRecoveryCode } from './recovery-code';
import { changePassphrase, changeRecoveryCode, createVault, rotate } from './vault-keys';
import type { NewKeyFile } from './vault-keys';

const PASSPHRASE = 'lantern gravel otter sixteen';
const OTHER = 'sixteen otters, one lantern';
/** Cheap: what it costs to guess is not what is tested here. */
const cost = { memory: 8, passes: 1, lanes: 1 };

function parsed({ file }: NewKeyFile): KeyFile {
  return parseKeyFile(file.name, file.bytes);
}

function secretOf(code: string): Bytes {
  const read = parseRecoveryCode(code);
  if (!read.ok) throw new Error(read.problem);
  return read.secret;
}

async function failure(promise: Promise<unknown>): Promise<string> {
  const error: unknown = await promise.catch((thrown: unknown) => thrown);
  return error instanceof KeyFileError ? error.reason : `not refused: ${inspect(error)}`;
}

const byPassphrase = (passphrase: string) => (file: KeyFile) => openByPassphrase(file, passphrase);
const alone = (ring: KeyRing): KeyRing => ({ current: ring.current, former: [] });
const secrets = (ring: KeyRing): string[] => keysOf(ring).map(({ secret }) => secret);

const made = await createVault(PASSPHRASE, { cost });
const file = parsed(made);

describe('a vault', () => {
  test('is opened by its passphrase', async () => {
    expect(await openByPassphrase(file, PASSPHRASE)).toEqual(made.ring);
  });

  test('is opened by its recovery code', async () => {
    expect(await openByRecoverySecret(file, secretOf(made.recoveryCode))).toEqual(made.ring);
  });

  test('says that the passphrase is wrong, or the code', async () => {
    expect(await failure(openByPassphrase(file, `${PASSPHRASE} `))).toBe('wrong-passphrase');
    const other = await createVault(PASSPHRASE, { cost });
    expect(await failure(openByRecoverySecret(file, secretOf(other.recoveryCode)))).toBe(
      'wrong-recovery-code',
    );
  });

  test('takes a passphrase however its letters are composed', async () => {
    const composed = await createVault('Kr\u00E4henf\u00FC\u00DFe', { cost });
    const ring = await openByPassphrase(parsed(composed), 'Kra\u0308henfu\u0308\u00DFe');
    expect(ring).toEqual(composed.ring);
  });

  test('is another one each time, with another key, salt and code', async () => {
    const other = await createVault(PASSPHRASE, { cost });
    expect(other.ring.current.vault).not.toBe(made.ring.current.vault);
    expect(other.ring.current.secret).not.toBe(made.ring.current.secret);
    expect(parsed(other).content.kdf.salt).not.toEqual(file.content.kdf.salt);
    expect(other.recoveryCode).not.toBe(made.recoveryCode);
  });

  test('has nothing secret in its key file, nor in what goes wrong', async () => {
    const text = new TextDecoder().decode(made.file.bytes);
    const error: unknown = await openByPassphrase(file, OTHER).catch((thrown: unknown) => thrown);
    const said = text + inspect(error, { depth: 9, showHidden: true }) + JSON.stringify(error);
    for (const secret of [PASSPHRASE, OTHER, made.ring.current.secret, made.recoveryCode]) {
      expect(said).not.toContain(secret);
    }
  });
});

describe('another passphrase', () => {
  test('opens the same keys; the old one does not, and the recovery code still does', async () => {
    const changed = parsed(await changePassphrase(file, made.ring, { passphrase: OTHER, cost }));
    expect(await openByPassphrase(changed, OTHER)).toEqual(made.ring);
    expect(await failure(openByPassphrase(changed, PASSPHRASE))).toBe('wrong-passphrase');
    expect(await openByRecoverySecret(changed, secretOf(made.recoveryCode))).toEqual(made.ring);
  });

  test('counts before the one that was there, which can then be deleted', async () => {
    const changed = parsed(await changePassphrase(file, made.ring, { passphrase: OTHER, cost }));
    const opened = await openKeyFiles([file, changed], byPassphrase(OTHER));
    expect(opened).toEqual({ ring: made.ring, isLocked: false, unread: [], superseded: [file.name] });
    expect(await failure(openKeyFiles([file, changed], byPassphrase(PASSPHRASE)))).toBe('wrong-passphrase');
  });

  test('is nothing that other devices have to ask for', async () => {
    const changed = parsed(await changePassphrase(file, made.ring, { passphrase: OTHER, cost }));
    expect(await updateRing(made.ring, [changed])).toMatchObject({ ring: made.ring, isLocked: false });
  });

  test('can cost more to guess than the one before', async () => {
    const dearer = { memory: 16, passes: 2, lanes: 2 };
    const changed = parsed(await changePassphrase(file, made.ring, { passphrase: PASSPHRASE, cost: dearer }));
    expect(changed.content.kdf).toMatchObject(dearer);
    expect(await openByPassphrase(changed, PASSPHRASE)).toEqual(made.ring);
  });

  test('is set by nobody without the key', async () => {
    const other = await createVault(PASSPHRASE, { cost });
    const change = changePassphrase(file, other.ring, { passphrase: OTHER, cost });
    expect(await failure(change)).toBe('locked');
  });
});

test('another recovery code opens the same keys; the old one does not, and the passphrase still does', async () => {
  const changed = await changeRecoveryCode(file, made.ring);
  const next = parsed(changed);
  expect(await openByRecoverySecret(next, secretOf(changed.recoveryCode))).toEqual(made.ring);
  expect(await failure(openByRecoverySecret(next, secretOf(made.recoveryCode)))).toBe('wrong-recovery-code');
  expect(await openByPassphrase(next, PASSPHRASE)).toEqual(made.ring);
});

describe('rotation', async () => {
  const rotated = await rotate(file, made.ring, { passphrase: PASSPHRASE, cost });
  const next = parsed(rotated);

  test('makes a new key in the same vault, and keeps the old one for what is there', async () => {
    expect(rotated.ring.current).toMatchObject({ vault: made.ring.current.vault, epoch: 2 });
    expect(rotated.ring.current.secret).not.toBe(made.ring.current.secret);
    expect(rotated.ring.former).toEqual([made.ring.current]);
    expect(await openByPassphrase(next, PASSPHRASE)).toEqual(rotated.ring);
    expect(await openByRecoverySecret(next, secretOf(rotated.recoveryCode))).toEqual(rotated.ring);
  });

  test('shuts out who has the old key or the old code alone', async () => {
    expect(await failure(openByRing(next, made.ring))).toBe('locked');
    const byOldCode = openByRecoverySecret(next, secretOf(made.recoveryCode));
    expect(await failure(byOldCode)).toBe('wrong-recovery-code');
    expect(await updateRing(made.ring, [file, next])).toMatchObject({
      ring: made.ring,
      isLocked: true,
      unread: [next.name],
      superseded: [],
    });
    const sealed = await (await createSealer(rotated.ring)).seal('log/a/1', utf8ToBytes('new'));
    await expect((await createSealer(made.ring)).open('log/a/1', sealed, 100)).rejects.toThrow('unknown-key');
  });

  test('is refused with a wrong passphrase, which nobody could open it with later', async () => {
    expect(await failure(rotate(file, made.ring, { passphrase: OTHER, cost }))).toBe('wrong-passphrase');
  });

  test('can take another passphrase at once', async () => {
    const other = parsed(await rotate(file, made.ring, { passphrase: PASSPHRASE, next: OTHER, cost }));
    expect(await failure(openByPassphrase(other, PASSPHRASE))).toBe('wrong-passphrase');
    expect(secrets(await openByPassphrase(other, OTHER))).toContain(made.ring.current.secret);
  });

  test('counts before every key that the device has, also that of another vault', async () => {
    const other = await createVault(PASSPHRASE, { cost });
    const ring = ringOf({ ...other.ring.current, epoch: 7 }, keysOf(made.ring));
    const later = await rotate(file, ring, { passphrase: PASSPHRASE, cost });
    expect(later.ring.current.epoch).toBe(8);
    expect(secrets(later.ring)).toContain(other.ring.current.secret);
  });

  test('again and again leaves every key readable', async () => {
    let [last, ring]: [KeyFile, KeyRing] = [file, made.ring];
    const all = new Set(secrets(ring));
    for (let round = 0; round < 5; round += 1) {
      const again = await rotate(last, alone(ring), { passphrase: PASSPHRASE, cost });
      [last, ring] = [parsed(again), again.ring];
      all.add(ring.current.secret);
    }
    expect(new Set(secrets(await openByPassphrase(last, PASSPHRASE)))).toEqual(all);
    expect(all.size).toBe(6);
  });

  test('is not undone by a store that shows old files', async () => {
    expect(await updateRing(rotated.ring, [file])).toMatchObject({
      ring: { current: rotated.ring.current },
    });
    expect(await updateRing(rotated.ring, [])).toEqual({
      ring: rotated.ring,
      isLocked: false,
      unread: [],
      superseded: [],
    });
  });
});
