import { beforeEach, expect, test } from 'vitest';
import { inMemory } from '../../tests/fixtures/memory-database';
import { counting, creationOf, detailsOf, draftOf } from '../../tests/fixtures/store-samples';
import { createAnnotation } from '../annotation/commands';
import type { Annotation, Article } from '../annotation/model';
import { openDatabase, type Database } from './database';
import { indexSome, putAnnotationRows, putArticleRows } from './records';
import { searchAnnotations } from './search';
import { unindexedRows } from './unindexed';
import { createWriter, type Writer } from './writer';

const ARTICLE: Article = {
  ...detailsOf({ title: 'Harbour news' }),
  id: 'article',
  url: 'https://a.example/1',
  aliases: ['https://a.example/1'],
  savedAt: 1,
};

let db: Database;
let writer: Writer;

beforeEach(() => {
  db = openDatabase(inMemory());
  writer = createWriter(db, counting());
});

function marks(count: number): Annotation[] {
  return Array.from({ length: count }, (_, at) =>
    createAnnotation(draftOf(`Passage ${at}.`), `mark-${String(at).padStart(4, '0')}`, 'article', at),
  );
}

/** As a sync does. */
async function comeIn(article: Article, annotations: readonly Annotation[]): Promise<void> {
  await db.transaction('rw', db.articles, db.annotations, async () => {
    await putArticleRows(db, [article]);
    await putAnnotationRows(db, annotations);
  });
}

async function found(query: string): Promise<string[]> {
  const { hits } = await searchAnnotations(db, query, { limit: 1_000 });
  return hits.map(({ annotation }) => annotation.id).toSorted();
}

async function unindexed(): Promise<number> {
  return (await unindexedRows(db, '', 10_000)).length;
}

test('what came in without its words is found before it has them, and with them', async () => {
  await writer.create(['https://b.example/1'], creationOf('Passage of our own.', {}, { title: 'Harbour' }));
  await comeIn(ARTICLE, marks(450));
  expect(await unindexed()).toBe(450);
  expect(await found('harb pass')).toHaveLength(451);
  expect(await found('harb news 449')).toEqual(['mark-0449']);
  await writer.indexWords();
  expect(await unindexed()).toBe(0);
  expect(await found('harb pass')).toHaveLength(451);
  expect(await found('harb news 449')).toEqual(['mark-0449']);
  expect(await db.annotations.where('terms').equals('harbour').count()).toBe(451);
});

test('the words are made on where that was stopped', async () => {
  await comeIn(ARTICLE, marks(450));
  expect(await indexSome(db)).toBe(true);
  expect(await unindexed()).toBe(50);
  expect(await found('passage')).toHaveLength(450);
  await writer.indexWords();
  expect(await unindexed()).toBe(0);
});

test('what is edited meanwhile has its words at once', async () => {
  await comeIn(ARTICLE, marks(2));
  await writer.execute({ type: 'edit', id: 'mark-0001', changes: { note: 'checked' } });
  expect(await unindexed()).toBe(1);
  expect(await found('harb check')).toEqual(['mark-0001']);
});

test('the words of an article that is called otherwise elsewhere follow, too', async () => {
  await comeIn(ARTICLE, marks(2));
  await writer.indexWords();
  await comeIn({ ...ARTICLE, title: 'Sea wall' }, []);
  expect(await found('harbour')).toEqual([]);
  expect(await found('sea pass')).toHaveLength(2);
  await writer.indexWords();
  expect(await found('harbour')).toEqual([]);
  expect(await found('sea pass')).toHaveLength(2);
});

test('what cannot be read is not tried again and again', async () => {
  await comeIn(ARTICLE, marks(2));
  await db.annotations.update('mark-0000', { kind: Object('unknown') });
  await writer.indexWords();
  expect(await unindexed()).toBe(0);
  expect(await found('passage')).toEqual(['mark-0001']);
});
