/** A vault that several people share: who may read in it, and who may write. */
import { utf8ToBytes } from '@noble/hashes/utils.js';
import { describe, expect, test } from 'vitest';
import { createSealer } from './envelope';
import { formatJoinCode, parseJoinCode } from './join-code';
import { KeyFileError, parseKeyFile, writeKeyFile } from './key-file';
import { canWrite, keysOf, readersKey, ringOf, type KeyRing } from './key-ring';
import { openByPassphrase, openByRecoverySecret, openByRing, updateRing } from './open-key-file';
import { parseRecoveryCode } from './recovery-code';
import { changePassphrase, complete, createVault, rotate } from './vault-keys';

const cost = { memory: 8, passes: 1, lanes: 1 };
const PASSPHRASE = 'one desk, four otters';
const CONTEXT = 'log/0123456789abcdef/1/1';
const PLAIN = utf8ToBytes('{"quote":"I never saw that report."}');

const made = await createVault(PASSPHRASE, { cost, collection: 'desk' });
const file = parseKeyFile(made.file.name, made.file.bytes);
const readers = ringOf(readersKey(made.ring.current), []);
const writer = await createSealer(made.ring);
const reader = await createSealer(readers);

test('its passphrase and its recovery code lead to what it is, and to the right to write', async () => {
  const code = parseRecoveryCode(made.recoveryCode);
  if (!code.ok) throw new Error(code.problem);
  expect(await openByPassphrase(file, PASSPHRASE)).toEqual(made.ring);
  expect(await openByRecoverySecret(file, code.secret)).toEqual(made.ring);
  expect(made.ring.current.shared?.collection).toBe('desk');
  expect(canWrite(made.ring)).toBe(true);
  expect(canWrite(readers)).toBe(false);
});

test('the name of the collection does not stand in the key file', () => {
  expect(new TextDecoder().decode(made.file.bytes)).not.toContain('desk');
});

describe('who may only read', () => {
  test('reads what is written, and seals nothing', async () => {
    const sealed = await writer.seal(CONTEXT, PLAIN);
    expect(await reader.open(CONTEXT, sealed, 1_000)).toEqual(PLAIN);
    await expect(reader.seal(CONTEXT, PLAIN)).rejects.toThrow('only read');
  });

  test('cannot pass off a file as written by somebody who may', async () => {
    const { shared: _, ...unsigned } = made.ring.current;
    // All that a reader has: the data key, and a seed of their own.
    const forged = await createVault(PASSPHRASE, { cost, collection: 'desk' });
    const own = {
      ...unsigned,
      ...(forged.ring.current.shared ? { shared: forged.ring.current.shared } : {}),
    };
    for (const ring of [ringOf(unsigned, []), ringOf(own, [])]) {
      // oxlint-disable-next-line no-await-in-loop -- two
      const sealed = await (await createSealer(ring)).seal(CONTEXT, PLAIN);
      for (const sealer of [reader, writer]) {
        // oxlint-disable-next-line no-await-in-loop -- as above
        await expect(sealer.open(CONTEXT, sealed, 1_000)).rejects.toMatchObject({ reason: 'damaged' });
      }
    }
  });

  test('cannot make a file that leads others to another passphrase', async () => {
    await expect(changePassphrase(file, readers, { passphrase: 'mine', cost })).rejects.toMatchObject({
      reason: 'locked',
    });
    const forged = await createVault('mine', { cost, collection: 'desk' });
    const theirs = parseKeyFile(forged.file.name, forged.file.bytes).content;
    const content = { ...file.content, revision: 9, passphrase: theirs.passphrase, kdf: theirs.kdf };
    const stored = writeKeyFile(content);
    await expect(openByRing(parseKeyFile(stored.name, stored.bytes), made.ring)).rejects.toThrow(
      KeyFileError,
    );
  });

  test('is shut out with a new key, as everybody is who does not know the new passphrase', async () => {
    const rotated = await rotate(file, made.ring, { passphrase: PASSPHRASE, next: 'other otters', cost });
    const sealed = await (await createSealer(rotated.ring)).seal(CONTEXT, PLAIN);
    await expect(reader.open(CONTEXT, sealed, 1_000)).rejects.toMatchObject({ reason: 'unknown-key' });
    await expect(writer.open(CONTEXT, sealed, 1_000)).rejects.toMatchObject({ reason: 'unknown-key' });
    const next = parseKeyFile(rotated.file.name, rotated.file.bytes);
    const opened = await openByPassphrase(next, 'other otters');
    expect(opened.current).toEqual(rotated.ring.current);
    // What was written before is still checked, by the key of then; nobody needs to write with it any more.
    expect(opened.former).toEqual([readersKey(made.ring.current)]);
    const before = await writer.seal(CONTEXT, PLAIN);
    expect(await (await createSealer(opened)).open(CONTEXT, before, 1_000)).toEqual(PLAIN);
    expect(await complete(next, opened)).toBeNull();
  });
});

test.each([0, 4, 8, 30, -1, -30, -70])(
  'a file of which one bit is another is refused (byte %i)',
  async (at) => {
    const sealed = await writer.seal(CONTEXT, PLAIN);
    const place = at < 0 ? sealed.length + at : at;
    sealed[place] = (sealed[place] ?? 0) ^ 1;
    await expect(reader.open(CONTEXT, sealed, 1_000)).rejects.toThrow(/cannot be opened/u);
  },
);

test.each([
  ['to write', made.ring],
  ['to read', readers],
] satisfies [string, KeyRing][])('a join code %s has all that is needed, and no more', (_, ring) => {
  const code = formatJoinCode({ store: { kind: 'browser' }, ring });
  expect(parseJoinCode(code)).toEqual({ ok: true, joining: { store: { kind: 'browser' }, ring } });
  expect(JSON.stringify(keysOf(ring)).includes('seed')).toBe(canWrite(ring));
});

test('who may only read writes no key file, also where theirs lack a key', async () => {
  const other = await createVault(PASSPHRASE, { cost, collection: 'desk' });
  const more = ringOf(readersKey(made.ring.current), [readersKey(other.ring.current)]);
  expect(await complete(file, more)).toBeNull();
});

test('who may write does not come to read only when another key counts that they were handed without its seed', async () => {
  const rotated = await Promise.all(
    ['one', 'two'].map((next) => rotate(file, made.ring, { passphrase: PASSPHRASE, next, cost })),
  );
  const [mine, theirs] = rotated;
  if (!mine || !theirs) throw new Error('two were made');
  const ring = ringOf(mine.ring.current, [readersKey(theirs.ring.current), ...mine.ring.former]);
  const first = parseKeyFile(theirs.file.name, theirs.file.bytes);
  const again = await changePassphrase(first, theirs.ring, { passphrase: 'three', cost });
  const updated = await updateRing(ring, [
    parseKeyFile(mine.file.name, mine.file.bytes),
    parseKeyFile(again.file.name, again.file.bytes),
  ]);
  expect(canWrite(updated.ring)).toBe(true);
  expect(updated.isLocked).toBe(true);
});

test('a join code to read does not hand on the right to write with a former key', async () => {
  const { ring } = await rotate(file, made.ring, { passphrase: PASSPHRASE, next: 'next', cost });
  // As a device has it that learned of the new key by its passphrase.
  const held = { current: readersKey(ring.current), former: [made.ring.current] };
  const parsed = parseJoinCode(formatJoinCode({ store: {}, ring: held }));
  expect(parsed).toMatchObject({ ok: true });
  expect(JSON.stringify(parsed)).not.toContain('seed');
});
