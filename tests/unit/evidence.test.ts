import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import { saveEvidence } from '../../entrypoints/transfer/archive-run';
import type { ExportSelection } from '../../entrypoints/transfer/export-run';
import { ALL_FIELDS } from '../../lib/formats/selection';
import { EVERYTHING } from '../../lib/store/collection';
import { openDatabase, type Database } from '../../lib/store/database';
import { versionsOf } from '../../lib/store/queries';
import { createWriter, type Writer } from '../../lib/store/writer';
import { MISSING_TOOLS, unpacked } from '../fixtures/archives';
import { copyOf } from '../fixtures/copies';
import { OPTIONS } from '../fixtures/format-samples';
import { inMemory } from '../fixtures/memory-database';
import { memorySink } from '../fixtures/memory-sink';
import { counting, creationOf } from '../fixtures/store-samples';

const PACK = {
  ...OPTIONS,
  program: 'Pullquote 1.2.3',
  packLabels: { capturedAt: 'Seen', markedAt: 'Marked', changedAt: 'Changed', sum: 'Sum' },
  articleHtml: () => '',
};
const ALL: ExportSelection = {
  selection: EVERYTHING,
  order: { by: 'saved', reversed: false },
  fields: ALL_FIELDS,
  marks: 'place',
};
const PAGE = 'https://a.example/vote';

let db: Database;
let writer: Writer;
let articleId: string;

beforeEach(async () => {
  db = openDatabase(inMemory());
  writer = createWriter(db, counting());
  const { article } = await writer.create([PAGE], creationOf('nine to four', { kind: 'quote' }));
  articleId = article.id;
  await writer.capture([PAGE], copyOf(['The council voted nine to four.', 'Fishermen fear the silt.']));
  await writer.capture([PAGE], copyOf(['The council voted nine to four.', 'Nobody fears anything.']));
  await writer.create(['https://b.example/'], creationOf('Elsewhere.'));
});

const run = (signal = new AbortController().signal) => ({ signal, progress: () => undefined });

describe.skipIf(MISSING_TOOLS !== '')(`evidence from the collection ${MISSING_TOOLS}`, () => {
  test('has texts with the sums that are stored in the collection', async () => {
    const sink = memorySink();
    expect(await saveEvidence(db, ALL, sink, PACK, run())).toEqual({
      name: 'Pullquote evidence 2026-02-11.zip',
      lost: 0,
    });
    using pack = await unpacked(sink.file ?? new Blob());
    expect(pack.check()).toMatchObject({ ok: true });
    const { versions } = await versionsOf(db, articleId);
    const sums = readFileSync(join(pack.folder, 'SHA256SUMS'), 'utf8');
    for (const { sha256 } of versions) expect(sums).toMatch(new RegExp(`^${sha256}  0001-.*txt$`, 'mu'));
  });

  test('is of what is selected', async () => {
    const sink = memorySink();
    const selection = { ...EVERYTHING, kinds: ['quote'] as const };
    await saveEvidence(db, { ...ALL, selection }, sink, PACK, run());
    using pack = await unpacked(sink.file ?? new Blob());
    expect(globSync('*/', { cwd: pack.folder }).filter((name) => /^\d/u.test(name))).toEqual([
      '0001-a.example-Harbour-vote',
    ]);
  });
});

test('damaged versions are counted, and the rest is written', async () => {
  const { versions } = await versionsOf(db, articleId);
  await db.versions.update(versions[1]?.id ?? '', { bytes: new Uint8Array([1, 2]) });
  const sink = memorySink();
  expect(await saveEvidence(db, ALL, sink, PACK, run())).toMatchObject({ lost: 1 });
  expect(sink.file?.size).toBeGreaterThan(0);
});

test('what is stopped leaves nothing behind', async () => {
  const stop = new AbortController();
  const sink = memorySink();
  const progress = () => stop.abort(new Error('stopped'));
  await expect(saveEvidence(db, ALL, sink, PACK, { signal: stop.signal, progress })).rejects.toThrow(
    'stopped',
  );
  expect([sink.isAborted, sink.file]).toEqual([true, null]);
});
