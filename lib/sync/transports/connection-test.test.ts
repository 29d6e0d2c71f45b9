import { expect, test, vi } from 'vitest';
import { MemoryArea } from '../../../tests/fixtures/memory-area';
import { BrowserStorage } from './browser-storage';
import { isOfConnectionTest, testConnection } from './connection-test';
import { TransportError, type Transport } from './transport';

let time = 0;
const tools = { now: () => (time += 5), random: (length: number) => new Uint8Array(length).fill(7) };

/** A store in memory, and what is different about it. */
function store(more: Partial<Transport> = {}) {
  const area = new MemoryArea();
  const inner = new BrowserStorage({ area, now: () => 0 });
  const transport: Transport = {
    list: (...args) => inner.list(...args),
    get: (...args) => inner.get(...args),
    put: (...args) => inner.put(...args),
    remove: (...args) => inner.remove(...args),
    ...more,
  };
  return { area, inner, transport };
}

/** The result where a store lists each file with this size. */
const listing = (size: number | null) => {
  const { inner, transport } = store();
  const list: Transport['list'] = async (folder) =>
    (await inner.list(folder)).map(({ name }) => ({ name, size }));
  return testConnection({ ...transport, list }, tools);
};

const refuses = () => Promise.reject(new TransportError('forbidden', 'no', 5));

test('a good store passes, with the time that each step took, and is left as it was', async () => {
  const { area, transport } = store();
  const took = { list: 5, write: 5, read: 5, find: 5, remove: 5 };
  expect(await testConnection(transport, tools)).toEqual({ isOk: true, took });
  expect(area.items.size).toBe(0);
});

test.each([
  ['list', 'list'],
  ['put', 'write'],
  ['get', 'read'],
  ['remove', 'remove'],
] as const)('what goes wrong in %s is told with its step', async (method, step) => {
  const { transport } = store({ [method]: refuses });
  expect(await testConnection(transport, tools)).toEqual({
    isOk: false,
    step,
    reason: 'forbidden',
    detail: 'no',
    retryAfter: 5,
  });
});

test.each<[string, Partial<Transport>, string, string]>([
  ['loses what it took', { put: async () => undefined }, 'read', 'not-kept'],
  ['gives back other bytes', { get: async () => new Uint8Array(512) }, 'read', 'changed'],
  ['gives back half of them', { get: async () => new Uint8Array(256).fill(7) }, 'read', 'changed'],
  ['does not list what it has', { list: async () => [] }, 'find', 'not-kept'],
  ['does not delete', { remove: async () => undefined }, 'remove', 'not-kept'],
])('a store that %s does not pass', async (_, more, step, reason) => {
  expect(await testConnection(store(more).transport, tools)).toMatchObject({ isOk: false, step, reason });
});

test('a store that lists another size does not pass, one that lists none does', async () => {
  expect(await listing(1)).toMatchObject({ isOk: false, step: 'find', reason: 'changed' });
  expect(await listing(null)).toMatchObject({ isOk: true });
});

test('the file is taken away after a failure, and can be told where that failed, too', async () => {
  const { area, transport } = store({ list: vi.fn<Transport['list']>().mockResolvedValue([]) });
  await testConnection(transport, tools);
  expect(area.items.size).toBe(0);
  const left = store({ remove: refuses });
  await testConnection(left.transport, tools);
  expect((await left.inner.list('keys')).map(({ name }) => isOfConnectionTest(name))).toEqual([true]);
  expect(isOfConnectionTest('a.1')).toBe(false);
});

test('an abort is no result', async () => {
  const signal = AbortSignal.abort(new Error('closed'));
  await expect(testConnection(store().transport, tools, { signal })).rejects.toThrow('closed');
});
