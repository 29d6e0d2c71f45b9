import { beforeEach, describe, expect, test } from 'vitest';
import { OPTIONS } from '../../tests/fixtures/format-samples';
import { inMemory } from '../../tests/fixtures/memory-database';
import { counting, creationOf } from '../../tests/fixtures/store-samples';
import { FORMATS } from '../../lib/formats/registry';
import { ALL_FIELDS } from '../../lib/formats/selection';
import { EVERYTHING } from '../../lib/store/collection';
import { openDatabase, type Database } from '../../lib/store/database';
import { toAnnotationRow } from '../../lib/store/rows';
import { createWriter, type Writer } from '../../lib/store/writer';
import {
  NothingSelectedError,
  renderFirst,
  surveyExport,
  writeExport,
  type Exported,
  type ExportRequest,
  type ExportSurvey,
  type Sink,
} from './export-run';
import type { RunOptions } from './import-run';

const SITE = 'https://tidewater.example';

let db: Database;
let writer: Writer;

beforeEach(() => {
  db = openDatabase(inMemory());
  writer = createWriter(db, counting());
});

/** Keeps what is written, and whether it was brought to its end. */
class MemorySink implements Sink {
  text = '';
  readonly calls: string[] = [];
  fails = false;

  async write(piece: string): Promise<void> {
    if (this.fails) throw new Error('no room');
    this.calls.push('write');
    this.text += piece;
  }

  async close(name: string): Promise<void> {
    this.calls.push(`close ${name}`);
  }

  async abort(): Promise<void> {
    this.calls.push('abort');
  }
}

function asked(parts: Partial<ExportRequest> = {}): ExportRequest {
  return {
    selection: EVERYTHING,
    order: { by: 'saved', reversed: false },
    format: FORMATS.text,
    fields: ALL_FIELDS,
    marks: 'place',
    localDates: false,
    ...parts,
  };
}

function running(progress: RunOptions['progress'] = () => undefined): RunOptions {
  return { signal: new AbortController().signal, progress };
}

function survey(parts: Partial<ExportRequest> = {}, options = running()): Promise<ExportSurvey> {
  return surveyExport(db, asked(parts), options);
}

function write(sink: Sink, parts: Partial<ExportRequest> = {}, options = running()): Promise<Exported> {
  return writeExport(db, asked(parts), sink, OPTIONS, options);
}

/** One mark in each of so many articles. */
async function articles(count: number): Promise<void> {
  for (let at = 1; at <= count; at++) {
    const details = { title: `Report ${at}` };
    await writer.create([`${SITE}/${at}`], creationOf(`The tide rose for day ${at}.`, {}, details));
  }
}

/** A record that no version of ours wrote. */
async function breakOne(): Promise<void> {
  const { annotation, article } = await writer.create([`${SITE}/broken`], creationOf('Unreadable.'));
  const row = { ...toAnnotationRow(annotation, article), kind: 'rumour' };
  await db.table('annotations').put(row);
}

describe('a count of what is selected', () => {
  test('counts all, keeps the first articles to show, and tells how far it is', async () => {
    await articles(5);
    const seen: number[] = [];
    const { overview, first, unreadable } = await survey(
      {},
      running((done) => seen.push(done)),
    );
    expect(overview).toMatchObject({ articles: 5, annotations: 5, highlights: 5 });
    expect(first.map(({ article }) => article.title)).toEqual(['Report 1', 'Report 2', 'Report 3']);
    expect(unreadable).toBe(0);
    expect(seen.at(-1)).toBe(5);
  });

  test('counts only what is left when something stays behind', async () => {
    await writer.create([`${SITE}/1`], creationOf('', { kind: 'note', target: null, note: 'On it all.' }));
    await writer.create([`${SITE}/2`], creationOf('The tide rose.'));
    const { overview } = await survey({ fields: { ...ALL_FIELDS, notes: false } });
    expect(overview).toMatchObject({ articles: 1, annotations: 1 });
  });

  test('tells of records that cannot be read', async () => {
    await articles(1);
    await breakOne();
    expect(await survey()).toMatchObject({ overview: { annotations: 1 }, unreadable: 1 });
  });

  test('ends where it is stopped', async () => {
    await articles(1);
    const controller = new AbortController();
    controller.abort();
    const looking = survey({}, { signal: controller.signal, progress: () => undefined });
    await expect(looking).rejects.toMatchObject({ name: 'AbortError' });
  });
});

describe('an export', () => {
  test('writes the file, says how it is called, and begins as the preview did', async () => {
    await articles(4);
    const sink = new MemorySink();
    const seen: number[] = [];
    const exported = await write(
      sink,
      {},
      running((done) => seen.push(done)),
    );
    expect(exported.annotations).toBe(4);
    expect(exported.name).toMatch(/\.txt$/u);
    expect(sink.calls).toEqual(['write', `close ${exported.name}`]);
    expect(seen.at(-1)).toBe(4);
    const preview = renderFirst(asked(), await survey(), OPTIONS);
    expect(preview).toContain('The tide rose for day 3.');
    expect(sink.text.startsWith(preview.trimEnd().slice(0, 200))).toBe(true);
    expect(sink.text).toContain('The tide rose for day 4.');
  });

  test('is called by the article where there is one alone', async () => {
    await articles(1);
    expect((await write(new MemorySink())).name).toContain('Report 1');
    await articles(2);
    expect((await write(new MemorySink())).name).not.toContain('Report 1');
  });

  test('hands a large file on in pieces that are whole together', async () => {
    const note = 'The water came over the quay. '.repeat(100);
    for (let at = 0; at < 200; at++)
      await writer.create([`${SITE}/${at}`], creationOf(`Day ${at}.`, { note }));
    const sink = new MemorySink();
    await write(sink, { format: FORMATS.pullquote });
    expect(sink.calls.filter((call) => call === 'write').length).toBeGreaterThan(1);
    expect(JSON.parse(sink.text)).toMatchObject({ articles: { length: 200 } });
  });

  test('in which something stays behind is made without it', async () => {
    await writer.create(
      [`${SITE}/1`],
      creationOf('The tide rose.', { note: 'Who measured?', tags: ['tide'] }),
    );
    const sink = new MemorySink();
    await write(sink, { format: FORMATS.pullquote, fields: { ...ALL_FIELDS, notes: false } });
    expect(JSON.parse(sink.text)).toMatchObject({
      articles: [{ annotations: [{ note: '', tags: ['tide'] }] }],
    });
  });
});

describe('no file is left behind', () => {
  test('where the user stops it', async () => {
    await articles(3);
    const controller = new AbortController();
    const sink = new MemorySink();
    const exporting = write(sink, {}, { signal: controller.signal, progress: () => controller.abort() });
    await expect(exporting).rejects.toMatchObject({ name: 'AbortError' });
    expect(sink.calls.at(-1)).toBe('abort');
    expect(sink.calls.some((call) => call.startsWith('close'))).toBe(false);
  });

  test('where it cannot be written', async () => {
    await articles(1);
    const sink = new MemorySink();
    sink.fails = true;
    await expect(write(sink)).rejects.toThrow('no room');
    expect(sink.calls).toEqual(['abort']);
  });

  test('where nothing is selected, and it is told what could not be read', async () => {
    await breakOne();
    const sink = new MemorySink();
    const error = await write(sink).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(NothingSelectedError);
    expect(error).toMatchObject({ unreadable: 1 });
    expect(sink.calls).toEqual(['abort']);
  });
});
