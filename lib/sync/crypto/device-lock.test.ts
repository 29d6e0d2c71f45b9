import { inspect } from 'node:util';
import * as v from 'valibot';
import { expect, test } from 'vitest';
import { createDeviceKey, DeviceLockError, lock, unlock } from './device-lock';

const SECRET = { user: 'ada', password: 'a horse, a staple' };
const schema = v.object({ user: v.string(), password: v.string() });
const key = await createDeviceKey();
const locked = await lock(key, { purpose: 'store', secret: SECRET });

test('what was locked is unlocked on the same device', async () => {
  expect(await unlock(key, { purpose: 'store', locked, schema })).toEqual(SECRET);
});

test('nothing of it can be read in what is stored', () => {
  const stored = Buffer.from(locked).toString('latin1');
  expect(stored).not.toContain('ada');
  expect(stored).not.toContain('staple');
});

test('the key itself can be taken out by nobody', async () => {
  expect(key.extractable).toBe(false);
  await expect(crypto.subtle.exportKey('raw', key)).rejects.toThrow('extractable');
});

test('another device, another purpose and another shape are refused, and nothing is said of the secret', async () => {
  const other = await createDeviceKey();
  const attempts = [
    () => unlock(other, { purpose: 'store', locked, schema }),
    () => unlock(key, { purpose: 'ring', locked, schema }),
    () => unlock(key, { purpose: 'store', locked, schema: v.object({ user: v.number() }) }),
    () => unlock(key, { purpose: 'store', locked: locked.subarray(1), schema }),
    () => unlock(key, { purpose: 'store', locked: new Uint8Array(), schema }),
  ];
  for (const attempt of attempts) {
    const error: unknown = await attempt().catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(DeviceLockError);
    expect(inspect(error, { depth: 9, showHidden: true }) + JSON.stringify(error)).not.toMatch(/ada|staple/u);
  }
});
