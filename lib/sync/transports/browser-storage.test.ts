import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { MemoryArea } from '../../../tests/fixtures/memory-area';
import { BrowserStorage } from './browser-storage';
import type { TransportFailure } from './transport';

const fails = (reason: TransportFailure, more: object = {}): unknown =>
  expect.objectContaining({ name: 'TransportError', reason, ...more });

/** Bytes that look like no others. */
function noise(length: number, seed = 1): Uint8Array {
  let state = seed;
  return Uint8Array.from({ length }, () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state >>> 24;
  });
}

function on(area: MemoryArea, now = () => 0): BrowserStorage {
  return new BrowserStorage({ area, now });
}

test.each([0, 1, 2, 3, 6000, 6100, 6200, 20_000, 50_000])(
  'gives back %i bytes as they were',
  async (size) => {
    const area = new MemoryArea();
    const storage = on(area);
    await storage.put('log', 'a.1', noise(size));
    expect(await storage.list('log')).toEqual([{ name: 'a.1', size }]);
    expect(await storage.list('heads')).toEqual([]);
    expect(await storage.get('log', 'a.1', size)).toEqual(noise(size));
    const { writes } = area;
    await storage.put('log', 'a.1', noise(size));
    expect(area.writes).toBe(writes);
    await storage.remove('log', 'a.1');
    await storage.remove('log', 'a.1');
    expect(await storage.get('log', 'a.1', size)).toBeNull();
    expect(area.items.size).toBe(0);
  },
);

test.each([1, 20_000])('does not give back %i bytes where fewer are wanted', async (size) => {
  const storage = on(new MemoryArea());
  await storage.put('log', 'a.1', noise(size));
  await expect(storage.get('log', 'a.1', size - 1)).rejects.toThrow(fails('too-large'));
});

test('a file is there when all of it is, in whatever order another browser brings it', async () => {
  const area = new MemoryArea();
  await on(area).put('log', 'a.1', noise(30_000));
  const items = [...area.items];
  await fc.assert(
    fc.asyncProperty(fc.shuffledSubarray(items, { minLength: items.length }), async (order) => {
      const other = new MemoryArea();
      const storage = on(other);
      for (const [key, json] of order.slice(0, -1)) {
        other.items.set(key, json);
        expect(await storage.list('log')).toEqual([]);
        expect(await storage.get('log', 'a.1', 30_000)).toBeNull();
      }
      for (const [key, json] of order.slice(-1)) other.items.set(key, json);
      expect(await storage.list('log')).toEqual([{ name: 'a.1', size: 30_000 }]);
      expect(await storage.get('log', 'a.1', 30_000)).toEqual(noise(30_000));
    }),
    { numRuns: 30 },
  );
});

test('a write that is cut off shows nothing, and is made good by the next', async () => {
  const area = new MemoryArea();
  area.beforeWrite = () => {
    if (area.writes === 1) throw new Error('the worker died');
  };
  await expect(on(area).put('log', 'a.1', noise(30_000))).rejects.toThrow(fails('failed'));
  expect(await on(area).list('log')).toEqual([]);
  // The parts go first.
  expect([...area.items.keys()].every((key) => key.startsWith('c/'))).toBe(true);
  area.beforeWrite = () => undefined;
  await on(area).put('log', 'a.1', noise(30_000));
  expect(await on(area).get('log', 'a.1', 30_000)).toEqual(noise(30_000));
});

test('two files with the same bytes share them, until the last is removed', async () => {
  const area = new MemoryArea();
  const storage = on(area);
  await storage.put('log', 'a.1', noise(20_000));
  const { size } = area.items;
  await storage.put('log', 'a.2', noise(20_000));
  expect(area.items.size).toBe(size + 1);
  await storage.remove('log', 'a.1');
  expect(await storage.get('log', 'a.2', 20_000)).toEqual(noise(20_000));
  await storage.remove('log', 'a.2');
  expect(area.items.size).toBe(0);
});

test('what is no file of ours, or was changed, is passed over', async () => {
  const area = new MemoryArea();
  const storage = on(area);
  await storage.put('log', 'a.1', noise(20_000));
  const [[key, json] = ['', '']] = area.items;
  area.items.set(
    key,
    json.replace(/\w/u, (character) => (character === 'A' ? 'B' : 'A')),
  );
  expect(await storage.get('log', 'a.1', 20_000)).toBeNull();
  area.items.set(key, json.replace(/\w{4}/u, ''));
  expect(await storage.list('log')).toEqual([]);
  for (const value of [
    null,
    5,
    {},
    [],
    [1, 2],
    [0, 1, 'x'],
    [1e9, 1, 'A'.repeat(22)],
    ['1', 1, 'A'.repeat(22)],
  ]) {
    area.items.set('f/log/a.1', JSON.stringify(value));
    expect(await storage.get('log', 'a.1', 20_000)).toBeNull();
    expect(await storage.list('log')).toEqual([]);
  }
  area.items.set('f/log/A', '"AQ=="');
  area.items.set('f/log/', '"AQ=="');
  area.items.set('f/log/a.2', '"not base64"');
  area.items.set('settings', '{}');
  expect(await storage.get('log', 'a.2', 100)).toBeNull();
  expect((await storage.list('log')).map(({ name }) => name)).not.toContain('A');
  await storage.remove('log', 'a.1');
  expect(area.items.has('f/log/a.1')).toBe(false);
});

describe('room', () => {
  test('is counted as the browser counts it', async () => {
    const area = new MemoryArea();
    const storage = on(area);
    area.items.set('settings', '{"a":"ä"}');
    await storage.put('log', 'a.1', new Uint8Array(3));
    const bytes = 'settings'.length + 10 + 'f/log/a.1'.length + '"AAAA"'.length;
    expect(await storage.usage()).toEqual({ bytes, limit: 80_000, items: 2 });
  });

  test('that would be too little is told before anything is written', async () => {
    const area = new MemoryArea();
    const storage = on(area);
    await storage.put('snapshots', 'a', noise(50_000));
    const before = new Map(area.items);
    await expect(storage.put('snapshots', 'b', noise(20_000, 2))).rejects.toThrow(fails('full'));
    expect(area.items).toEqual(before);
    await storage.remove('snapshots', 'a');
    await storage.put('snapshots', 'b', noise(20_000, 2));
  });

  test('is not taken twice by two who write at once', async () => {
    const area = new MemoryArea();
    const storage = on(area);
    area.afterRead = () =>
      new Promise((resolve) => {
        setTimeout(resolve, 5);
      });
    const names = Array.from({ length: 8 }, (_, at) => `a.${at}`);
    const results = await Promise.allSettled(
      names.map((name, at) => storage.put('log', name, noise(20_000, at))),
    );
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(2);
    expect((await storage.usage()).bytes).toBeLessThanOrEqual(80_000);
    expect(await storage.list('log')).toHaveLength(2);
  });
});

describe('pace', () => {
  test('is kept: who writes too often is told how long to wait', async () => {
    const area = new MemoryArea();
    let time = 1_000_000;
    const storage = on(area, () => time);
    const write = (at: number) => storage.put('heads', 'a', noise(10, at));
    for (let at = 0; at < 100; at++) {
      await write(at);
      time += 10;
    }
    await expect(write(100)).rejects.toThrow(fails('busy', { retryAfter: 59_000 }));
    expect(area.writes).toBe(100);
    time += 59_000;
    await write(100);
    await expect(write(101)).rejects.toThrow(fails('busy', { retryAfter: 10 }));
  });

  test('of an hour is kept, too, and a clock that is put back locks nobody out', async () => {
    const area = new MemoryArea();
    let time = 100_000_000;
    const storage = on(area, () => time);
    for (let at = 0; at < 1500; at++) {
      await storage.put('heads', 'a', noise(10, at));
      time += 1000;
    }
    await expect(storage.put('heads', 'a', noise(10, 5000))).rejects.toThrow(
      fails('busy', { retryAfter: 3_600_000 - 1_500_000 }),
    );
    time -= 50_000_000;
    await storage.put('heads', 'a', noise(10, 5000));
  });
});

test.each<[string, TransportFailure, number | null]>([
  ['This request exceeds the MAX_WRITE_OPERATIONS_PER_MINUTE quota.', 'busy', 60_000],
  ['This request exceeds the MAX_WRITE_OPERATIONS_PER_HOUR quota.', 'busy', 3_600_000],
  ['QuotaExceededError: storage.sync API call exceeded its quota limitations.', 'full', null],
  ['An unexpected error occurred', 'failed', null],
])('%s is told as %s', async (message, reason, retryAfter) => {
  const area = new MemoryArea();
  area.beforeWrite = () => {
    throw new Error(message);
  };
  await expect(on(area).put('heads', 'a', noise(10))).rejects.toThrow(fails(reason, { retryAfter }));
});
