import { utf8ToBytes } from '@noble/hashes/utils.js';
import { describe, expect, test } from 'vitest';
import { createSealer } from './envelope';
import { KeyFileError, parseKeyFile, type KeyFile } from './key-file';
import { keysOf, type KeyRing } from './key-ring';
import { openByPassphrase, openKeyFiles, updateRing } from './open-key-file';
import { complete, createVault, rotate, type NewKeyFile } from './vault-keys';

const PASSPHRASE = 'lantern gravel otter sixteen';
const OTHER = 'sixteen otters, one lantern';
const cost = { memory: 8, passes: 1, lanes: 1 };

function parsed({ file }: NewKeyFile): KeyFile {
  return parseKeyFile(file.name, file.bytes);
}

const byPassphrase = (passphrase: string) => (file: KeyFile) => openByPassphrase(file, passphrase);
const secrets = (ring: KeyRing): string[] => keysOf(ring).map(({ secret }) => secret);

const made = await createVault(PASSPHRASE, { cost });
const file = parsed(made);

describe('two devices that set up at the same time', async () => {
  const other = await createVault(PASSPHRASE, { cost });
  const files = [file, parsed(other)];

  test('come to the same current key, and both can read both', async () => {
    const first = await openKeyFiles(files, byPassphrase(PASSPHRASE));
    const second = await openKeyFiles(files.toReversed(), byPassphrase(PASSPHRASE));
    expect(first.ring).toEqual(second.ring);
    expect(new Set(secrets(first.ring))).toEqual(new Set([...secrets(made.ring), ...secrets(other.ring)]));
    expect(first).toMatchObject({ isLocked: false, unread: [], superseded: [] });
    const sealer = await createSealer(first.ring);
    for (const ring of [made.ring, other.ring]) {
      const sealed = await (await createSealer(ring)).seal('log/a/1', utf8ToBytes('mine'));
      expect(await sealer.open('log/a/1', sealed, 100)).toEqual(utf8ToBytes('mine'));
    }
  });

  test('are told which files they cannot read where the passphrases differ', async () => {
    const foreign = parsed(await createVault(OTHER, { cost }));
    const ranked = [file, foreign].toSorted((a, b) => (a.name < b.name ? -1 : 1));
    const passphrase = ranked[0] === file ? PASSPHRASE : OTHER;
    const opened = await openKeyFiles([file, foreign], byPassphrase(passphrase));
    expect(opened).toMatchObject({ isLocked: false, unread: [ranked[1]?.name], superseded: [] });
  });

  test('end with one file that leads to all keys, so that the others can go', async () => {
    const { ring } = await openKeyFiles(files, byPassphrase(PASSPHRASE));
    const best = files.find(({ content }) => content.vault === ring.current.vault) ?? file;
    const one = await complete(best, ring);
    const whole = one ? parsed(one) : best;
    expect(await openByPassphrase(whole, PASSPHRASE)).toEqual(ring);
    expect(await complete(whole, ring)).toBeNull();
    const opened = await openKeyFiles([...files, whole], byPassphrase(PASSPHRASE));
    expect(opened).toMatchObject({ ring, unread: [] });
    expect(new Set(opened.superseded)).toEqual(new Set(files.map(({ name }) => name)));
  });
});

test('a store that lays down key files without end does not keep the device busy', async () => {
  const files = await Promise.all(Array.from({ length: 30 }, () => createVault(OTHER, { cost })));
  const parsedFiles = files.map((each) => parsed(each));
  const next = parsed(await rotate(file, made.ring, { passphrase: PASSPHRASE, cost }));
  let tried = 0;
  const opened = await openKeyFiles([...parsedFiles, next], (each) => {
    tried += 1;
    return openByPassphrase(each, PASSPHRASE);
  });
  expect(tried).toBeLessThan(10);
  expect(opened.unread).toHaveLength(30);
});

test('a file that says of itself that it has only known keys lets nobody delete another', async () => {
  const other = parsed(await createVault(PASSPHRASE, { cost }));
  const liar = {
    ...file,
    name: '0',
    content: { ...file.content, keys: [...file.content.keys, ...other.content.keys] },
  };
  expect(await updateRing(made.ring, [liar, other])).toMatchObject({ isLocked: true, superseded: [] });
});

test('without any file nothing is opened', async () => {
  const error: unknown = await openKeyFiles([], byPassphrase(PASSPHRASE)).catch((thrown: unknown) => thrown);
  expect(error).toEqual(new KeyFileError('locked'));
});
