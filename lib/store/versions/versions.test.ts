import { beforeEach, describe, expect, test } from 'vitest';
import type { ArticleIdentity } from '../../annotation/model';
import { copyOf } from '../../../tests/fixtures/copies';
import { inMemory } from '../../../tests/fixtures/memory-database';
import { counting, creationOf } from '../../../tests/fixtures/store-samples';
import { openDatabase, type Database } from '../database';
import { articleById, copiesOf, savedCopy, versionsOf } from '../queries';
import { createWriter, type Writer } from '../writer';

const PAGE: ArticleIdentity = ['https://a.example/vote'];
const STORY = [
  'The council voted nine to four for the sea wall on Tuesday evening, after six hours of argument.',
  'Work begins in spring and is expected to take two years, the harbour master told the meeting.',
  'Fishermen fear that the entrance will silt up, as it did when the last wall was built in 1953.',
];
const HASH = /^[0-9a-f]{64}$/;

let db: Database;
let writer: Writer;

beforeEach(() => {
  db = openDatabase(inMemory());
  writer = createWriter(db, counting());
});

async function capture(story: readonly string[], title?: string) {
  const { articleId, seen } = await writer.capture(PAGE, copyOf(story, title), PAGE[0]);
  return { articleId: articleId ?? '', seen };
}

async function texts(articleId: string): Promise<string[][]> {
  const { versions } = await versionsOf(db, articleId);
  const copies = await Promise.all(versions.map((version) => savedCopy(db, version)));
  return copies.map(({ blocks }) => blocks.map(({ text }) => text));
}

describe('capture', () => {
  test('keeps nothing of an article that is not known, unless it is told where it can be opened', async () => {
    expect(await writer.capture(PAGE, copyOf(STORY))).toEqual({ articleId: null, seen: 'other' });
    expect(await db.articles.count()).toBe(0);
    const { articleId } = await capture(STORY);
    expect(await articleById(db, articleId)).toMatchObject({ title: 'Harbour vote', url: PAGE[0] });
  });

  test('adds to the article that has a mark already', async () => {
    const { article } = await writer.create(PAGE, creationOf('nine to four'));
    expect(await writer.capture(PAGE, copyOf(STORY))).toEqual({ articleId: article.id, seen: 'new' });
    const { versions } = await versionsOf(db, article.id);
    expect(versions).toMatchObject([{ articleId: article.id, details: { title: 'Harbour vote' } }]);
    expect(versions[0]?.sha256).toMatch(HASH);
  });

  test('keeps the same text once, however often it is seen', async () => {
    const { articleId } = await capture(STORY);
    expect((await capture(STORY)).seen).toBe('same');
    expect(await texts(articleId)).toEqual([STORY]);
  });

  test('keeps each edit, and the text as it was before', async () => {
    const { articleId } = await capture(STORY);
    const edited = STORY.with(1, 'Work begins in autumn.');
    const longer = [...edited, 'The minister declined to comment.'];
    await capture(edited);
    await capture(longer);
    await capture(STORY);
    expect(await texts(articleId)).toEqual([STORY, edited, longer, STORY]);
  });

  test('takes another headline over the same text for a version', async () => {
    const { articleId } = await capture(STORY);
    expect((await capture(STORY, 'Harbour vote: what now?')).seen).toBe('new');
    const { versions } = await versionsOf(db, articleId);
    expect(versions.map(({ details }) => details.title)).toEqual(['Harbour vote', 'Harbour vote: what now?']);
    expect(await articleById(db, articleId)).toMatchObject({ title: 'Harbour vote: what now?' });
  });

  test.each([
    ['a teaser before a paywall', [(STORY[0] ?? '').slice(0, 60) + '…'], 'less'],
    ['its first paragraph alone', STORY.slice(0, 1), 'less'],
    [
      'a teaser and an offer',
      [STORY[0] ?? '', 'Subscribe now for only 4.99 a month to read on. Cancel at any time.'],
      'less',
    ],
    [
      'a page that tells of an error',
      ['Service unavailable. We are working on it, please come back in a few minutes.'],
      'other',
    ],
  ])('does not take %s for an edit, nor its headline for the article’s', async (_, shown, seen) => {
    const { articleId } = await capture(STORY);
    expect((await capture(shown, 'Just a moment…')).seen).toBe(seen);
    expect((await capture(STORY)).seen).toBe('same');
    expect(await texts(articleId)).toEqual([STORY]);
    expect(await articleById(db, articleId)).toMatchObject({ title: 'Harbour vote' });
  });

  test('keeps a page that shows less where the user says that this is how it stands now', async () => {
    const { articleId } = await capture(STORY);
    const shown = STORY.slice(0, 1);
    expect(await writer.capture(PAGE, copyOf(shown), undefined, true)).toEqual({ articleId, seen: 'new' });
    expect(await texts(articleId)).toEqual([STORY, shown]);
    const error = ['Service unavailable. We are working on it, please come back in a few minutes.'];
    expect((await writer.capture(PAGE, copyOf(error), undefined, true)).seen).not.toBe('less');
  });

  test('takes an article that was written anew, and shortened, for an edit', async () => {
    const { articleId } = await capture(STORY);
    const anew =
      'The council has withdrawn the sea wall that it voted for on Tuesday: the harbour will silt up.';
    expect((await capture([anew])).seen).toBe('new');
    expect(await texts(articleId)).toEqual([STORY, [anew]]);
  });

  test('does not take other quotation marks, dashes, blanks and soft hyphens for an edit', async () => {
    await capture(['He said: "No - never again", and left the harbour.']);
    expect((await capture(['He said:\u00A0“No – never again”, and left the har\u00ADbour.'])).seen).toBe(
      'same',
    );
  });

  test('puts versions in the order in which they were seen, even when the clock was set back', async () => {
    const times = [5_000, 4_000, 4_000, 3_000];
    const slow = createWriter(db, { ...counting(), now: () => times.shift() ?? 0 });
    await slow.capture(PAGE, copyOf(['One.']), PAGE[0]);
    const { articleId } = await slow.capture(PAGE, copyOf(['Two.']), PAGE[0]);
    expect(await texts(articleId ?? '')).toEqual([['One.'], ['Two.']]);
  });

  test('of two windows at once keeps both versions, or one where they saw the same', async () => {
    const { articleId } = await capture(STORY);
    await Promise.all([capture(STORY.toReversed()), capture(STORY.slice(1)), capture(STORY.toReversed())]);
    const all = await texts(articleId);
    expect(all).toContainEqual(STORY.toReversed());
    expect(all.slice(1).every((each, at) => JSON.stringify(each) !== JSON.stringify(all[at]))).toBe(true);
  });

  test('refuses what is no copy, and writes nothing', async () => {
    const broken = { ...copyOf(STORY), blocks: [{ kind: 'image', text: '', url: 'javascript:alert(1)' }] };
    // As it would come from a page, past the compiler.
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion
    await expect(writer.capture(PAGE, broken as never, PAGE[0])).rejects.toMatchObject({ code: 'invalid' });
    expect(await db.articles.count()).toBe(0);
  });
});

describe('a version that is damaged', () => {
  test('is told apart, and does not keep later ones from being saved', async () => {
    const { articleId } = await capture(STORY);
    await capture(STORY.slice(1));
    const [first, second] = (await versionsOf(db, articleId)).versions;
    if (!first || !second) throw new Error('two were captured');
    await db.versions.update(first.id, { bytes: new Uint8Array([1, 2, 3]) });
    await expect(savedCopy(db, first)).rejects.toMatchObject({ code: 'invalid' });
    await expect(savedCopy(db, second)).rejects.toMatchObject({ code: 'invalid' });
    expect((await capture(['A new text altogether.'])).seen).toBe('new');
    const newest = (await versionsOf(db, articleId)).versions.at(-1);
    expect(newest && (await savedCopy(db, newest)).blocks).toEqual(copyOf(['A new text altogether.']).blocks);
  });

  test('that is gone is told apart from one that never was', async () => {
    const { articleId } = await capture(STORY);
    await capture(STORY.slice(1));
    const [first, second] = (await versionsOf(db, articleId)).versions;
    if (!first || !second) throw new Error('two were captured');
    await db.versions.delete(first.id);
    await expect(savedCopy(db, second)).rejects.toMatchObject({ code: 'invalid' });
    await expect(savedCopy(db, first)).rejects.toMatchObject({ code: 'unknown' });
  });
});

test('all versions are read one after the other, and those that are damaged are named', async () => {
  const stories = [STORY, STORY.toReversed(), STORY.slice(1), [...STORY, 'More.']];
  let id = '';
  for (const story of stories) {
    // oxlint-disable-next-line no-await-in-loop -- one after the other is the point
    ({ articleId: id } = await capture(story));
  }
  const textsOf = async () => {
    const found: (string[] | null)[] = [];
    const { copies, unreadable } = await copiesOf(db, id);
    expect(unreadable).toBe(0);
    for await (const { copy } of copies) found.push(copy && copy.blocks.map(({ text }) => text));
    return found;
  };
  expect(await textsOf()).toEqual(stories);
  const { versions } = await versionsOf(db, id);
  await db.versions.update(versions[2]?.id ?? '', { bytes: new Uint8Array([1]) });
  expect(await textsOf()).toEqual([...stories.slice(0, 2), null, null]);
});

test('versions of a slowly changing article cost their differences, and each can be read', async () => {
  const story = Array.from({ length: 40 }, (_, n) => sentenceOf(n));
  const { articleId } = await capture(story);
  for (let n = 1; n < 60; n++) {
    story[n % 40] = `Reworded: ${sentenceOf(100 + n)}`;
    // oxlint-disable-next-line no-await-in-loop -- one after the other is the point
    await capture(story);
  }
  const rows = await db.versions.toArray();
  const whole = rows.filter(({ base }) => base === null);
  expect(whole.length).toBe(3);
  const differences = rows.filter(({ base }) => base !== null);
  const largest = Math.max(...differences.map(({ bytes }) => bytes.length));
  expect(largest).toBeLessThan(Math.min(...whole.map(({ bytes }) => bytes.length)) / 4);
  const all = await texts(articleId);
  expect(all).toHaveLength(60);
  expect(all.at(-1)).toEqual(story);
});

test('prints what 20 versions of a slowly changing article cost', async () => {
  // A hundred paragraphs, of which each version changes two and adds one.
  const story = Array.from({ length: 100 }, (_, n) => sentenceOf(n));
  for (let n = 0; n < 20; n++) {
    if (n > 0) story.splice((n * 17) % 90, 2, sentenceOf(200 + n), sentenceOf(300 + n), sentenceOf(400 + n));
    // oxlint-disable-next-line no-await-in-loop -- one after the other is the point
    await capture(story);
  }
  const rows = await db.versions.toArray();
  const cost = rows.toSorted((a, b) => a.capturedAt - b.capturedAt).map(({ bytes }) => bytes.length);
  const [first = 0, ...later] = cost;
  const sum = later.reduce((a, b) => a + b, 0);
  const letters = story.join('').length;
  console.log(
    `20 versions of ${letters} letters: the first ${first} bytes, the other 19 ${sum} together, ` +
      `${Math.round(sum / 19)} each; as 20 copies ${20 * first}`,
  );
  expect(sum).toBeLessThan(first);
});

/** Forty words that no other sentence has in this order. */
function sentenceOf(seed: number): string {
  let state = seed + 1;
  const word = (): string => {
    state = (state * 48_271) % 2_147_483_647;
    return state.toString(36);
  };
  return `${Array.from({ length: 40 }, word).join(' ')}.`;
}
