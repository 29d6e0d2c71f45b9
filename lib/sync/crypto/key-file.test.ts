import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import * as v from 'valibot';
import { expect, test } from 'vitest';
import { byRank, KEY_FILE_LIMIT, KeyFileError, parseKeyFile, type KeyFile } from './key-file';
import { openByPassphrase, openByRecoverySecret, openByRing } from './open-key-file';
import { parseRecoveryCode } from './recovery-code';
import { createVault } from './vault-keys';

const PASSPHRASE = 'lantern gravel otter sixteen';
const made = await createVault(PASSPHRASE, { cost: { memory: 8, passes: 1, lanes: 1 } });
const text = new TextDecoder().decode(made.file.bytes);

/** As a store would give it that wants to be believed: the name is that of the content. */
function asFile(content: string): KeyFile {
  const bytes = utf8ToBytes(content);
  return parseKeyFile(bytesToHex(sha256(bytes)).slice(0, 32), bytes);
}

function reason(attempt: () => unknown): string {
  try {
    attempt();
    return 'not refused';
  } catch (error) {
    return error instanceof KeyFileError ? error.reason : String(error);
  }
}

async function openReason(attempt: Promise<unknown>): Promise<string> {
  return attempt.then(
    () => 'not refused',
    (error: unknown) => (error instanceof KeyFileError ? error.reason : String(error)),
  );
}

test('any change of a byte is noticed by the name, before a passphrase is asked for', () => {
  for (let at = 0; at < made.file.bytes.length; at += 1) {
    const changed = made.file.bytes.slice();
    changed[at] = (changed[at] ?? 0) ^ 1;
    expect(reason(() => parseKeyFile(made.file.name, changed))).toBe('damaged');
    expect(reason(() => parseKeyFile(made.file.name, made.file.bytes.subarray(0, at)))).toBe('damaged');
  }
});

test.each([
  ['four gibibytes of memory', { memory: 4 << 20 }],
  ['a thousand million passes', { passes: 1e9 }],
  ['each a little, and together hours', { memory: 512 * 1024, passes: 64 }],
  ['more lanes than there are threads', { lanes: 255 }],
  ['less memory than Argon2 needs for its lanes', { memory: 8, lanes: 16 }],
  ['no memory', { memory: 0 }],
  ['half a pass', { passes: 0.5 }],
  ['memory in words', { memory: 'all' }],
])('a file that asks for %s is refused before anything is computed', (_, changed) => {
  const json = v.parse(v.looseObject({ kdf: v.looseObject({}) }), JSON.parse(text));
  const hostile = JSON.stringify({ ...json, kdf: { ...json.kdf, ...changed } });
  expect(reason(() => asFile(hostile))).toBe('excessive');
});

test('a file that is longer than any key file is refused', () => {
  expect(reason(() => asFile(text + ' '.repeat(KEY_FILE_LIMIT)))).toBe('excessive');
});

test.each([
  ['a later version', text.replace('"version": 1', '"version": 3'), 'unknown-format'],
  ['a version that it is not of', text.replace('"version": 1', '"version": 2'), 'damaged'],
  ['something else in JSON', '{"a":1}', 'unknown-format'],
  ['no JSON', '<!doctype html>', 'unknown-format'],
  ['nothing', '', 'unknown-format'],
  ['null', 'null', 'unknown-format'],
  ['another way to stretch a passphrase', text.replace('argon2id', 'argon3'), 'unknown-kdf'],
  ['a vault that is no number', text.replace(/"vault": "../u, '"vault": "zz'), 'damaged'],
  ['an epoch that nobody reaches', text.replace('"epoch": 1', '"epoch": 1e15'), 'damaged'],
  ['a wrap that is longer', text.replace('"recovery": "', '"recovery": "AAAA'), 'damaged'],
  ['no key', text.replace(/"keys": \[[^\]]*\]/u, '"keys": []'), 'damaged'],
])('%s is refused, and says why', (_, content, expected) => {
  expect(reason(() => asFile(content))).toBe(expected);
});

test('what later versions add is no hindrance', async () => {
  const file = asFile(text.replace('"version": 1,', '"version": 1, "hint": "later",'));
  expect(await openByPassphrase(file, PASSPHRASE)).toEqual(made.ring);
});

test('a file that was put together anew is refused, whatever part of it is another', async () => {
  const file = parseKeyFile(made.file.name, made.file.bytes);
  const other = await createVault(PASSPHRASE, { cost: { memory: 8, passes: 1, lanes: 1 } });
  const { content } = parseKeyFile(other.file.name, other.file.bytes);
  const code = parseRecoveryCode(made.recoveryCode);
  if (!code.ok) throw new Error(code.problem);
  const changes: readonly Partial<KeyFile['content']>[] = [
    { vault: content.vault },
    { epoch: 2 },
    { revision: 2 },
    { passphrase: content.passphrase },
    { recovery: content.recovery },
    { former: content.former },
    { keys: content.keys },
    { keys: [...file.content.keys, ...content.keys] },
    { kdf: { ...file.content.kdf, salt: content.kdf.salt } },
    { kdf: { ...file.content.kdf, passes: 2 } },
  ];
  for (const change of changes) {
    const changed = { ...file, content: { ...file.content, ...change } };
    expect(await openReason(openByPassphrase(changed, PASSPHRASE))).toMatch(/^(damaged|wrong-passphrase)$/u);
    expect(await openReason(openByRecoverySecret(changed, code.secret))).toMatch(
      /^(damaged|wrong-recovery-code)$/u,
    );
    expect(await openReason(openByRing(changed, made.ring))).toMatch(/^(damaged|locked)$/u);
  }
});

test('a wrap for one purpose is not one for the other', async () => {
  const { name, content } = parseKeyFile(made.file.name, made.file.bytes);
  const changed = {
    name,
    content: { ...content, passphrase: content.recovery, recovery: content.passphrase },
  };
  expect(await openReason(openByPassphrase(changed, PASSPHRASE))).toBe('wrong-passphrase');
});

test('the name is 32 hexadecimal digits', () => {
  expect(made.file.name).toMatch(/^[0-9a-f]{32}$/u);
});

test('the highest epoch counts first, then the highest revision, then the smallest name', () => {
  const { content } = parseKeyFile(made.file.name, made.file.bytes);
  const files = [
    { name: 'd', content: { ...content, epoch: 1, revision: 9 } },
    { name: 'c', content: { ...content, epoch: 2, revision: 1 } },
    { name: 'b', content: { ...content, epoch: 2, revision: 1 } },
    { name: 'e', content: { ...content, epoch: 2, revision: 2 } },
  ];
  expect(files.toSorted(byRank).map(({ name }) => name)).toEqual(['e', 'b', 'c', 'd']);
  expect(
    files
      .toReversed()
      .toSorted(byRank)
      .map(({ name }) => name),
  ).toEqual(['e', 'b', 'c', 'd']);
});
