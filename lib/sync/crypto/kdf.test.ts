import { expect, test } from 'vitest';
import { DEFAULT_COST, isOutdated, stretch } from './kdf';

const salt = new Uint8Array(16).fill(7);
const cost = { memory: 1024, passes: 2, lanes: 1, salt };

test('progress goes up to the whole, in steps that one can show', async () => {
  const seen: number[] = [];
  await stretch('a passphrase', cost, { onProgress: (progress) => seen.push(progress) });
  expect(seen).toEqual(seen.toSorted((a, b) => a - b));
  expect(seen.at(-1)).toBe(1);
  expect(seen.length).toBeLessThanOrEqual(101);
});

test('who has had enough can stop it', async () => {
  const controller = new AbortController();
  controller.abort(new Error('closed'));
  const stopped = stretch('a passphrase', cost, { onProgress: () => controller.signal.throwIfAborted() });
  await expect(stopped).rejects.toThrow('closed');
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
