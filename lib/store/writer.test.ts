import type { DBCoreMutateRequest } from 'dexie';
import { beforeEach, describe, expect, test } from 'vitest';
import { inMemory } from '../../tests/fixtures/memory-database';
import { counting, creationOf, detailsOf } from '../../tests/fixtures/store-samples';
import { openDatabase, type Database } from './database';
import { createWriter, type Writer } from './writer';

let db: Database;
let writer: Writer;

beforeEach(() => {
  db = openDatabase(inMemory());
  writer = createWriter(db, counting());
});

describe('create', () => {
  test('makes the article with its first annotation', async () => {
    const { article, annotation } = await writer.create(
      ['https://a.example/story', 'https://a.example/amp/story'],
      creationOf('Prices fell.', { tags: ['#prices', 'Prices'] }, { title: 'Story' }),
    );
    expect(article).toMatchObject({
      url: 'https://a.example/story',
      aliases: ['https://a.example/story', 'https://a.example/amp/story'],
      title: 'Story',
      savedAt: annotation.createdAt,
    });
    expect(annotation).toMatchObject({ articleId: article.id, tags: ['prices'], deletedAt: null });
    expect(await db.articles.get(article.id)).toEqual(article);
    expect(await db.annotations.get(annotation.id)).toMatchObject({ ...annotation, deleted: 0 });
  });

  test('finds the article under any of its addresses and learns new ones', async () => {
    const first = await writer.create(['https://a.example/1', 'https://m.a.example/1'], creationOf('One.'));
    const second = await writer.create(
      ['https://a.example/1?p=2', 'https://m.a.example/1'],
      creationOf('Two.'),
    );
    expect(second.article.id).toBe(first.article.id);
    expect(second.article.url).toBe('https://a.example/1');
    expect(await db.articles.count()).toBe(1);
    expect((await db.articles.get(first.article.id))?.aliases).toEqual([
      'https://a.example/1',
      'https://m.a.example/1',
      'https://a.example/1?p=2',
    ]);
  });

  test('of several matching articles takes the one of the earliest address', async () => {
    await writer.create(['https://a.example/1'], creationOf('One.'));
    const two = await writer.create(['https://a.example/2'], creationOf('Two.'));
    const { article } = await writer.create(
      ['https://a.example/2', 'https://a.example/1'],
      creationOf('Three.'),
    );
    expect(article.id).toBe(two.article.id);
  });

  test('fills what the article did not know, and keeps what it knew', async () => {
    await writer.create(['https://a.example/1'], creationOf('One.', {}, { title: 'First title' }));
    const { article } = await writer.create(
      ['https://a.example/1'],
      creationOf('Two.', {}, { title: 'Second title', byline: 'Jane Doe' }),
    );
    expect(article).toMatchObject({ title: 'First title', byline: 'Jane Doe' });
  });

  test('the same passage marked again is the annotation that exists, and undoing that spares what was added', async () => {
    const first = await writer.create(['https://a.example/1'], creationOf('One.'));
    const retry = await writer.create(['https://a.example/1'], creationOf('One.'));
    expect(retry.annotation.id).toBe(first.annotation.id);
    expect(retry).toMatchObject({ isNew: true, undo: { type: 'delete', ids: [first.annotation.id] } });
    await writer.execute({ type: 'edit', id: first.annotation.id, changes: { note: 'Check this.' } });
    const again = await writer.create(['https://a.example/1'], creationOf('One.'));
    await writer.execute(again.undo);
    expect(await db.annotations.toArray()).toMatchObject([{ note: 'Check this.', deletedAt: null }]);
  });

  test('the same passage marked again later was marked already, and there is nothing to undo', async () => {
    await writer.create(['https://a.example/1'], creationOf('One.'));
    const later = createWriter(db, { ...counting(), now: () => 3_600_000_000 });
    const again = await later.create(['https://a.example/1'], creationOf('One.'));
    expect(again.isNew).toBe(false);
    await later.execute(again.undo);
    expect(await db.annotations.toArray()).toMatchObject([{ deletedAt: null }]);
  });

  test('the same passage as another kind, or after it was deleted, is a new annotation', async () => {
    const first = await writer.create(['https://a.example/1'], creationOf('One.'));
    await writer.create(['https://a.example/1'], creationOf('One.', { kind: 'claim' }));
    await writer.execute(first.undo);
    await writer.create(['https://a.example/1'], creationOf('One.'));
    expect(await db.annotations.count()).toBe(3);
  });

  test('two at once on a new page make one article', async () => {
    const both = await Promise.all([
      writer.create(['https://a.example/1'], creationOf('One.')),
      writer.create(['https://a.example/1'], creationOf('Two.')),
    ]);
    expect(await db.articles.count()).toBe(1);
    expect(new Set(both.map(({ article }) => article.id)).size).toBe(1);
  });

  test('can be taken back', async () => {
    const { annotation, undo } = await writer.create(['https://a.example/1'], creationOf('One.'));
    await writer.execute(undo);
    expect(await db.annotations.get(annotation.id)).toMatchObject({ deleted: 1 });
  });

  test('refuses what breaks the model, names the field and writes nothing', async () => {
    const long = creationOf('x'.repeat(20_001));
    await expect(writer.create(['https://a.example/1'], long)).rejects.toMatchObject({
      code: 'invalid',
      message: expect.stringContaining('draft.target.exact'),
    });
    await expect(writer.create(['javascript:alert(1)'], creationOf('One.'))).rejects.toMatchObject({
      code: 'invalid',
      message: expect.stringContaining('url'),
    });
    expect(await db.articles.count()).toBe(0);
    expect(await db.annotations.count()).toBe(0);
  });

  test('never writes over an annotation that has the same id', async () => {
    const same = createWriter(db, { now: () => 1, newId: () => 'same' });
    await same.create(['https://a.example/1'], creationOf('One.'));
    await expect(same.create(['https://a.example/1'], creationOf('Two.'))).rejects.toMatchObject({
      code: 'failed',
    });
    expect(await db.annotations.toArray()).toMatchObject([{ target: { exact: 'One.' } }]);
  });
});

describe('execute', () => {
  test('edits, finds the new words, and takes the edit back', async () => {
    const { annotation } = await writer.create(
      ['https://a.example/1'],
      creationOf('One.', { note: 'before' }),
    );
    const { undo } = await writer.execute({ type: 'edit', id: annotation.id, changes: { note: 'after' } });
    expect(await db.annotations.get(annotation.id)).toMatchObject({
      note: 'after',
      terms: expect.arrayContaining(['after']),
    });
    await writer.execute(undo);
    const row = await db.annotations.get(annotation.id);
    expect(row?.note).toBe('before');
    expect(row?.terms).not.toContain('after');
  });

  test('deletes softly and restores', async () => {
    const { annotation } = await writer.create(['https://a.example/1'], creationOf('One.'));
    const { undo } = await writer.execute({ type: 'delete', ids: [annotation.id, 'unheard-of'] });
    expect(undo).toEqual({ type: 'restore', ids: [annotation.id] });
    await writer.execute(undo);
    expect(await db.annotations.get(annotation.id)).toMatchObject({ deleted: 0, deletedAt: null });
  });

  test('a command that changes nothing can be undone to nothing', async () => {
    const { annotation } = await writer.create(['https://a.example/1'], creationOf('One.'));
    const { undo } = await writer.execute({ type: 'restore', ids: [annotation.id] });
    expect(await writer.execute(undo)).toEqual({ undo: { type: 'restore', ids: [] } });
  });

  test('says so when the annotation does not exist', async () => {
    await expect(writer.execute({ type: 'delete', ids: ['nobody'] })).rejects.toMatchObject({
      code: 'unknown',
    });
  });

  test('refuses a change that breaks the model', async () => {
    const { annotation } = await writer.create(['https://a.example/1'], creationOf('One.', { note: 'kept' }));
    const changes = { note: 'x'.repeat(50_001) };
    await expect(writer.execute({ type: 'edit', id: annotation.id, changes })).rejects.toMatchObject({
      code: 'invalid',
      message: expect.stringContaining('changes.note'),
    });
    expect((await db.annotations.get(annotation.id))?.note).toBe('kept');
  });
});

describe('what a page says of itself', () => {
  test('lets what is not empty win, and its words are found with every annotation', async () => {
    const { article, annotation } = await writer.create(
      ['https://a.example/1'],
      creationOf('One.', {}, { title: 'Headline', site: 'The Paper' }),
    );
    await writer.describe(
      ['https://a.example/1'],
      detailsOf({ title: 'Better headline', byline: 'Jane Doe' }),
    );
    expect(await db.articles.get(article.id)).toMatchObject({
      title: 'Better headline',
      site: 'The Paper',
      byline: 'Jane Doe',
    });
    expect((await db.annotations.get(annotation.id))?.terms).toEqual(
      expect.arrayContaining(['better', 'jane', 'paper', 'one']),
    );
  });

  test('of a page that is not saved changes nothing', async () => {
    await writer.describe(['https://a.example/1'], detailsOf({ title: 'Headline' }));
    expect(await db.articles.count()).toBe(0);
  });
});

describe('a write that fails half-way', () => {
  test('leaves no article without its annotation', async () => {
    failWrite(db, 2);
    await expect(writer.create(['https://a.example/1'], creationOf('One.'))).rejects.toMatchObject({
      code: 'quota',
    });
    expect(await db.articles.count()).toBe(0);
    expect(await db.annotations.count()).toBe(0);
  });

  test('changes none of the annotations that a command names', async () => {
    const ids = await Promise.all(
      ['One.', 'Two.', 'Three.'].map(
        async (text) => (await writer.create(['https://a.example/1'], creationOf(text))).annotation.id,
      ),
    );
    failWrite(db, 1, { after: 2 });
    await expect(writer.execute({ type: 'delete', ids })).rejects.toMatchObject({ code: 'quota' });
    expect((await db.annotations.toArray()).map((row) => row.deleted)).toEqual([0, 0, 0]);
  });

  test('leaves the article as its annotations know it', async () => {
    await writer.create(['https://a.example/1'], creationOf('One.', {}, { title: 'Before' }));
    failWrite(db, 2);
    const details = detailsOf({ title: 'After' });
    await expect(writer.describe(['https://a.example/1'], details)).rejects.toMatchObject({ code: 'quota' });
    expect(await db.articles.toArray()).toMatchObject([{ title: 'Before' }]);
    expect((await db.annotations.toArray())[0]?.terms).toContain('before');
  });
});

/** From now on the disk is full at the `nth` write request, after `after` rows of that request were written. */
function failWrite(database: Database, nth: number, { after = 0 } = {}): void {
  let writes = 0;
  database.close({ disableAutoOpen: false });
  database.use({
    stack: 'dbcore',
    name: 'full-disk',
    create: (core) => ({
      ...core,
      table: (name) => {
        const table = core.table(name);
        return {
          ...table,
          mutate: async (request) => {
            writes += 1;
            if (writes !== nth) return table.mutate(request);
            if (after > 0) await table.mutate(firstRows(request, after));
            throw new DOMException('full', 'QuotaExceededError');
          },
        };
      },
    }),
  });
}

function firstRows(request: DBCoreMutateRequest, count: number): DBCoreMutateRequest {
  if (request.type !== 'put') throw new Error('only puts come in bulk');
  return { ...request, values: request.values.slice(0, count) };
}
