import { beforeEach, describe, expect, test } from 'vitest';
import { inMemory } from '../../tests/fixtures/memory-database';
import { counting, creationOf } from '../../tests/fixtures/store-samples';
import { everything } from '../../tests/fixtures/everything';
import { openDatabase, type Database } from './database';
import {
  annotationById,
  annotationsOf,
  articlesByIdentity,
  countAnnotations,
  findPage,
  isSiteKnown,
} from './queries';
import { createWriter, type Writer } from './writer';

let db: Database;
let writer: Writer;

beforeEach(() => {
  db = openDatabase(inMemory());
  writer = createWriter(db, counting());
});

describe('a page', () => {
  test('is found under any of its addresses, with what is not deleted, oldest first', async () => {
    const one = await writer.create(['https://a.example/1', 'https://m.a.example/1'], creationOf('One.'));
    const two = await writer.create(['https://a.example/1'], creationOf('Two.'));
    const three = await writer.create(['https://a.example/1'], creationOf('Three.'));
    await writer.create(['https://b.example/1'], creationOf('Other.'));
    await writer.execute(two.undo);
    const page = await findPage(db, ['https://m.a.example/1', 'https://never.example/']);
    expect(page.articles.map(({ id }) => id)).toEqual([one.article.id]);
    expect(page.annotations).toEqual([one.annotation, three.annotation]);
    expect(page.unreadable).toBe(0);
  });

  test('gives what was deleted too where that is asked for', async () => {
    const one = await writer.create(['https://a.example/1'], creationOf('One.'));
    await writer.execute(one.undo);
    await writer.create(['https://a.example/1'], creationOf('Two.'));
    expect((await findPage(db, ['https://a.example/1'])).annotations).toHaveLength(1);
    expect((await findPage(db, ['https://a.example/1'], { deleted: true })).annotations).toHaveLength(2);
  });

  test('that is several articles gives the annotations of all', async () => {
    await writer.create(['https://a.example/1'], creationOf('One.'));
    await writer.create(['https://a.example/2'], creationOf('Two.'));
    const page = await findPage(db, ['https://a.example/2', 'https://a.example/1']);
    expect(page.articles).toHaveLength(2);
    expect(page.annotations).toHaveLength(2);
  });

  test('that nobody saved has nothing', async () => {
    expect(await findPage(db, ['https://a.example/1'])).toEqual({
      articles: [],
      annotations: [],
      unreadable: 0,
    });
  });
});

test('one annotation is found by its id, deleted or not', async () => {
  const { annotation, undo } = await writer.create(['https://a.example/1'], creationOf('One.'));
  expect(await annotationById(db, annotation.id)).toEqual(annotation);
  await writer.execute(undo);
  expect(await annotationById(db, annotation.id)).toMatchObject({ id: annotation.id });
  expect(await annotationById(db, 'nobody')).toBeNull();
});

test('what is deleted is counted apart', async () => {
  const one = await writer.create(['https://a.example/1'], creationOf('One.'));
  await writer.create(['https://a.example/1'], creationOf('Two.'));
  await writer.create(['https://a.example/1'], creationOf('Three.'));
  await writer.execute(one.undo);
  expect(await countAnnotations(db)).toBe(2);
  expect(await countAnnotations(db, { onlyDeleted: true })).toBe(1);
});

describe('rows that cannot be read', () => {
  test('are counted, and the others are there', async () => {
    const { article, annotation } = await writer.create(['https://a.example/1'], creationOf('One.'));
    await damage('annotations', {
      id: 'broken',
      articleId: article.id,
      kind: 'mystery',
      deleted: 0,
      createdAt: 1,
    });
    await damage('articles', { id: 'broken', url: 7, aliases: ['https://a.example/1'] });
    expect(await annotationsOf(db, [article.id])).toEqual({ annotations: [annotation], unreadable: 1 });
    expect(await articlesByIdentity(db, ['https://a.example/1'])).toEqual({
      articles: [article],
      unreadable: 1,
    });
    expect((await findPage(db, ['https://a.example/1'])).unreadable).toBe(2);
    expect(await everything(db)).toEqual({
      entries: [{ article, annotations: [annotation] }],
      unreadable: 2,
    });
    await expect(annotationById(db, 'broken')).rejects.toMatchObject({ code: 'invalid' });
    await expect(writer.execute({ type: 'delete', ids: ['broken'] })).rejects.toMatchObject({
      code: 'invalid',
    });
  });

  test('an annotation whose article is gone is not lost from the count', async () => {
    const { annotation, article } = await writer.create(['https://a.example/1'], creationOf('One.'));
    await db.articles.delete(article.id);
    expect(await everything(db)).toEqual({ entries: [], unreadable: 1 });
    expect(await annotationById(db, annotation.id)).toEqual(annotation);
  });
});

async function damage(table: string, row: object): Promise<void> {
  await db.table(table).put(row);
}

describe('a site', () => {
  test('is known by any path of it, and not by a name that begins alike', async () => {
    await writer.create(['https://news.example/story/1'], creationOf('One.'));
    expect(await isSiteKnown(db, 'https://news.example/another')).toBe(true);
    expect(await isSiteKnown(db, 'https://news.example')).toBe(true);
    expect(await isSiteKnown(db, 'https://news.example.evil/story/1')).toBe(false);
    expect(await isSiteKnown(db, 'https://new')).toBe(false);
  });
});
