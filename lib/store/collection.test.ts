import { beforeEach, describe, expect, test } from 'vitest';
import { everything } from '../../tests/fixtures/everything';
import { inMemory } from '../../tests/fixtures/memory-database';
import { counting, creationOf, draftOf } from '../../tests/fixtures/store-samples';
import type { AnnotationDraft } from '../annotation/model';
import { EVERYTHING, selectEntries, type ArticleOrder, type Selection } from './collection';
import { openDatabase, type Database } from './database';
import { toAnnotationRow } from './rows';
import { createWriter, type Writer } from './writer';

let db: Database;
let writer: Writer;

beforeEach(() => {
  db = openDatabase(inMemory());
  writer = createWriter(db, counting());
});

describe('everything', () => {
  test('comes article by article, in the order of the text', async () => {
    await writer.create(['https://a.example/1'], creationOf('Late.', at('Late.', 900)));
    await writer.create(['https://b.example/1'], creationOf('Elsewhere.'));
    await writer.create(['https://a.example/1'], creationOf('Nowhere.'));
    await writer.create(['https://a.example/1'], creationOf('Early.', at('Early.', 10)));
    await writer.create(
      ['https://a.example/1'],
      creationOf('', { kind: 'note', target: null, note: 'On it all.' }),
    );
    const gone = await writer.create(['https://c.example/1'], creationOf('Gone.'));
    await writer.execute(gone.undo);
    const { entries, unreadable } = await everything(db);
    const texts = entries.map(({ annotations }) =>
      annotations.map(({ target, note }) => target?.exact ?? note),
    );
    expect(texts).toEqual([['On it all.', 'Early.', 'Late.', 'Nowhere.'], ['Elsewhere.']]);
    expect(unreadable).toBe(0);
  });

  test('comes complete also where it takes several chunks', async () => {
    const { article, annotation } = await writer.create(['https://a.example/1'], creationOf('One.'));
    const rows = Array.from({ length: 4_000 }, (_, i) =>
      toAnnotationRow({ ...annotation, id: `n${i}` }, article),
    );
    await db.annotations.bulkAdd(rows);
    const { entries } = await everything(db);
    expect(entries.map((entry) => [entry.article, entry.annotations.length])).toEqual([[article, 4_001]]);
  });

  test('comes in chunks of as many articles as what is in them allows', async () => {
    const { article, annotation } = await writer.create(['https://a.example/1'], creationOf('One.'));
    const articles = Array.from({ length: 120 }, (_, nth) => ({
      ...article,
      id: `a${nth}`,
      savedAt: article.savedAt + nth + 1,
    }));
    const marks = articles.flatMap((each, nth) =>
      Array.from({ length: nth < 20 ? 100 : 1 }, (_mark, of) =>
        toAnnotationRow({ ...annotation, id: `${each.id} ${of}`, articleId: each.id }, each),
      ),
    );
    await db.articles.bulkAdd(articles);
    await db.annotations.bulkAdd(marks);
    const sizes: number[] = [];
    for await (const { entries } of selectEntries(db, EVERYTHING, { by: 'saved', reversed: false }))
      sizes.push(entries.length);
    expect(sizes.slice(0, 4)).toEqual([8, 3, 3, 3]);
    expect(Math.max(...sizes)).toBe(50);
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBe(121);
  });
});

function at(exact: string, start: number): Partial<AnnotationDraft> {
  const { target } = draftOf(exact);
  return { target: target && { ...target, position: { start, end: start + exact.length } } };
}

const about = (title: string, publishedAt: string, site: string) => ({ title, publishedAt, site });

async function words(selection: Partial<Selection>, order?: ArticleOrder): Promise<unknown> {
  const { entries } = await everything(db, selection, order);
  return entries.map(({ annotations }) => annotations.map(({ target }) => target?.exact));
}

describe('a selection', () => {
  beforeEach(async () => {
    await writer.create(
      ['https://a.example/1'],
      creationOf('One.', { kind: 'quote', tags: ['Sea'] }, about('B 10', '2026-02-01', 'Z')),
    );
    await writer.create(
      ['https://b.example/1'],
      creationOf('Two.', { kind: 'claim', tags: ['sea', 'wall'] }, about('B 9', '', 'Y')),
    );
    await writer.create(['https://b.example/1'], creationOf('Three.', { note: 'on two piers' }));
    await writer.create(
      ['https://c.example/1'],
      creationOf('Four.', { tags: ['seaside'] }, about('A', '2025-01-01', 'Y')),
    );
  });

  test('is by words, kinds, tag and article, and by all of them together', async () => {
    expect(await words({ text: 'two' })).toEqual([['Two.', 'Three.']]);
    expect(await words({ kinds: ['quote', 'claim'] })).toEqual([['One.'], ['Two.']]);
    expect(await words({ tag: 'SEA' })).toEqual([['One.'], ['Two.']]);
    expect(await words({ tag: 'sea', kinds: ['claim'] })).toEqual([['Two.']]);
    const [, second] = (await everything(db)).entries;
    expect(await words({ articleIds: [second?.article.id ?? ''] })).toEqual([['Two.', 'Three.']]);
    expect(await words({ articleIds: [] })).toEqual([]);
    expect(await words({ ids: second?.annotations.slice(0, 1).map(({ id }) => id) ?? [] })).toEqual([
      ['Two.'],
    ]);
    expect(await words({ ids: ['nobody'] })).toEqual([]);
    expect(await words({ text: 'nowhere' })).toEqual([]);
  });

  test('comes in the order that was asked for', async () => {
    const [one, two, four] = [['One.'], ['Two.', 'Three.'], ['Four.']];
    expect(await words({}, { by: 'saved', reversed: true })).toEqual([four, two, one]);
    expect(await words({}, { by: 'title', reversed: false })).toEqual([four, two, one]);
    expect(await words({}, { by: 'site', reversed: false })).toEqual([four, two, one]);
    expect(await words({}, { by: 'published', reversed: false })).toEqual([four, one, two]);
    expect(await words({}, { by: 'published', reversed: true })).toEqual([one, four, two]);
  });

  test('has titles in the order of the alphabet, and dates in that of time', async () => {
    db = openDatabase(inMemory());
    writer = createWriter(db, counting());
    const dates = ['yesterday', '2026-02-11T23:30:00-05:00', '2026-02-12', '2026-02', ''];
    const titles = ['Part 10', 'äther', 'Zoo', '', 'part 9'];
    for (const [nth, publishedAt] of dates.entries()) {
      // oxlint-disable-next-line no-await-in-loop -- one after the other
      await writer.create(
        [`https://a.example/${nth}`],
        creationOf('x', {}, about(titles[nth] ?? '', publishedAt, '')),
      );
    }
    const sorted = async (by: 'title' | 'published', reversed = false) =>
      (await everything(db, {}, { by, reversed })).entries.map(({ article }) =>
        by === 'title' ? article.title : article.publishedAt,
      );
    expect(await sorted('title')).toEqual(['äther', 'part 9', 'Part 10', 'Zoo', '']);
    expect(await sorted('title', true)).toEqual(['Zoo', 'Part 10', 'part 9', 'äther', '']);
    expect((await sorted('published')).slice(0, 3)).toEqual([
      '2026-02',
      '2026-02-12',
      '2026-02-11T23:30:00-05:00',
    ]);
    expect((await sorted('published', true)).slice(0, 3)).toEqual([
      '2026-02-11T23:30:00-05:00',
      '2026-02-12',
      '2026-02',
    ]);
  });
});
