import { expect, test } from 'vitest';
import { systemRandom } from './bytes';
import { aesKey, decrypt, derive, encrypt } from './primitives';

test('a key that was made cannot be read out again', async () => {
  expect((await aesKey(systemRandom(32))).extractable).toBe(false);
});

test('what is too short to be encrypted is refused like what is wrong', async () => {
  const key = await aesKey(systemRandom(32));
  const context = new Uint8Array([1]);
  const encrypted = await encrypt(key, { plain: new Uint8Array(), context, random: systemRandom });
  expect(await decrypt(key, encrypted, context)).toEqual(new Uint8Array());
  for (let length = 0; length < encrypted.length; length += 1) {
    expect(await decrypt(key, encrypted.subarray(0, length), context)).toBeNull();
  }
});

test('each purpose, and each vault, has a key of its own', async () => {
  const secret = systemRandom(32);
  const [salt, other] = [new Uint8Array(16), new Uint8Array(16).fill(1)];
  const keys = await Promise.all([
    derive(secret, { salt, purpose: 'a', length: 32 }),
    derive(secret, { salt, purpose: 'b', length: 32 }),
    derive(secret, { salt: other, purpose: 'a', length: 32 }),
    derive(systemRandom(32), { salt, purpose: 'a', length: 32 }),
  ]);
  expect(new Set(keys.map(String)).size).toBe(4);
});
