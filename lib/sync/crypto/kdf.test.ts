import { expect, test } from 'vitest';
import { argon2idKey, DEFAULT_COST, isOutdated, stretch, type Argon2idTask } from './kdf';

const salt = new Uint8Array(16).fill(7);
const cost = { memory: 1024, passes: 2, lanes: 1, salt };

test('it can be computed elsewhere: the task has everything that is needed', async () => {
  const elsewhere = { argon2id: (task: Argon2idTask) => Promise.resolve(argon2idKey(structuredClone(task))) };
  expect(await stretch('a passphrase', cost, elsewhere)).toEqual(await stretch('a passphrase', cost));
});

test('spaces and case count', async () => {
  const keys = ['a passphrase', 'A passphrase', 'a passphrase ', 'apassphrase'];
  const stretched = await Promise.all(keys.map(async (key) => String(await stretch(key, cost))));
  expect(new Set(stretched).size).toBe(4);
});

test('a vault is outdated when guessing it costs less than it would today', () => {
  expect(isOutdated(DEFAULT_COST)).toBe(false);
  expect(isOutdated({ ...DEFAULT_COST, memory: DEFAULT_COST.memory * 2 })).toBe(false);
  expect(isOutdated({ ...DEFAULT_COST, passes: 1 })).toBe(true);
});
