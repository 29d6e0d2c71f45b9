/** docs/sync-vectors.json: that this code writes them, and that a second implementation reads them. */
import { bytesToHex, hexToBytes, utf8ToBytes } from '@noble/hashes/utils.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { format } from 'prettier';
import { describe, expect, test } from 'vitest';
import * as other from '../../../tests/unit/support/other-vault';
import { frame, fromBase64Url, joined, toBase64Url, type Bytes, type Random } from './bytes';
import { createSealer } from './envelope';
import { formatJoinCode, parseJoinCode } from './join-code';
import { DEFAULT_COST, stretch, type KdfCost } from './kdf';
import { parseKeyFile } from './key-file';
import { deriveFrom, keyId, keysOf, readersKey, ringOf, type KeyRing, type VaultKey } from './key-ring';
import { openByPassphrase, openByRecoverySecret } from './open-key-file';
import { paddedLength } from './padding';
import { derive } from './primitives';
import { formatRecoveryCode, parseRecoveryCode } from './recovery-code';
import { SealError } from './sealer';
import { changePassphrase, createVault, rotate, type NewKeyFile } from './vault-keys';

const PASSPHRASE = 'vier Kr\u00E4hen, ein Fenster';
const NEXT = '\u56DB\u53EA\u4E4C\u9E26 at the window';
const cost = { memory: 64, passes: 3, lanes: 1 };
const CONTEXT = 'log/0123456789abcdef/0000000001';
const ARTICLE = '{"quote":"I have never seen that report.","note":"\u201CNever\u201D? See page 4."}\n'.repeat(
  12,
);
const STORE = {
  kind: 'webdav',
  address: 'https://dav.example/pullquote/',
  user: 'ada',
  password: 'lovelace',
};

/** The same bytes each time, and no two alike. */
function fixedRandom(seed: string): Random {
  let count = 0;
  return (length) => {
    count += 1;
    return sha256(utf8ToBytes(`${seed} ${String(count)}`)).slice(0, length);
  };
}

const random = fixedRandom('vectors');
const made = await createVault(PASSPHRASE, { cost, random });
const firstFile = parseKeyFile(made.file.name, made.file.bytes);
const changed = await changePassphrase(firstFile, made.ring, { passphrase: NEXT, cost, random });
const changedFile = parseKeyFile(changed.file.name, changed.file.bytes);
const rotated = await rotate(changedFile, made.ring, { passphrase: NEXT, cost, random });

const shared = await createVault(PASSPHRASE, { cost, random, collection: 'Wahl\u00A02026' });
const sharedFile = parseKeyFile(shared.file.name, shared.file.bytes);
const sharedRotated = await rotate(sharedFile, shared.ring, {
  passphrase: PASSPHRASE,
  next: NEXT,
  cost,
  random,
});

async function keyVector(key: VaultKey): Promise<object> {
  return {
    ...key,
    keyId: await keyId(key),
    fileKey: bytesToHex(await deriveFrom(key, 'pullquote file key 1', 32)),
    formerKey: bytesToHex(await deriveFrom(key, 'pullquote former keys 1', 32)),
  };
}

function keyFileVector(
  { file, ring }: NewKeyFile,
  secrets: { readonly passphrase: string; readonly recoveryCode: string },
): { name: string; text: string; passphrase: string; recoveryCode: string; keys: readonly other.OtherKey[] } {
  return { name: file.name, text: new TextDecoder().decode(file.bytes), ...secrets, keys: keysOf(ring) };
}

async function argon2Vector(passphrase: string, { memory, passes, lanes }: KdfCost) {
  const salt = fixedRandom(passphrase)(16);
  const key = bytesToHex(await stretch(passphrase, { memory, passes, lanes, salt }));
  return { passphrase, memory, passes, lanes, salt: toBase64Url(salt), key };
}

const argon2id = [
  await argon2Vector(PASSPHRASE, cost),
  await argon2Vector(PASSPHRASE.normalize('NFD'), { memory: 32, passes: 2, lanes: 4 }),
  await argon2Vector(NEXT, DEFAULT_COST),
];

const keyFiles = [
  keyFileVector(made, { passphrase: PASSPHRASE, recoveryCode: made.recoveryCode }),
  keyFileVector(changed, { passphrase: NEXT, recoveryCode: made.recoveryCode }),
  keyFileVector(rotated, { passphrase: NEXT, recoveryCode: rotated.recoveryCode }),
  keyFileVector(shared, { passphrase: PASSPHRASE, recoveryCode: shared.recoveryCode }),
  keyFileVector(sharedRotated, { passphrase: NEXT, recoveryCode: sharedRotated.recoveryCode }),
];
/** Of both vaults. */
const allKeys = [...keysOf(rotated.ring), ...keysOf(sharedRotated.ring)];

const plains: readonly (readonly [ring: KeyRing, context: string, plain: Uint8Array])[] = [
  [made.ring, CONTEXT, utf8ToBytes(ARTICLE)],
  [made.ring, 'snapshots/0123456789abcdef/1/0', joined(random(32), random(32), random(32))],
  [rotated.ring, CONTEXT, new Uint8Array()],
  [rotated.ring, 'heads/\u00E9', utf8ToBytes(ARTICLE)],
  [sharedRotated.ring, CONTEXT, utf8ToBytes(ARTICLE)],
];
const files = await Promise.all(
  plains.map(async ([ring, context, plain], index) => {
    const sealer = await createSealer(ring, fixedRandom(`file ${String(index)}`));
    return {
      key: await keyId(ring.current),
      context,
      plain: bytesToHex(plain),
      sealed: bytesToHex(await sealer.seal(context, plain)),
    };
  }),
);
const empty = files.find(({ plain }) => plain === '');
const { context: emptyContext, sealed: emptySealed } = empty ?? { context: '', sealed: '' };
const refused = [
  { why: 'another name than it was sealed under', context: 'log/other', sealed: emptySealed },
  { why: 'one bit of the content is another', context: emptyContext, sealed: flipped(emptySealed, 40) },
  { why: 'one bit of the nonce is another', context: emptyContext, sealed: flipped(emptySealed, 9) },
  { why: 'the last byte is missing', context: emptyContext, sealed: emptySealed.slice(0, -2) },
  { why: 'a key that is not in the vault', context: emptyContext, sealed: flipped(emptySealed, 5) },
  { why: 'another format', context: emptyContext, sealed: flipped(emptySealed, 3) },
  {
    why: 'one bit of the signature is another',
    context: CONTEXT,
    sealed: flipped(files.at(-1)?.sealed ?? '', -1),
  },
];

function flipped(hex: string, at: number): string {
  const bytes = hexToBytes(hex);
  const place = at < 0 ? bytes.length + at : at;
  bytes[place] = (bytes[place] ?? 0) ^ 1;
  return bytesToHex(bytes);
}

/** What somebody has who may only read. */
const readers = ringOf(readersKey(sharedRotated.ring.current), sharedRotated.ring.former);
const recoverySecret = fixedRandom('recovery')(20);
const parts = ['pullquote file 1', '', 'heads/\u00E9'];

/** Whether they are these bytes depends on the DEFLATE of the pinned Node; that they can be read does not. */
async function vectors(): Promise<object> {
  const { vault } = made.ring.current;
  const recoveryPurpose = { salt: hexToVault(vault), purpose: 'pullquote recovery key 1', length: 32 };
  return {
    frame: { parts, framed: bytesToHex(frame(...parts)) },
    argon2id,
    keys: await Promise.all(allKeys.map((key) => keyVector(key))),
    recovery: {
      secret: bytesToHex(recoverySecret),
      code: formatRecoveryCode(recoverySecret),
      vault,
      recoveryKey: bytesToHex(await derive(recoverySecret, recoveryPurpose)),
    },
    keyFiles,
    padding: [0, 1, 256, 257, 272, 273, 1000, 1024, 1025, 65_537, 1_000_000].map((length) => [
      length,
      paddedLength(length),
    ]),
    files,
    refused,
    joinCode: {
      store: STORE,
      keys: keysOf(rotated.ring),
      code: formatJoinCode({ store: STORE, ring: rotated.ring }),
    },
    sharedJoinCode: {
      store: STORE,
      ring: readers,
      code: formatJoinCode({ store: STORE, ring: readers }),
    },
  };
}

function hexToVault(vault: string): Bytes {
  return new Uint8Array(hexToBytes(vault));
}

test('this code writes the vectors of the documentation', async () => {
  const json = await format(JSON.stringify(await vectors()), { parser: 'json', printWidth: 110 });
  await expect(json).toMatchFileSnapshot('../../../docs/sync-vectors.json');
});

describe('a second implementation', () => {
  test.each(argon2id)(
    'stretches a passphrase to the same key, in $memory KiB',
    ({ passphrase, key, ...kdf }) => {
      expect(other.otherArgon2(passphrase, kdf)).toBe(key);
    },
  );

  test('frames and pads as this one does', () => {
    expect(other.otherFrame(...parts.map((part) => Buffer.from(part))).toString('hex')).toBe(
      bytesToHex(frame(...parts)),
    );
    for (let length = 0; length < 70_000; length += 1) {
      if (other.otherPadded(length) !== paddedLength(length)) throw new Error(`Not the same for ${length}`);
    }
    expect(other.otherPadded(2 ** 30 + 1)).toBe(paddedLength(2 ** 30 + 1));
  });

  test.each(keyFiles)('reads the keys in key file $name', ({ text, passphrase, recoveryCode, keys }) => {
    expect(other.otherKeys(text, { passphrase })).toEqual(keys);
    expect(other.otherKeys(text, { recoveryCode })).toEqual(keys);
  });

  test.each(files)('reads the file $context', ({ key, context, plain, sealed }) => {
    const holder = allKeys.find((each) => other.otherKeyId(each) === key);
    expect(holder && other.otherOpen(holder, context, hexToBytes(sealed)).toString('hex')).toBe(plain);
  });

  test.each(refused)('refuses as this one does: $why', async ({ context, sealed }) => {
    for (const ring of [rotated.ring, sharedRotated.ring]) {
      // oxlint-disable-next-line no-await-in-loop -- two
      const sealer = await createSealer(ring);
      // oxlint-disable-next-line no-await-in-loop -- as above
      await expect(sealer.open(context, hexToBytes(sealed), 10_000)).rejects.toThrow(SealError);
    }
    for (const key of allKeys) expect(() => other.otherOpen(key, context, hexToBytes(sealed))).toThrow(Error);
  });

  test('writes files that this one reads, compressed or not', async () => {
    const sealer = await createSealer(rotated.ring);
    for (const key of keysOf(rotated.ring)) {
      for (const method of [0, 1] as const) {
        const sealed = other.otherSeal(key, CONTEXT, utf8ToBytes(ARTICLE), method);
        expect(await sealer.open(CONTEXT, sealed, 10_000)).toEqual(utf8ToBytes(ARTICLE));
      }
    }
  });

  test('writes key files that this one reads', async () => {
    const [key, ...former] = [
      { vault: '0f'.repeat(16), epoch: 3, secret: '1e'.repeat(32) },
      { vault: '0f'.repeat(16), epoch: 2, secret: '2d'.repeat(32) },
    ] as const;
    const code = formatRecoveryCode(recoverySecret);
    const { name, bytes } = other.otherKeyFile(key, former, { passphrase: PASSPHRASE, recoveryCode: code });
    const file = parseKeyFile(name, bytes);
    expect(await openByPassphrase(file, PASSPHRASE)).toEqual(ringOf(key, former));
    expect(await openByRecoverySecret(file, recoverySecret)).toEqual(ringOf(key, former));
  });

  test('reads the secret in a recovery code', () => {
    const code = formatRecoveryCode(recoverySecret);
    expect(other.otherRecoverySecret(code)).toBe(bytesToHex(recoverySecret));
    expect(parseRecoveryCode(code)).toEqual({ ok: true, secret: recoverySecret });
  });

  test('reads the join code of a shared collection', () => {
    const code = formatJoinCode({ store: STORE, ring: readers });
    const bytes = Buffer.from(fromBase64Url(code.slice('pullquote-join-2.'.length)) ?? []);
    expect(JSON.parse(bytes.toString('utf8', 4))).toEqual({ store: STORE, ring: readers });
  });

  test('reads a join code', () => {
    const code = formatJoinCode({ store: STORE, ring: rotated.ring });
    const bytes = Buffer.from(fromBase64Url(code.slice('pullquote-join-1.'.length)) ?? []);
    const [count, start] = [bytes.readUInt32BE(4), 8];
    const keys = Array.from({ length: count }, (_, at) => {
      const entry = bytes.subarray(start + at * 52, start + (at + 1) * 52);
      const [vault, secret] = [entry.toString('hex', 0, 16), entry.toString('hex', 20)];
      return { vault, epoch: entry.readUInt32BE(16), secret };
    });
    expect(keys).toEqual(keysOf(rotated.ring));
    expect(JSON.parse(bytes.toString('utf8', start + count * 52))).toEqual(STORE);
    expect(parseJoinCode(code)).toMatchObject({ ok: true, joining: { store: STORE } });
  });
});
