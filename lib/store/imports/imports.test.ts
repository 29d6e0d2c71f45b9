import * as fc from 'fast-check';
import { beforeEach, describe, expect, test } from 'vitest';
import { anyAnnotation, anyCollection } from '../../../tests/fixtures/arbitrary-marks';
import { inMemory } from '../../../tests/fixtures/memory-database';
import { counting, creationOf, detailsOf } from '../../../tests/fixtures/store-samples';
import type { Incoming } from '../../annotation/imported';
import type { Annotation } from '../../annotation/model';
import { openDatabase, type Database } from '../database';
import { createWriter, type Writer } from '../writer';
import type { ImportPolicy } from './decide';
import { finishedImports, hasUnfinishedImport, previewBatch } from './queries';

const URL_A = 'https://a.example/story';
const KEEP: ImportPolicy = { different: 'keep', deleted: 'keep' };
const TAKE: ImportPolicy = { different: 'take', deleted: 'bring-back' };

let db: Database;
let writer: Writer;

beforeEach(() => {
  db = openDatabase(inMemory());
  writer = createWriter(db, counting());
});

type IncomingAnnotation = Incoming['annotations'][number];

function passage(id: string, exact: string, fields: Partial<IncomingAnnotation> = {}): IncomingAnnotation {
  const target = { exact, prefix: '', suffix: '', position: null, sentenceBefore: '', sentenceAfter: '' };
  return { id, isOurs: true, kind: 'highlight', target, note: '', tags: [], ...fields };
}

function incoming(annotations: readonly IncomingAnnotation[], url = URL_A, title = ''): Incoming {
  return { identity: [url], url, article: { id: `of ${url}`, url, title }, annotations };
}

async function importAll(batches: readonly (readonly Incoming[])[], policy: ImportPolicy): Promise<string> {
  const id = await writer.imports.begin({ name: 'file.json', format: 'pullquote' });
  const seen = new Set<string>();
  for (const batch of batches) await writer.imports.take(id, batch, policy, seen);
  await writer.imports.finish(id);
  return id;
}

async function dump(): Promise<unknown> {
  return {
    articles: await db.articles.toArray(),
    annotations: await db.annotations.toArray(),
    versions: await db.versions.toArray(),
    steps: await db.importSteps.toArray(),
  };
}

async function fatesOf(batch: readonly Incoming[]): Promise<string[]> {
  return (await previewBatch(db, batch, new Set(), 1)).map(({ fate }) => fate);
}

test('a file comes in, is listed, and is taken back without a trace', async () => {
  await writer.create([URL_A], creationOf('Mine.', {}, { title: 'Story' }));
  const before = await dump();
  const batches = [
    [incoming([passage('1', 'One.', { tags: ['#a', 'A'], createdAt: 5 })])],
    [incoming([passage('2', 'Two.')], 'https://b.example/', 'Other')],
  ];
  expect(await fatesOf(batches.flat())).toEqual(['new', 'new']);
  const id = await importAll(batches, KEEP);
  expect(await db.annotations.get('1')).toMatchObject({ tags: ['a'], createdAt: 5, updatedAt: 5 });
  expect((await db.articles.toArray()).map(({ title }) => title).toSorted()).toEqual(['Other', 'Story']);
  expect(await finishedImports(db)).toMatchObject([{ name: 'file.json', created: 2, changed: 0 }]);
  expect(await writer.imports.undo(id)).toEqual({ kept: 0, stopped: false });
  expect(await dump()).toEqual(before);
  expect(await finishedImports(db)).toEqual([]);
});

test('the same file again changes nothing', async () => {
  const batch = [incoming([passage('1', 'One.'), passage('2', 'One.', { note: 'another' })])];
  await importAll([batch], KEEP);
  expect(await fatesOf(batch)).toEqual(['known', 'known']);
  const before = await db.annotations.toArray();
  await importAll([batch], TAKE);
  expect(await db.annotations.toArray()).toEqual(before);
});

test('a passage named twice in a file comes in once', async () => {
  const batch = [incoming([passage('1', 'One.'), passage('1', 'One.')])];
  expect(await fatesOf(batch)).toEqual(['new']);
  await importAll([batch, batch], KEEP);
  expect(await db.annotations.count()).toBe(1);
});

const theirs = (fields: Partial<IncomingAnnotation>) => [incoming([passage('theirs', 'One.', fields)])];

describe('a passage that the user has marked already', () => {
  test('is known where the file says nothing more of it', async () => {
    await writer.create([URL_A], creationOf('One.', { kind: 'claim', note: 'Mine.' }));
    expect(await fatesOf(theirs({}))).toEqual(['known']);
    await importAll([theirs({})], TAKE);
    expect(await db.annotations.count()).toBe(1);
  });

  test('learns what the file says beside what it knows, if the user wants that', async () => {
    const { annotation } = await writer.create([URL_A], creationOf('One.', { note: 'Mine.', tags: ['a'] }));
    const batch = theirs({ note: 'Theirs.', tags: ['b'] });
    expect(await fatesOf(batch)).toEqual(['different']);
    await importAll([batch], KEEP);
    expect(await db.annotations.get(annotation.id)).toMatchObject({ note: 'Mine.', tags: ['a'] });
    const id = await importAll([batch], TAKE);
    expect(await db.annotations.get(annotation.id)).toMatchObject({
      note: 'Mine.\n\nTheirs.',
      tags: ['a', 'b'],
    });
    await writer.imports.undo(id);
    expect(await db.annotations.get(annotation.id)).toMatchObject({ ...annotation });
  });

  test('is another one where its surroundings are', async () => {
    const target = { ...passage('', 'One.').target, exact: 'One.', prefix: 'Before. ', suffix: '' };
    await writer.create(
      [URL_A],
      creationOf('One.', { target: { ...target, position: null, sentenceBefore: '', sentenceAfter: '' } }),
    );
    const other = passage('o', 'One.');
    const moved = { ...other, target: other.target && { ...other.target, prefix: 'Elsewhere. ' } };
    expect(await fatesOf([incoming([moved])])).toEqual(['new']);
    expect(await fatesOf([incoming([other])])).toEqual(['known']);
  });
});

describe('an annotation of ours that the file says something else of', () => {
  test('stays as it is, or becomes what the file says, emptied fields too', async () => {
    const { annotation } = await writer.create([URL_A], creationOf('One.', { note: 'Later.', tags: ['a'] }));
    const batch = [incoming([passage(annotation.id, 'One.', { note: '', tags: [] })])];
    expect(await fatesOf(batch)).toEqual(['different']);
    await importAll([batch], KEEP);
    expect(await db.annotations.get(annotation.id)).toMatchObject({ note: 'Later.' });
    await importAll([batch], TAKE);
    expect(await db.annotations.get(annotation.id)).toMatchObject({ note: '', tags: [] });
  });

  test('comes back from the trash only where that is wanted', async () => {
    const { annotation } = await writer.create([URL_A], creationOf('One.'));
    await writer.execute({ type: 'delete', ids: [annotation.id] });
    const batch = [incoming([passage(annotation.id, 'One.')])];
    expect(await fatesOf(batch)).toEqual(['deleted']);
    await importAll([batch], KEEP);
    expect((await db.annotations.get(annotation.id))?.deletedAt).not.toBeNull();
    const id = await importAll([batch], TAKE);
    expect((await db.annotations.get(annotation.id))?.deletedAt).toBeNull();
    await writer.imports.undo(id);
    expect((await db.annotations.get(annotation.id))?.deletedAt).not.toBeNull();
  });

  test('keeps its kind where the file knows no kinds', async () => {
    const { annotation } = await writer.create([URL_A], creationOf('One.', { kind: 'claim' }));
    const batch = [incoming([passage(annotation.id, 'One.', { isOurs: false, note: 'n' })])];
    await importAll([batch], TAKE);
    expect(await db.annotations.get(annotation.id)).toMatchObject({ kind: 'claim', note: 'n' });
  });

  test('is never deleted because the file says that it was', async () => {
    const { annotation } = await writer.create([URL_A], creationOf('One.'));
    await importAll([[incoming([passage(annotation.id, 'One.', { deletedAt: 9 })])]], TAKE);
    expect((await db.annotations.get(annotation.id))?.deletedAt).toBeNull();
  });
});

describe('an article', () => {
  test('that is here under another address learns the new one and what it did not know', async () => {
    const { article } = await writer.create([URL_A], creationOf('Mine.', {}, { title: 'Mine' }));
    const other: Incoming = {
      ...incoming([passage('1', 'One.')], 'https://m.a.example/story'),
      identity: ['https://m.a.example/story', URL_A],
      article: { id: 'x', url: URL_A, title: 'Theirs', byline: 'Ann' },
    };
    await importAll([[other]], KEEP);
    expect(await db.articles.toArray()).toMatchObject([
      { id: article.id, title: 'Mine', byline: 'Ann', aliases: [URL_A, 'https://m.a.example/story'] },
    ]);
  });

  test('of which the file brings nothing new is not touched', async () => {
    const { annotation } = await writer.create([URL_A], creationOf('One.'));
    const before = await dump();
    const batch = [incoming([passage(annotation.id, 'One.')], URL_A, 'A title from the file')];
    const id = await importAll([batch], KEEP);
    expect(await dump()).toEqual(before);
    await writer.imports.undo(id);
  });

  test('that was made by an import stays when the user has marked in it since', async () => {
    const id = await importAll([[incoming([passage('1', 'One.')])]], KEEP);
    await writer.create([URL_A], creationOf('Mine.'));
    await writer.imports.undo(id);
    expect(await db.articles.count()).toBe(1);
    expect(await db.annotations.count()).toBe(1);
  });

  test('that learned its title from the page since keeps it', async () => {
    await writer.create([URL_A], creationOf('Mine.'));
    const id = await importAll([[incoming([passage('1', 'One.')], URL_A, 'From the file')]], KEEP);
    await writer.describe([URL_A], detailsOf({ title: 'From the page' }));
    await writer.imports.undo(id);
    expect(await db.articles.toArray()).toMatchObject([{ title: 'From the page' }]);
  });
});

test('what the user has worked on since an import outlives its undo, and is counted', async () => {
  const { annotation } = await writer.create([URL_A], creationOf('One.'));
  const batch = [
    incoming([passage(annotation.id, 'One.', { note: 'n' }), passage('2', 'Two.'), passage('3', 'Three.')]),
  ];
  const id = await importAll([batch], TAKE);
  await writer.execute({ type: 'edit', id: annotation.id, changes: { note: 'mine' } });
  await writer.execute({ type: 'edit', id: '2', changes: { note: 'mine too' } });
  expect(await writer.imports.undo(id)).toEqual({ kept: 2, stopped: false });
  expect((await db.annotations.toArray()).map(({ note }) => note).toSorted()).toEqual(['mine', 'mine too']);
});

test('an import that was cut off is taken back at the next start', async () => {
  await writer.create([URL_A], creationOf('Mine.'));
  const before = await dump();
  const finished = await importAll([[incoming([passage('9', 'Nine.')])]], KEEP);
  await writer.imports.undo(finished);
  const id = await writer.imports.begin({ name: 'big.csv', format: 'csv' });
  await writer.imports.take(id, [incoming([passage('1', 'One.')])], KEEP, new Set());
  expect(await finishedImports(db)).toEqual([]);
  expect(await hasUnfinishedImport(db)).toBe(true);
  await writer.imports.undoUnfinished();
  expect(await hasUnfinishedImport(db)).toBe(false);
  expect(await dump()).toEqual(before);
  expect(await db.imports.count()).toBe(0);
});

test('an undo that is stopped can be gone on with', async () => {
  const before = await dump();
  const batches = ['1', '2', '3'].map((id) => [incoming([passage(id, `${id}.`)])]);
  const id = await importAll(batches, KEEP);
  const stop = new AbortController();
  const progress = (done: number, all: number) => {
    expect(all).toBe(3);
    if (done === 2) stop.abort();
  };
  expect(await writer.imports.undo(id, { signal: stop.signal, progress })).toEqual({
    kept: 0,
    stopped: true,
  });
  expect(await db.annotations.count()).toBe(1);
  await writer.imports.undo(id);
  expect(await dump()).toEqual(before);
});

test('a batch that breaks writes nothing, and can be tried again', async () => {
  const id = await writer.imports.begin({ name: 'f', format: 'csv' });
  const before = await dump();
  const seen = new Set<string>();
  const bad = { ...passage('2', 'Two.'), note: 'n'.repeat(60_000) };
  await expect(writer.imports.take(id, [incoming([passage('1', 'One.'), bad])], KEEP, seen)).rejects.toThrow(
    /note/u,
  );
  expect(await dump()).toEqual(before);
  expect(seen.size).toBe(0);
  await writer.imports.take(id, [incoming([passage('1', 'One.')])], KEEP, seen);
  expect(await db.annotations.count()).toBe(1);
});

test('only the newest twenty imports can be undone', async () => {
  for (let nth = 0; nth < 22; nth++) await importAll([[incoming([passage(`id ${nth}`, `${nth}.`)])]], KEEP);
  expect(await finishedImports(db)).toHaveLength(20);
  expect(new Set((await db.importSteps.toArray()).map(({ importId }) => importId)).size).toBe(20);
});

test('whatever is imported, in whatever pieces, is taken back without a trace', async () => {
  const withIds = fc
    .array(anyAnnotation, { minLength: 1, maxLength: 6 })
    .map((list) => list.map((each, at): Annotation => ({ ...each, id: String(at) })));
  await fc.assert(
    fc.asyncProperty(anyCollection, withIds, fc.constantFrom(KEEP, TAKE), async (mine, others, policy) => {
      db = openDatabase(inMemory());
      writer = createWriter(db, counting());
      for (const { article, annotations } of mine) {
        for (const { kind, target, note, tags, quote, claim } of annotations) {
          await writer.create([article.url], {
            draft: { kind, target, note, tags, quote, claim },
            details: detailsOf(),
          });
        }
      }
      const marks = others.map((each) => ({ ...each, isOurs: true }));
      const before = await dump();
      const address = mine[0]?.article.url ?? URL_A;
      const id = await importAll(
        marks.map((annotation) => [incoming([annotation], address, 'Title')]),
        policy,
      );
      expect(await fatesOf([incoming(marks, address)])).not.toContain('new');
      await writer.imports.undo(id);
      expect(await dump()).toEqual(before);
    }),
    { numRuns: 40 },
  );
});
