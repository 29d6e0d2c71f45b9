import { Dexie } from 'dexie';
import { describe, expect, test } from 'vitest';
import { everything } from '../../tests/fixtures/everything';
import { inMemory } from '../../tests/fixtures/memory-database';
import { counting, creationOf } from '../../tests/fixtures/store-samples';
import { Database, openDatabase, type DatabaseOptions } from './database';
import releasedSchemas from './fixtures/released-schemas.json';
import version1 from './fixtures/v1.json';
import { RELEASES, type Release } from './migrations';
import { annotationsOf, countAnnotations, findPage } from './queries';
import { parseAnnotations } from './rows';
import { searchAnnotations } from './search';
import { createWriter } from './writer';

/** The version of the newest release. */
const NEWEST = Math.max(...RELEASES.map(({ version }) => version));

describe('released schemas', () => {
  test('are what they were when they were released, and none is without its record', () => {
    expect(Object.fromEntries(RELEASES.map(({ version, stores }) => [version, stores]))).toEqual(
      releasedSchemas,
    );
  });

  test('only ever add: no later release takes away an index', () => {
    const indices = new Map<string, readonly string[]>();
    for (const { stores } of RELEASES) {
      for (const [table, definition] of Object.entries(stores)) {
        const now = definition.split(', ');
        expect(now).toEqual(expect.arrayContaining([...(indices.get(table) ?? [])]));
        indices.set(table, now);
      }
    }
  });

  test('are what a new database really has', async () => {
    const db = openDatabase(inMemory());
    await db.open();
    const tables = db.tables.map(({ name, schema }) => [
      name,
      [schema.primKey, ...schema.indexes].map(({ src }) => src).join(', '),
    ]);
    expect(Object.fromEntries(tables)).toEqual({
      ...releasedSchemas[1],
      ...releasedSchemas[2],
      ...releasedSchemas[3],
      ...releasedSchemas[4],
      ...releasedSchemas[5],
    });
    expect(db.backendDB().version).toBe(NEWEST * 10);
  });
});

describe('a database that version 1 wrote', () => {
  test('opens and reads', async () => {
    const options = await writtenByVersion1();
    const db = openDatabase(options);
    const { entries, unreadable } = await everything(db);
    expect(unreadable).toBe(0);
    expect(entries.map(({ article, annotations }) => [article.title, annotations.length])).toEqual([
      ['Harbour town votes on sea wall', 2],
      ['', 1],
    ]);
    expect(await countAnnotations(db, { onlyDeleted: true })).toBe(1);
    const { hits } = await searchAnnotations(db, 'brandt tidew', { limit: 5 });
    expect(hits.map(({ annotation }) => annotation.quote)).toEqual([
      { speaker: 'Ilse Brandt', speakerRole: 'mayor' },
    ]);
    const page = await findPage(db, ['https://tidewater.example/amp/2026/sea-wall']);
    const annotations = parseAnnotations(version1.annotations.slice(0, 2)).records;
    expect(annotations).toHaveLength(2);
    expect(page).toEqual({ articles: [version1.articles[0]], annotations, unreadable: 0 });
  });

  test('can be written', async () => {
    const db = openDatabase(await writtenByVersion1());
    const writer = createWriter(db, counting());
    const { article } = await writer.create(['https://tidewater.example/2026/sea-wall'], creationOf('New.'));
    expect((await annotationsOf(db, [article.id])).annotations).toHaveLength(3);
  });
});

describe('an upgrade', () => {
  const addsRatings: Release = {
    version: NEWEST + 1,
    stores: { ratings: 'id', annotations: `${releasedSchemas[5].annotations}, updatedAt` },
    upgrade: (transaction) => transaction.table('annotations').toCollection().modify({ note: 'upgraded' }),
  };

  test('keeps everything that was there', async () => {
    const options = await writtenByVersion1();
    const db = new Database(options, [...RELEASES, addsRatings]);
    const rows = await db.annotations.orderBy('updatedAt').toArray();
    expect(rows.map(({ note }) => note)).toEqual(['upgraded', 'upgraded', 'upgraded', 'upgraded']);
    expect(await db.articles.toArray()).toEqual(version1.articles);
    expect(await db.table('ratings').count()).toBe(0);
  });

  test('that fails changes nothing, and what was released still opens', async () => {
    const options = await writtenByVersion1();
    const failing: Release = {
      ...addsRatings,
      upgrade: async (transaction) => {
        await addsRatings.upgrade?.(transaction);
        throw new Error('half-way');
      },
    };
    await expect(new Database(options, [...RELEASES, failing]).open()).rejects.toThrow('half-way');
    const db = openDatabase(options);
    expect(await db.annotations.toArray()).toEqual(version1.annotations);
    expect(db.backendDB().version).toBe(NEWEST * 10);
  });

  test('is not held up by a page that has the database open', async () => {
    const options = await writtenByVersion1();
    const open = openDatabase(options);
    await open.open();
    const upgraded = new Database(options, [...RELEASES, addsRatings]);
    expect(await upgraded.table('ratings').count()).toBe(0);
    expect(open.isOpen()).toBe(false);
    // What still runs the old code must not write to what it does not know.
    await expect(countAnnotations(open)).rejects.toMatchObject({ code: 'newer' });
    const writer = createWriter(open, counting());
    await expect(writer.create(['https://a.example/1'], creationOf('One.'))).rejects.toMatchObject({
      code: 'newer',
    });
    expect(await upgraded.annotations.count()).toBe(4);
  });
});

test('a database that a newer version wrote is refused, and left as it is', async () => {
  const options = inMemory();
  const newer: Release = { version: NEWEST + 4, stores: { future: 'id' } };
  const future = new Database(options, [...RELEASES, newer]);
  await future.table('future').put({ id: 'kept' });
  future.close();
  const db = openDatabase(options);
  await expect(countAnnotations(db)).rejects.toMatchObject({ name: 'StoreError', code: 'newer' });
  await expect(countAnnotations(db)).rejects.toMatchObject({ code: 'newer' });
  expect(await new Database(options, [...RELEASES, newer]).table('future').toArray()).toEqual([
    { id: 'kept' },
  ]);
});

test('a closed database is told apart', async () => {
  const db = openDatabase(inMemory());
  db.close();
  await expect(countAnnotations(db)).rejects.toMatchObject({ code: 'closed' });
});

/** The frozen example, written as version 1 declared its tables, without the code of today. */
async function writtenByVersion1(): Promise<DatabaseOptions> {
  const options = inMemory();
  const { indexedDB, IDBKeyRange } = options;
  if (!indexedDB || !IDBKeyRange) throw new Error('in memory there is both');
  const db = new Dexie('pullquote', { indexedDB, IDBKeyRange });
  db.version(1).stores(releasedSchemas[1]);
  await db.table('articles').bulkAdd(version1.articles);
  await db.table('annotations').bulkAdd(version1.annotations);
  db.close();
  return options;
}
