import * as fc from 'fast-check';
import { beforeEach, describe, expect, test } from 'vitest';
import { inMemory } from '../../tests/fixtures/memory-database';
import { counting, creationOf, detailsOf, draftOf } from '../../tests/fixtures/store-samples';
import { createAnnotation } from '../annotation/commands';
import type { Article, Kind } from '../annotation/model';
import { openDatabase, type Database } from './database';
import { toAnnotationRow } from './rows';
import { searchAnnotations, type SearchOptions } from './search';
import { createWriter, type Writer } from './writer';

let db: Database;
let writer: Writer;

beforeEach(() => {
  db = openDatabase(inMemory());
  writer = createWriter(db, counting());
});

async function find(query: string, options: Partial<SearchOptions> = {}): Promise<string[]> {
  const { hits } = await searchAnnotations(db, query, { limit: 10, ...options });
  return hits.map(({ annotation }) => annotation.target?.exact ?? annotation.note);
}

describe('search', () => {
  beforeEach(async () => {
    const story = { title: 'Rain in Århus', site: 'The Paper', byline: 'Jane Doe' };
    const quote = { kind: 'quote', quote: { speaker: 'Noé Söder', speakerRole: 'minister' } } as const;
    await writer.create(['https://a.example/1'], creationOf('Prices fell sharply.', quote, story));
    await writer.create(
      ['https://b.example/1'],
      creationOf('Prices rose.', { kind: 'claim', tags: ['inflation'] }),
    );
    await writer.create(
      ['https://b.example/1'],
      creationOf('', { kind: 'note', target: null, note: 'Call the minister' }),
    );
  });

  test('without words gives the newest first', async () => {
    expect(await find('')).toEqual(['Call the minister', 'Prices rose.', 'Prices fell sharply.']);
    expect(await find(' … ', { limit: 1 })).toEqual(['Call the minister']);
  });

  test('wants every word, each as the beginning of a word', async () => {
    expect(await find('price')).toEqual(['Prices rose.', 'Prices fell sharply.']);
    expect(await find('price shar')).toEqual(['Prices fell sharply.']);
    expect(await find('price minis')).toEqual(['Prices fell sharply.']);
    expect(await find('price nowhere')).toEqual([]);
    expect(await find('rices')).toEqual([]);
  });

  test('looks into passage, note, tags, speaker and role, whatever the accents', async () => {
    expect(await find('soder')).toEqual(['Prices fell sharply.']);
    expect(await find('NOÉ')).toEqual(['Prices fell sharply.']);
    expect(await find('infla')).toEqual(['Prices rose.']);
    expect(await find('call')).toEqual(['Call the minister']);
  });

  test('mixes words of the annotation with words of its article', async () => {
    expect(await find('prices arhus paper jane')).toEqual(['Prices fell sharply.']);
  });

  test('keeps to the kinds', async () => {
    expect(await find('', { kinds: ['claim', 'note'] })).toEqual(['Call the minister', 'Prices rose.']);
    expect(await find('', { kinds: ['claim', 'note'], limit: 1 })).toEqual(['Call the minister']);
    expect(await find('prices', { kinds: ['claim', 'claim'] })).toEqual(['Prices rose.']);
    expect(await find('prices', { kinds: [] })).toEqual([]);
    expect(await find('', { kinds: [] })).toEqual([]);
  });

  test('finds what was deleted only where that is asked for', async () => {
    const { undo } = await writer.create(['https://a.example/1'], creationOf('Prices vanished.'));
    await writer.execute(undo);
    expect(await find('vanished')).toEqual([]);
    expect(await find('vanished', { onlyDeleted: true })).toEqual(['Prices vanished.']);
    expect(await find('', { onlyDeleted: true })).toEqual(['Prices vanished.']);
  });

  test('follows an edit, and a title that was learnt later', async () => {
    const { annotation } = await writer.create(['https://c.example/1'], creationOf('Snow.'));
    await writer.execute({ type: 'edit', id: annotation.id, changes: { note: 'blizzard' } });
    await writer.describe(['https://c.example/1'], detailsOf({ title: 'Winter' }));
    expect(await find('blizz wint')).toEqual(['Snow.']);
  });

  test('tells the total beyond the limit', async () => {
    expect(await searchAnnotations(db, 'prices', { limit: 1 })).toMatchObject({ total: 2, unreadable: 0 });
    expect(await searchAnnotations(db, '', { limit: 1 })).toMatchObject({ total: 3, unreadable: 0 });
    expect(await searchAnnotations(db, '', { limit: 1, kinds: ['claim', 'quote'] })).toMatchObject({
      total: 2,
    });
  });

  test('counts hits that cannot be shown', async () => {
    const { article } = await writer.create(['https://d.example/1'], creationOf('Orphaned words.'));
    await db.articles.delete(article.id);
    expect(await searchAnnotations(db, 'orphaned', { limit: 5 })).toEqual({
      hits: [],
      total: 1,
      unreadable: 1,
    });
  });
});

const ARTICLE: Article = {
  ...detailsOf({ title: 'Title', site: 'Site' }),
  id: 'article',
  url: 'https://a.example/1',
  aliases: ['https://a.example/1'],
  savedAt: 1,
};

/** `count` annotations whose texts are drawn from a small vocabulary; every seventh is deleted. */
function rowsOf(
  count: number,
  wordAt: (index: number) => string,
  kinds: readonly Kind[] = ['quote', 'claim'],
) {
  return Array.from({ length: count }, (_, i) => {
    const draft = draftOf(`${wordAt(i)} ${wordAt(i * 3 + 1)} ${wordAt(i * 7 + 2)}`, {
      kind: kinds[i % kinds.length] ?? 'quote',
    });
    const made = createAnnotation(draft, `id-${(i * 7_919) % count}`, 'article', i);
    return toAnnotationRow({ ...made, deletedAt: i % 7 === 0 ? i : null }, ARTICLE);
  });
}

test('many matches give the same as looking at every row', async () => {
  const vocabulary = ['sea', 'seal', 'wall', 'harbour', 'rain', 'rainfall', 'vote', 'title'];
  const rows = rowsOf(4_000, (i) => vocabulary[(i * 31) % vocabulary.length] ?? '');
  await db.articles.add(ARTICLE);
  await db.annotations.bulkAdd(rows);
  const query = fc.array(fc.constantFrom('se', 'sea', 'wal', 'r', 'rainf', 'titl', 'v', 'w', 'zz'), {
    minLength: 1,
    maxLength: 3,
  });
  const kinds = fc.constantFrom<readonly Kind[]>(['quote'], ['claim'], ['quote', 'claim'], ['note']);
  await fc.assert(
    fc.asyncProperty(
      query,
      fc.option(kinds, { nil: undefined }),
      fc.boolean(),
      async (words, only, onlyDeleted) => {
        const found = await searchAnnotations(db, words.join(' '), {
          limit: 20,
          onlyDeleted,
          ...(only ? { kinds: only } : {}),
        });
        const expected = rows
          .filter((row) => (row.deletedAt !== null) === onlyDeleted && (only?.includes(row.kind) ?? true))
          .filter((row) => words.every((word) => row.terms.some((term) => term.startsWith(word))))
          .map(({ id }) => id)
          .toReversed();
        expect(found.hits.map(({ annotation }) => annotation.id)).toEqual(expected.slice(0, 20));
        expect(found.total).toBe(expected.length);
      },
    ),
    { numRuns: 40 },
  );
});

test('prints how long a search in 20,000 annotations takes', { timeout: 120_000 }, async () => {
  const rows = rowsOf(20_000, (i) => `word${(i * 2_654_435_761) % 5_000}`);
  await db.articles.add(ARTICLE);
  const start = performance.now();
  await db.annotations.bulkAdd(rows);
  const times = [`write ${Math.round(performance.now() - start)} ms`];
  for (const query of ['word42', 'word1 word2', 'w', 'title word77', '']) {
    const begin = performance.now();
    const { total } = await searchAnnotations(db, query, { limit: 50 });
    times.push(`'${query}' ${Math.round(performance.now() - begin)} ms (${total})`);
  }
  console.log(`20,000 annotations in fake-indexeddb: ${times.join(', ')}`);
  expect((await searchAnnotations(db, '', { limit: 50 })).hits).toHaveLength(50);
});
