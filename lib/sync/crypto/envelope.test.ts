import { inspect } from 'node:util';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { systemRandom } from './bytes';
import { createSealer, sealedLength } from './envelope';
import { ringOf, type VaultKey } from './key-ring';
import { paddedLength } from './padding';
import { SealError } from './sealer';

const LIMIT = 1 << 20;
const KEY = vaultKey(1);
const CONTEXT = 'log/0123456789abcdef/0000000001';
const TEXT = new TextEncoder().encode('He said: “I have never seen that report.” '.repeat(9));

function vaultKey(byte: number, epoch = 1): VaultKey {
  return { vault: hex(byte, 16), epoch, secret: hex(byte + 100, 32) };
}

function hex(byte: number, length: number): string {
  return byte.toString(16).padStart(2, '0').repeat(length);
}

async function reasonOf(promise: Promise<unknown>): Promise<string> {
  const error: unknown = await promise.catch((thrown: unknown) => thrown);
  return error instanceof SealError ? error.reason : `not refused: ${String(error)}`;
}

const sealer = await createSealer(ringOf(KEY, []));

test('any bytes under any name come back', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.uint8Array({ maxLength: 3000 }),
      fc.string({ unit: 'binary' }),
      async (plain, name) => {
        const sealed = await sealer.seal(name, plain);
        expect(await sealer.open(name, sealed, plain.length)).toEqual(plain);
        expect(sealed.length).toBeLessThanOrEqual(sealedLength(plain.length));
      },
    ),
    { numRuns: 100 },
  );
});

test('a view into other bytes is sealed as what it shows', async () => {
  const view = new Uint8Array([9, 9, 1, 2, 3, 9]).subarray(2, 5);
  const sealed = await sealer.seal(CONTEXT, view);
  const around = new Uint8Array([7, ...sealed, 7]).subarray(1, sealed.length + 1);
  expect(await sealer.open(CONTEXT, around, 3)).toEqual(new Uint8Array([1, 2, 3]));
});

describe('a file is refused', () => {
  test('when any single bit of it is another', async () => {
    const sealed = await sealer.seal(CONTEXT, TEXT.subarray(0, 40));
    const reasons = new Set<string>();
    for (let bit = 0; bit < sealed.length * 8; bit += 1) {
      const byte = bit >> 3;
      const changed = sealed.slice();
      changed[byte] = (changed[byte] ?? 0) ^ (1 << (bit & 7));
      const reason = await reasonOf(sealer.open(CONTEXT, changed, LIMIT));
      expect(reason).toBe(byte < 4 ? 'unknown-format' : byte < 8 ? 'unknown-key' : 'damaged');
      reasons.add(reason);
    }
    expect(reasons.size).toBe(3);
  });

  test('when it ends anywhere before its end', async () => {
    const sealed = await sealer.seal(CONTEXT, TEXT);
    for (let length = 0; length < sealed.length; length += 1) {
      expect(await reasonOf(sealer.open(CONTEXT, sealed.subarray(0, length), LIMIT))).toBe('damaged');
    }
  });

  test('when something follows it', async () => {
    const sealed = await sealer.seal(CONTEXT, TEXT);
    expect(await reasonOf(sealer.open(CONTEXT, new Uint8Array([...sealed, 0]), LIMIT))).toBe('damaged');
  });

  test('under another name than its own', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string(), fc.string(), async (name, other) => {
        fc.pre(name !== other);
        const sealed = await sealer.seal(name, TEXT);
        expect(await reasonOf(sealer.open(other, sealed, LIMIT))).toBe('damaged');
      }),
      { numRuns: 50 },
    );
  });

  test('in another vault, even one with the same data key', async () => {
    const sealed = await sealer.seal(CONTEXT, TEXT);
    const foreign = await createSealer(ringOf({ ...KEY, vault: hex(9, 16) }, []));
    expect(await reasonOf(foreign.open(CONTEXT, sealed, LIMIT))).toBe('unknown-key');
  });

  test('when it is larger than may be, without being decrypted', async () => {
    const sealed = await sealer.seal(CONTEXT, systemRandom(5000));
    expect(await reasonOf(sealer.open(CONTEXT, sealed, 4000))).toBe('too-large');
    sealed.fill(0, 20);
    expect(await reasonOf(sealer.open(CONTEXT, sealed, 4000))).toBe('too-large');
    expect(await reasonOf(sealer.open(CONTEXT, sealed, 5000))).toBe('damaged');
  });

  test('when it is nothing of ours', async () => {
    const page = new TextEncoder().encode('<!doctype html><title>Log in</title>'.repeat(20));
    expect(await reasonOf(sealer.open(CONTEXT, page, LIMIT))).toBe('unknown-format');
  });
});

test('a file that would fill memory is stopped at the limit', async () => {
  const sealed = await sealer.seal(CONTEXT, new Uint8Array(32 << 20));
  expect(sealed.length).toBeLessThan(100_000);
  expect(await reasonOf(sealer.open(CONTEXT, sealed, LIMIT))).toBe('too-large');
});

test('exactly as much as the limit is opened, and not one byte more', async () => {
  const zeros = new Uint8Array(10_000);
  const sealed = await sealer.seal(CONTEXT, zeros);
  expect(await sealer.open(CONTEXT, sealed, 10_000)).toEqual(zeros);
  expect(await reasonOf(sealer.open(CONTEXT, sealed, 9999))).toBe('too-large');
  const little = await sealer.seal(CONTEXT, systemRandom(10));
  expect(await reasonOf(sealer.open(CONTEXT, little, 9))).toBe('too-large');
});

describe('after a rotation', () => {
  const next = vaultKey(1, 2);
  const renewed = { ...next, secret: hex(7, 32) };

  test('files of the old key stay readable', async () => {
    const sealed = await sealer.seal(CONTEXT, TEXT);
    const rotated = await createSealer(ringOf(renewed, [KEY]));
    expect(await rotated.open(CONTEXT, sealed, LIMIT)).toEqual(TEXT);
  });

  test('who has only the old key cannot read what is new', async () => {
    const rotated = await createSealer(ringOf(renewed, [KEY]));
    const sealed = await rotated.seal(CONTEXT, TEXT);
    expect(await reasonOf(sealer.open(CONTEXT, sealed, LIMIT))).toBe('unknown-key');
  });
});

test('the same content never gives the same file', async () => {
  const files = await Promise.all(Array.from({ length: 50 }, () => sealer.seal(CONTEXT, TEXT)));
  expect(new Set(files.map((file) => file.subarray(8, 20).join(' '))).size).toBe(50);
});

describe('sizes', () => {
  test('of everything short are one', async () => {
    const sizes = new Set<number>();
    for (let length = 0; length < 200; length += 1) {
      sizes.add((await sealer.seal(CONTEXT, systemRandom(length))).length);
    }
    expect([...sizes]).toEqual([20 + 256 + 16]);
  });

  test('up to a megabyte are few, and no file grows by more than an eighth', () => {
    const sizes = new Set<number>();
    for (let length = 256; length <= 1 << 20; length += 1) {
      const padded = paddedLength(length);
      if (padded < length || padded > length * 1.125) throw new Error(`${length} became ${padded}`);
      sizes.add(padded);
    }
    expect(sizes.size).toBeLessThan(300);
  });

  test.each([
    [0, 256],
    [256, 256],
    [257, 272],
    [1000, 1024],
    [1025, 1088],
    [100_000, 100_352],
    [2 ** 30 + 1, 2 ** 30 + 2 ** 25],
  ])('%d bytes become %d, as Padmé has it', (length, padded) => {
    expect(paddedLength(length)).toBe(padded);
  });
});

test('an error says nothing of keys, names and content', async () => {
  const sealed = await sealer.seal(CONTEXT, TEXT);
  const other = await createSealer(ringOf(vaultKey(5), []));
  for (const [from, name] of [
    [sealer, 'log/other'],
    [other, CONTEXT],
  ] as const) {
    const error: unknown = await from.open(name, sealed, LIMIT).catch((thrown: unknown) => thrown);
    const said = inspect(error, { depth: 9, showHidden: true }) + JSON.stringify(error);
    expect(said).not.toContain(KEY.secret);
    expect(said).not.toContain('never seen');
    expect(said).not.toContain('log/');
  }
});
