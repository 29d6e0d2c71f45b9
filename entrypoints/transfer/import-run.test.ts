import { beforeEach, describe, expect, test } from 'vitest';
import { articleOf, annotationOf, NOON } from '../../tests/fixtures/format-samples';
import { fileOf } from '../../tests/fixtures/import-files';
import { inMemory } from '../../tests/fixtures/memory-database';
import { counting, creationOf } from '../../tests/fixtures/store-samples';
import type { Annotation } from '../../lib/annotation/model';
import { recognise } from '../../lib/formats/read/recognise';
import type { Reader, SourceFile } from '../../lib/formats/read/reader';
import { openDatabase, type Database } from '../../lib/store/database';
import type { ImportPolicy } from '../../lib/store/imports/decide';
import { previewBatch, previewCopies } from '../../lib/store/imports/queries';
import type { ImportWriter } from '../../lib/store/imports/writer';
import { createWriter, type Writer } from '../../lib/store/writer';
import { surveyFile, takeIn, type Preview, type RunOptions, type Survey, type TakenIn } from './import-run';

const KEEP: ImportPolicy = { different: 'keep', deleted: 'keep' };
const TAKE: ImportPolicy = { different: 'take', deleted: 'bring-back' };
const URL_A = 'https://tidewater.example/2026/sea-wall';
const URL_B = 'https://tidewater.example/2026/ferry';

let db: Database;
let writer: Writer;

beforeEach(() => {
  db = openDatabase(inMemory());
  writer = createWriter(db, counting());
});

function running(progress: RunOptions['progress'] = () => undefined): RunOptions {
  return { signal: new AbortController().signal, progress };
}

async function readerOf(file: SourceFile): Promise<Reader> {
  const recognised = await recognise(file);
  if (recognised.type !== 'known') throw new Error('nobody knows this file');
  return recognised.reader;
}

const look: Preview = {
  marks: (batch, seen) => previewBatch(db, batch, seen, NOON),
  copies: (copies) => previewCopies(db, copies, NOON),
};

async function survey(file: SourceFile, options = running()): Promise<Survey> {
  return surveyFile(file, await readerOf(file), look, options);
}

async function take(
  file: SourceFile,
  policy: ImportPolicy,
  options = running(),
  imports: ImportWriter = writer.imports,
): Promise<TakenIn> {
  return takeIn(file, await readerOf(file), imports, policy, options);
}

/** All that is in the database. */
async function dump(): Promise<Record<string, unknown[]>> {
  const tables = await Promise.all(
    db.tables.map(async (table) => [table.name, await table.toArray()] as const),
  );
  return Object.fromEntries(tables);
}

/** A file of ours; what is in it need not keep to the model. */
function fileWith(...articles: readonly object[]): SourceFile {
  return fileOf(JSON.stringify({ format: 'pullquote', version: 1, exportedAt: '', articles }), 'marks.json');
}

function articleAt(url: string, annotations: readonly unknown[]): object {
  return { ...articleOf({ id: url, url, aliases: [url] }), annotations };
}

function marks(count: number, from = 0): Annotation[] {
  return Array.from({ length: count }, (_, at) =>
    annotationOf(`Sentence number ${from + at} of the report.`, { id: `mark-${from + at}` }),
  );
}

function many(): SourceFile {
  return fileWith(articleAt(URL_A, marks(900)), articleAt(URL_B, marks(900, 900)));
}

/** A collection, and a file that has one mark of each fate for it, and what cannot be taken. */
async function everyFate(): Promise<SourceFile> {
  const known = await writer.create([URL_A], creationOf('The wall stands.'));
  const different = await writer.create([URL_A], creationOf('It will not hold.', { note: 'Ask again.' }));
  const deleted = await writer.create([URL_A], creationOf('Nobody was asked.'));
  await writer.execute(deleted.undo);
  return fileWith(
    articleAt(URL_A, [
      known.annotation,
      { ...different.annotation, note: 'Asked: he stands by it.' },
      deleted.annotation,
      annotationOf('The ferry is late.', { id: 'mark-new' }),
      { ...annotationOf('Too much.'), kind: 'rumour' },
    ]),
    articleAt(URL_B, []),
  );
}

describe('a look through a file', () => {
  test('says what would become of each mark, and changes nothing', async () => {
    const file = await everyFate();
    const before = await dump();
    const { counts, unmarked, unreadable, samples } = await survey(file);
    expect(counts).toEqual({ new: 1, known: 1, different: 1, deleted: 1 });
    expect(unmarked).toBe(1);
    expect(unreadable.count).toBe(1);
    expect(unreadable.shown[0]?.place).toBe('articles[0].annotations[4]');
    expect(samples.map(({ fate, passage }) => [fate, passage])).toEqual([
      ['known', 'The wall stands.'],
      ['different', 'It will not hold.'],
      ['deleted', 'Nobody was asked.'],
      ['new', 'The ferry is late.'],
    ]);
    expect(await dump()).toEqual(before);
  });

  test('keeps some of each fate to show, and counts them all', async () => {
    const bad = Array.from({ length: 70 }, () => ({ kind: 'rumour' }));
    const { counts, samples, unreadable } = await survey(fileWith(articleAt(URL_A, [...marks(80), ...bad])));
    expect([counts.new, samples.length]).toEqual([80, 30]);
    expect([unreadable.count, unreadable.shown.length]).toEqual([70, 30]);
  });

  test('counts a mark whose address is none of the web as one that cannot be read', async () => {
    const table =
      'Highlight,Book Title,Note,URL\r\nHe said no.,A book,,https://\r\nShe said yes.,A book,,\r\n';
    const { counts, unreadable } = await survey(fileOf(table, 'marks.csv'));
    expect(counts.new).toBe(1);
    expect(unreadable.shown).toEqual([{ place: 'row 2', detail: 'url: not a web address' }]);
  });

  test('ends where it is stopped', async () => {
    const controller = new AbortController();
    const seen: number[] = [];
    const progress = (done: number): void => {
      seen.push(done);
      controller.abort();
    };
    const file = fileWith(articleAt(URL_A, marks(2_000)));
    const looking = survey(file, { signal: controller.signal, progress });
    await expect(looking).rejects.toMatchObject({ name: 'AbortError' });
    expect(seen).toEqual([400]);
  });

  test('ends so also where it is stopped with the last mark', async () => {
    const controller = new AbortController();
    const file = fileWith(articleAt(URL_A, marks(3)));
    const looking = survey(file, { signal: controller.signal, progress: () => controller.abort() });
    await expect(looking).rejects.toMatchObject({ name: 'AbortError' });
  });
});

describe('a file that is taken in', () => {
  test('brings what the look through it said, and no more', async () => {
    const file = await everyFate();
    const { counts } = await survey(file);
    const { written } = await take(file, KEEP);
    expect(written).toBe(counts.new);
    expect(await db.annotations.where('id').equals('mark-new').count()).toBe(1);
    expect((await survey(file)).counts).toEqual({ new: 0, known: 2, different: 1, deleted: 1 });
  });

  test('also changes what differs and brings back what was deleted, where the user says so', async () => {
    const file = await everyFate();
    const { counts } = await survey(file);
    const { written } = await take(file, TAKE);
    expect(written).toBe(counts.new + counts.different + counts.deleted);
    expect((await survey(file)).counts).toEqual({ new: 0, known: 4, different: 0, deleted: 0 });
  });

  test('is undone as a whole', async () => {
    const file = await everyFate();
    const before = await dump();
    const { importId } = await take(file, TAKE);
    expect(await dump()).not.toEqual(before);
    await writer.imports.undo(importId);
    expect(await dump()).toEqual(before);
  });

  test('goes in several steps where an article has very many marks, and stays one article', async () => {
    const seen: number[] = [];
    const { written, importId } = await take(
      fileWith(articleAt(URL_A, marks(2_000))),
      KEEP,
      running((done) => seen.push(done)),
    );
    expect(written).toBe(2_000);
    expect(seen).toEqual([400, 800, 1_200, 1_600, 2_000]);
    expect(await db.annotations.count()).toBe(2_000);
    expect(await db.articles.count()).toBe(1);
    await writer.imports.undo(importId);
    expect(await db.annotations.count()).toBe(0);
    expect(await db.articles.count()).toBe(0);
  });

  test('names what comes without a name alike each time, so that it comes once', async () => {
    const table = 'Highlight,Book Title,Note,URL\r\nHe said no.,A book,,\r\nHe said no.,A book,Why?,\r\n';
    expect((await take(fileOf(table, 'marks.csv'), TAKE)).written).toBe(2);
    expect((await take(fileOf(table, 'again.csv'), TAKE)).written).toBe(0);
  });
});

describe('what cannot come in as a whole leaves everything as it was:', () => {
  let before: Awaited<ReturnType<typeof dump>>;

  beforeEach(async () => {
    await writer.create([URL_A], creationOf('Sentence number 3 of the report.', { note: 'Mine.' }));
    before = await dump();
  });

  test('what the user stops in the middle', async () => {
    const controller = new AbortController();
    let written = 0;
    const progress = (done: number): void => {
      written = done;
      if (done > 800) controller.abort();
    };
    const taking = take(many(), TAKE, { signal: controller.signal, progress });
    await expect(taking).rejects.toMatchObject({ name: 'AbortError' });
    expect(written).toBeLessThan(1_800);
    expect(await dump()).toEqual(before);
  });

  test('what the user stops behind the last mark', async () => {
    const controller = new AbortController();
    const progress = (done: number): void => {
      if (done === 1_800) controller.abort();
    };
    const taking = take(many(), TAKE, { signal: controller.signal, progress });
    await expect(taking).rejects.toMatchObject({ name: 'AbortError' });
    expect(await dump()).toEqual(before);
  });

  test('a file that breaks off', async () => {
    const whole = await many().text();
    const half = fileOf(whole.slice(0, whole.length - 5_000), 'half.json');
    let written = 0;
    const taking = take(
      half,
      TAKE,
      running((done) => (written = done)),
    );
    await expect(taking).rejects.toMatchObject({ name: 'ReadError', code: 'damaged' });
    expect(written).toBeGreaterThan(0);
    expect(await dump()).toEqual(before);
  });

  test('a file that says only at its end that a later version wrote it', async () => {
    const articles = [articleAt(URL_A, marks(900))];
    const file = fileOf(JSON.stringify({ format: 'pullquote', articles, version: 2 }), 'new.json');
    await expect(take(file, TAKE)).rejects.toMatchObject({ name: 'ReadError', code: 'newer' });
    expect(await dump()).toEqual(before);
  });

  test('a file for which the disk has no room', async () => {
    let steps = 0;
    const full: ImportWriter = {
      ...writer.imports,
      take: (...args) => {
        steps++;
        return steps === 3 ? Promise.reject(new Error('no room')) : writer.imports.take(...args);
      },
    };
    await expect(take(many(), TAKE, running(), full)).rejects.toThrow('no room');
    expect(steps).toBe(3);
    expect(await dump()).toEqual(before);
  });
});
