import { randomBytes } from 'node:crypto';
import { constants, deflateRawSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { deflate, inflate } from './deflate';

/** What becomes of it: bytes of this length are not to be printed. */
function outcome(compressed: Uint8Array, limit: number): Promise<string | number | null> {
  return inflate(compressed, limit).then(
    (plain) => plain && plain.length,
    (error: unknown) => (error instanceof Error ? error.name : 'something else'),
  );
}

test('what is too long is left where the limit is passed: what comes after is not even looked at', async () => {
  const endless = deflateRawSync(new Uint8Array(32 << 20), { finishFlush: constants.Z_SYNC_FLUSH });
  const broken = new Uint8Array([...endless, 0xff, 0xff]);
  expect(await outcome(broken, 1 << 20)).toBeNull();
  expect(await outcome(broken, 1 << 30)).toBe('TypeError');
});

test('what is cut off is refused', async () => {
  const compressed = await deflate(randomBytes(1000));
  expect(await outcome(compressed.subarray(0, -1), 1 << 20)).toBe('TypeError');
});

test('nothing is compressed, too', async () => {
  expect(await outcome(await deflate(new Uint8Array()), 0)).toBe(0);
});
