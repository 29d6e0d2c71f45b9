import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { creationOf } from '../../tests/fixtures/store-samples';
import { Database, openDatabase } from './database';
import type { StoreError } from './errors';
import { live, type Live } from './live';
import { RELEASES } from './migrations';
import { countAnnotations, findPage } from './queries';
import { searchAnnotations } from './search';
import { createWriter } from './writer';

const PAGE = ['https://a.example/1'] as const;
let name: string;
let db: Database;

beforeEach(() => {
  name = `test-${crypto.randomUUID()}`;
  db = openDatabase({ name });
});

afterEach(async () => {
  await db.delete();
});

function collect<T>(source: Live<T>) {
  const values: T[] = [];
  const errors: StoreError[] = [];
  const stop = source.subscribe(
    (value) => values.push(value),
    (error) => errors.push(error),
  );
  return { values, errors, stop };
}

const parts = { now: () => Date.now(), newId: () => crypto.randomUUID() };

test('a view sees what the background writes, in another context', async () => {
  const page = collect(live(() => findPage(db, PAGE)));
  await vi.waitFor(() => expect(page.values).toHaveLength(1));
  const worker = new Worker(new URL('./fixtures/background.worker.ts', import.meta.url), { type: 'module' });
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- only windows have an origin to name
  worker.postMessage({ name, text: 'Written elsewhere.' });
  await vi.waitFor(
    () => expect(page.values.at(-1)?.annotations[0]?.target?.exact).toBe('Written elsewhere.'),
    5_000,
  );
  page.stop();
  worker.terminate();
});

test('a search that is open follows edits, deletions and their undoing', async () => {
  const writer = createWriter(openDatabase({ name }), parts);
  const search = collect(live(() => searchAnnotations(db, 'harb', { limit: 5 })));
  await vi.waitFor(() => expect(search.values.at(-1)?.total).toBe(0));
  const { annotation } = await writer.create(PAGE, creationOf('One.'));
  await writer.execute({ type: 'edit', id: annotation.id, changes: { note: 'harbour' } });
  await vi.waitFor(() => expect(search.values.at(-1)?.hits[0]?.annotation.note).toBe('harbour'));
  const { undo } = await writer.execute({ type: 'delete', ids: [annotation.id] });
  await vi.waitFor(() => expect(search.values.at(-1)?.total).toBe(0));
  await writer.execute(undo);
  await vi.waitFor(() => expect(search.values.at(-1)?.total).toBe(1));
  expect(search.errors).toEqual([]);
  search.stop();
});

test('after its end a subscriber hears nothing', async () => {
  const count = collect(live(() => countAnnotations(db)));
  await vi.waitFor(() => expect(count.values).toEqual([0]));
  count.stop();
  const still = collect(live(() => countAnnotations(db)));
  await createWriter(db, parts).create(PAGE, creationOf('One.'));
  await vi.waitFor(() => expect(still.values.at(-1)).toBe(1));
  expect(count.values).toEqual([0]);
  still.stop();
});

test('a newer database reaches the subscriber as an error', async () => {
  const newer = new Database({ name }, [...RELEASES, { version: 9, stores: { future: 'id' } }]);
  await newer.open();
  const count = collect(live(() => countAnnotations(db)));
  await vi.waitFor(() => expect(count.errors.map(({ code }) => code)).toEqual(['newer']));
  expect(count.values).toEqual([]);
  count.stop();
  newer.close();
});
