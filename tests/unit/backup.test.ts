import { globSync } from 'node:fs';
import * as fc from 'fast-check';
import { beforeEach, describe, expect, test } from 'vitest';
import { saveBackup } from '../../entrypoints/transfer/archive-run';
import { surveyFile, takeIn, type Survey } from '../../entrypoints/transfer/import-run';
import { normaliseTags } from '../../lib/annotation/commands';
import type { Article } from '../../lib/annotation/model';
import { articleIdentity } from '../../lib/article/address/identity';
import { sumOf, SUMS } from '../../lib/formats/pack/files';
import { ReadError, type SourceFile } from '../../lib/formats/read/reader';
import { recognise } from '../../lib/formats/read/recognise';
import { archiveOf } from '../../lib/formats/read/sources/zip';
import { allCopies, allEntries } from '../../lib/store/backup';
import { openDatabase, type Database } from '../../lib/store/database';
import { previewBatch, previewCopies } from '../../lib/store/imports/queries';
import { toAnnotationRow, toArticleRow } from '../../lib/store/rows';
import { createWriter, type Writer } from '../../lib/store/writer';
import { anyAnnotation, anyArticle } from '../fixtures/arbitrary-marks';
import { MISSING_TOOLS, unpacked, zipOf } from '../fixtures/archives';
import { copyOf } from '../fixtures/copies';
import { OPTIONS } from '../fixtures/format-samples';
import { fileOf, readAll } from '../fixtures/import-files';
import { inMemory } from '../fixtures/memory-database';
import { memorySink } from '../fixtures/memory-sink';
import { counting, creationOf } from '../fixtures/store-samples';

const OPTIONS_OF_BACKUP = { ...OPTIONS, program: 'Pullquote 1.2.3' };
const KEEP = { different: 'keep', deleted: 'keep' } as const;
const run = (signal = new AbortController().signal) => ({ signal, progress: () => undefined });

interface World {
  readonly db: Database;
  readonly writer: Writer;
}

function world(): World {
  const db = openDatabase(inMemory());
  return { db, writer: createWriter(db, counting()) };
}

async function backupOf({ db }: World): Promise<SourceFile> {
  const sink = memorySink();
  await saveBackup(db, sink, OPTIONS_OF_BACKUP, run());
  if (!sink.file) throw new Error('nothing was written');
  return sink.file;
}

async function reader(file: SourceFile) {
  const recognised = await recognise(file);
  if (recognised.type !== 'known') throw new Error('a table');
  return recognised.reader;
}

async function surveyOf({ db }: World, file: SourceFile): Promise<Survey> {
  const preview = {
    marks: (batch: Parameters<typeof previewBatch>[1], seen: Set<string>) => previewBatch(db, batch, seen, 1),
    copies: (copies: Parameters<typeof previewCopies>[1]) => previewCopies(db, copies, 1),
  };
  return surveyFile(file, await reader(file), preview, run());
}

async function bringIn({ writer }: World, file: SourceFile): Promise<string> {
  const { importId } = await takeIn(file, await reader(file), writer.imports, KEEP, run());
  return importId;
}

/** All that is stored, without the names of versions, which nothing refers to. */
async function contentOf({ db }: World): Promise<unknown> {
  const entries = [];
  for await (const chunk of allEntries(db)) entries.push(...chunk.entries);
  const copies = [];
  for await (const { article, copies: stored } of allCopies(db)) {
    for await (const { version, copy } of stored)
      copies.push([article.id, version.capturedAt, version.sha256, copy]);
  }
  return { entries, copies };
}

async function filesIn(zip: Blob): Promise<Map<string, string>> {
  const archive = await archiveOf(zip);
  const files = new Map<string, string>();
  for (const name of archive.names) files.set(name, await (await archive.open(name)).text());
  return files;
}

/** The archive again, with some files changed; null takes one out. */
async function packedAgain(
  zip: Blob,
  change: (path: string, text: string) => readonly [path: string, text: string] | null,
): Promise<SourceFile> {
  const files = await filesIn(zip);
  const changed = async function* changed() {
    for (const [path, text] of files) {
      const file = change(path, text);
      if (file) yield { path: file[0], content: file[1] };
    }
  };
  return fileOf(await zipOf(changed()), 'backup.zip');
}

async function refusal(file: SourceFile): Promise<readonly [string, string]> {
  const error: unknown = await readAll(file).catch((thrown: unknown) => thrown);
  if (error instanceof ReadError) return [error.code, error.detail];
  throw new Error('it was read');
}

const PAGE = 'https://a.example/vote';
const UNMARKED = 'https://b.example/only-read';

async function fill({ writer }: World): Promise<void> {
  const { article } = await writer.create(
    [PAGE],
    creationOf('nine to four', { kind: 'quote', tags: ['wall'] }),
  );
  const gone = await writer.create([PAGE], creationOf('Regretted.'));
  await writer.execute(gone.undo);
  // Back to what it said: the third version has the text of the first.
  for (const texts of [['Nine to four.'], ['Ten to four, they say.'], ['Nine to four.']])
    await writer.capture([PAGE], copyOf([...texts, 'Fishermen fear that the harbour will silt up.']));
  await writer.capture([UNMARKED], copyOf(['Read, and not marked.'], 'Only read'), UNMARKED);
  expect(article.id).toMatch(/^id-/u);
}

let mine: World;

beforeEach(async () => {
  mine = world();
  await fill(mine);
});

describe('a backup', () => {
  test('brings everything back: the trash, versions, articles without a mark', async () => {
    const file = await backupOf(mine);
    expect(file.name).toBe('Pullquote backup 2026-02-11.zip');
    const other = world();
    expect(await surveyOf(other, file)).toMatchObject({
      counts: { new: 2, known: 0, different: 0, deleted: 0 },
      copies: { new: 4, known: 0 },
      unmarked: 0,
      unreadable: { count: 0 },
    });
    await bringIn(other, file);
    expect(await contentOf(other)).toEqual(await contentOf(mine));
    expect(await filesIn(await backupOf(other))).toEqual(await filesIn(file));
  });

  test('changes nothing where everything is there already', async () => {
    const file = await backupOf(mine);
    const before = await contentOf(mine);
    expect(await surveyOf(mine, file)).toMatchObject({
      counts: { new: 0, known: 2 },
      copies: { new: 0, known: 4 },
    });
    await bringIn(mine, file);
    expect(await contentOf(mine)).toEqual(before);
  });

  test('that was brought in is taken back without a trace', async () => {
    const file = await backupOf(mine);
    const other = world();
    await other.writer.create([PAGE], creationOf('Theirs.'));
    await other.writer.capture([PAGE], copyOf(['What they saw.']));
    const before = await contentOf(other);
    const id = await bringIn(other, file);
    expect(await contentOf(other)).not.toEqual(before);
    expect(await other.writer.imports.undo(id)).toEqual({ kept: 0, stopped: false });
    expect(await contentOf(other)).toEqual(before);
  });

  test('leaves, when it is taken back, the version that a later one is told by', async () => {
    const other = world();
    const id = await bringIn(other, await backupOf(mine));
    // Much later than what came in, and told by its last version.
    const later = createWriter(other.db, counting(1_900_000_000_000));
    const seen = ['Nine to four.', 'Fishermen fear that the harbour will silt up.', 'More.'];
    await later.capture([PAGE], copyOf(seen));
    expect((await other.db.versions.toArray()).filter(({ base }) => base !== null)).toHaveLength(1);
    expect(await later.imports.undo(id)).toEqual({ kept: 1, stopped: false });
    const copies = [];
    for await (const { copies: stored } of allCopies(other.db))
      for await (const { copy } of stored) copies.push(copy?.blocks.map(({ text }) => text));
    expect(copies).toEqual([seen.slice(0, 2), seen]);
    expect(await other.db.articles.count()).toBe(1);
  });

  test('comes in as a whole or not at all', async () => {
    const other = world();
    const broken = await packedAgain(await backupOf(mine), (path, text) =>
      path.startsWith('copies/') ? [path, text.replace('Read, and', 'Rode, and')] : [path, text],
    );
    await expect(bringIn(other, broken)).rejects.toThrow(ReadError);
    expect(await contentOf(other)).toEqual({ entries: [], copies: [] });
  });

  test('tells of what could not be read', async () => {
    const [version] = await mine.db.versions.toArray();
    await mine.db.versions.update(version?.id ?? '', { bytes: new Uint8Array([1]) });
    const { id } = (await mine.db.annotations.toArray())[0] ?? {};
    await mine.db.annotations.update(id ?? '', { note: 'x'.repeat(60_000) });
    const sink = memorySink();
    const { lost } = await saveBackup(mine.db, sink, OPTIONS_OF_BACKUP, run());
    // Two more are told by the version that is damaged.
    expect(lost).toBe(4);
    const files = await filesIn(sink.file ?? new Blob());
    expect(files.get('README.txt')).toContain('MISSING: 4');
  });

  test('is stopped, and leaves nothing behind', async () => {
    const stop = new AbortController();
    const sink = memorySink();
    const progress = () => stop.abort(new Error('stopped'));
    await expect(
      saveBackup(mine.db, sink, OPTIONS_OF_BACKUP, { signal: stop.signal, progress }),
    ).rejects.toThrow('stopped');
    expect([sink.isAborted, sink.file]).toEqual([true, null]);
  });

  test('says what is wrong with the collection as the collection says it', async () => {
    mine.db.close();
    await expect(saveBackup(mine.db, memorySink(), OPTIONS_OF_BACKUP, run())).rejects.toMatchObject({
      name: 'StoreError',
      code: 'closed',
    });
  });
});

describe.skipIf(MISSING_TOOLS !== '')(`a backup on a disk ${MISSING_TOOLS}`, () => {
  test('is whole for unzip, and has its sums for sha256sum', async () => {
    using pack = await unpacked(await backupOf(mine));
    expect(pack.tested).toContain('No errors detected');
    expect(pack.check()).toMatchObject({ ok: true });
    expect(globSync('{*,copies/*}.*', { cwd: pack.folder })).toHaveLength(4);
  });
});

describe('a backup that was meddled with', () => {
  test.each([/^pullquote/u, /^copies/u, /^README/u])('names the file that is another: %s', async (which) => {
    let changed = '';
    const file = await packedAgain(await backupOf(mine), (path, text) => {
      if (!which.test(path) || changed !== '') return [path, text];
      changed = path;
      return [path, `${text} `];
    });
    expect(await refusal(file)).toEqual([
      'damaged',
      `${changed} is not as it was written: its SHA-256 is another`,
    ]);
  });

  test('names the file that is missing', async () => {
    const zip = await backupOf(mine);
    const missing = await packedAgain(zip, (path, text) =>
      path.startsWith('copies/') ? null : [path, text],
    );
    expect(await refusal(missing)).toEqual(['damaged', expect.stringMatching(/^copies\/.* is missing$/u)]);
    const sums = await packedAgain(zip, (path, text) => (path === SUMS ? null : [path, text]));
    expect(await refusal(sums)).toEqual(['damaged', `${SUMS} is missing`]);
  });

  test('has no file that its sums do not know', async () => {
    const file = await packedAgain(await backupOf(mine), (path, text) =>
      path === SUMS ? [path, text.replace(/^.*copies\/.*\n/mu, '')] : [path, text],
    );
    expect(await refusal(file)).toEqual(['damaged', expect.stringContaining(`is not in ${SUMS}`)]);
  });

  test('is cut off wherever it is cut off', async () => {
    const zip = await backupOf(mine);
    for (const share of [0.2, 0.5, 0.9, 0.99])
      expect((await refusal(fileOf(zip.slice(0, zip.size * share))))[0]).toBe('damaged');
  });
});

test('a backup of a later version says so, and one that was packed again in a folder is read', async () => {
  const zip = await backupOf(mine);
  const readme = (await filesIn(zip)).get('README.txt') ?? '';
  const newer = readme.replace('VERSION 1', 'VERSION 2');
  const [before, after] = [sumOf(readme), sumOf(newer)];
  const later = await packedAgain(zip, (path, text) => {
    if (path === 'README.txt') return [path, newer];
    return [path, path === SUMS ? text.replace(before, after) : text];
  });
  expect(await refusal(later)).toEqual(['newer', 'PULLQUOTE BACKUP, VERSION 2']);
  const inFolder = await packedAgain(zip, (path, text) => [`My backup/${path}`, text]);
  const other = world();
  await bringIn(other, inFolder);
  expect(await contentOf(other)).toEqual(await contentOf(mine));
});

test('a copy from the future does not come in, and is told', async () => {
  const late = createWriter(mine.db, counting(9_000_000_000_000));
  await late.capture([UNMARKED], copyOf(['Read, and not marked. Later.'], 'Only read'), UNMARKED);
  expect(await surveyOf(world(), await backupOf(mine))).toMatchObject({
    copies: { new: 4 },
    unreadable: { count: 1, shown: [{ detail: 'capturedAt: in the future' }] },
  });
});

test('many long versions of an article are several files, and come back', async () => {
  const long = Array.from({ length: 40 }, (_, at) => `${at} ${'x'.repeat(90_000)}`);
  for (let nth = 0; nth < 4; nth++)
    await mine.writer.capture([PAGE], copyOf([...long, `Edit ${nth}, with other words each time.`]));
  const file = await backupOf(mine);
  const names = [...(await filesIn(file)).keys()].filter((name) => name.startsWith('copies/'));
  expect(names).toHaveLength(3);
  const other = world();
  await bringIn(other, file);
  expect(await contentOf(other)).toEqual(await contentOf(mine));
});

const articles = fc.array(
  fc.record({
    article: anyArticle,
    annotations: fc.array(
      fc.record({ annotation: anyAnnotation, deletedAt: fc.constantFrom(null, 5, 1_700_000_000_000) }),
      { maxLength: 4 },
    ),
    copies: fc.array(fc.constantFrom('One.', 'Two.', 'Straße 東京 שלום 👩🏽‍🚀 \u0000\u2028'), { maxLength: 4 }),
    title: fc.constantFrom('A', 'B'),
  }),
  { maxLength: 4 },
);

test('whatever is stored is there again, and its backup is the same', async () => {
  await fc.assert(
    fc.asyncProperty(articles, async (stored) => {
      const full = world();
      let kept = 0;
      for (const [at, { article: each, annotations, copies, title }] of stored.entries()) {
        const url = `https://a.example/${at}`;
        const article: Article = {
          ...each,
          id: `article ../${at}`,
          url,
          aliases: [...(articleIdentity({ url, canonical: [] }) ?? []), `https://b.example/${at}`],
        };
        if (annotations.length + copies.length === 0) continue;
        await full.db.articles.put(toArticleRow(article));
        for (const { annotation, deletedAt } of annotations) {
          const tags = normaliseTags(annotation.tags);
          const own = { ...annotation, id: `${kept++}`, articleId: article.id, tags, deletedAt };
          await full.db.annotations.put(toAnnotationRow(own, article));
        }
        const { aliases } = article;
        for (const text of copies)
          await full.writer.capture([aliases[0] ?? url], copyOf([text, `${text} And a second one.`], title));
      }
      const file = await backupOf(full);
      const other = world();
      await bringIn(other, file);
      expect(await contentOf(other)).toEqual(await contentOf(full));
      expect(await filesIn(await backupOf(other))).toEqual(await filesIn(file));
    }),
    { numRuns: 60 },
  );
});
