import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { userEvent } from 'vitest/browser';
import { packLabels } from '../../components/format-labels';
import { saveBackup, saveEvidence } from '../../entrypoints/transfer/archive-run';
import { surveyExport } from '../../entrypoints/transfer/export-run';
import { surveyFile, takeIn, type Preview } from '../../entrypoints/transfer/import-run';
import { ExportView } from '../../entrypoints/transfer/ExportView';
import { ImportView } from '../../entrypoints/transfer/ImportView';
import type { TransferServices } from '../../entrypoints/transfer/services';
import '../../entrypoints/transfer/transfer.css';
import { exportHtml } from '../../lib/article/copy/export-html';
import type { PackOptions } from '../../lib/formats/pack/options';
import { recognise } from '../../lib/formats/read/recognise';
import { archiveOf } from '../../lib/formats/read/sources/zip';
import { openDatabase, type Database } from '../../lib/store/database';
import { finishedImports, previewBatch, previewCopies } from '../../lib/store/imports/queries';
import { live } from '../../lib/store/live';
import { createWriter } from '../../lib/store/writer';
import { copyOf } from '../fixtures/copies';
import { OPTIONS } from '../fixtures/format-samples';
import { memorySink, type MemorySink } from '../fixtures/memory-sink';
import { counting, creationOf } from '../fixtures/store-samples';
import { XSS_VECTORS } from '../fixtures/xss-vectors';
import { control, find, mount, violations } from './support/mount';
import { translate } from './support/translate';

const PACK: PackOptions = {
  ...OPTIONS,
  program: 'Pullquote 1.2.3',
  packLabels: packLabels(translate),
  articleHtml: ({ blocks }, { annotations }) =>
    exportHtml(
      window,
      blocks,
      annotations.flatMap(({ target }) => target ?? []),
    ),
};
const SAID = { speaker: 'Ann Berg', speakerRole: 'mayor' };
const PAGE = 'https://a.example/vote';

let db: Database;
let other: Database;
let sink: MemorySink;

beforeEach(async () => {
  db = openDatabase({ name: `test-${crypto.randomUUID()}` });
  other = openDatabase({ name: `test-${crypto.randomUUID()}` });
  sink = memorySink();
  const writer = createWriter(db, counting());
  await writer.create([PAGE], creationOf('nine to four', { kind: 'quote', quote: SAID }));
  await writer.capture([PAGE], copyOf(['The council voted nine to four.']));
  const gone = await writer.create([PAGE], creationOf('Regretted.'));
  await writer.execute(gone.undo);
});

afterEach(async () => {
  await Promise.all([db.delete(), other.delete()]);
});

const PREVIEW: Preview = {
  marks: (batch, seen) => previewBatch(other, batch, seen, 1),
  copies: (copies) => previewCopies(other, copies, 1),
};

const unused = (): never => {
  throw new Error('not part of this');
};

/** Out of one collection, into another. */
function services(): TransferServices {
  const { imports } = createWriter(other, counting());
  return {
    t: translate,
    locale: 'en',
    recognise,
    survey: (file, reader, options) => surveyFile(file, reader, PREVIEW, options),
    takeIn: (file, reader, policy, options) => takeIn(file, reader, imports, policy, options),
    undoImport: (id) => imports.undo(id),
    watchImports: (next) => live(() => finishedImports(other)).subscribe(next, unused),
    tags: async () => [],
    surveyExport: (request, options) => surveyExport(db, request, options),
    preview: () => 'The beginning of a text.',
    save: unused,
    saveArchive: (name, request, options) =>
      name === 'backup'
        ? saveBackup(db, sink, PACK, options)
        : saveEvidence(db, request, sink, PACK, options),
    copy: unused,
    folder: null,
    openInObsidian: unused,
    templates: async () => [],
    saveTemplates: unused,
  };
}

const NOTHING = { articleIds: null, ids: null };

async function choose(root: HTMLElement, archive: string): Promise<void> {
  await userEvent.selectOptions(find(root, 'select:has([value^="archive:"])'), `archive:${archive}`);
}

async function saved(root: HTMLElement): Promise<File> {
  await expect.poll(() => root.textContent).toContain('Save a file');
  control(root, 'Save a file').click();
  await expect.poll(() => root.textContent, { timeout: 20_000 }).toContain('Saved as ');
  if (!sink.file) throw new Error('nothing was saved');
  return sink.file;
}

describe('an archive that is chosen', () => {
  it('tells what will be in it, and is saved, not copied', async () => {
    const { root } = mount(<ExportView services={services()} only={NOTHING} isShown />);
    await choose(root, 'evidence');
    await expect.poll(() => root.textContent).toContain('Marks: 1 · Articles: 1');
    expect(root.textContent).toContain('What will be in it');
    expect(root.textContent).not.toContain('The beginning of a text.');
    expect(root.textContent).not.toContain('Dates as in my language');
    expect([...root.querySelectorAll('button')].map(({ textContent }) => textContent)).not.toContain('Copy');
    expect(await violations(root)).toEqual([]);
    expect((await archiveOf(await saved(root))).names).toContain('0001-a.example-Harbour-vote/versions.json');
  });

  it('is complete, whatever was left out of another format before', async () => {
    const { root } = mount(<ExportView services={services()} only={NOTHING} isShown />);
    control(root, 'Who said it').click();
    await choose(root, 'evidence');
    const archive = await archiveOf(await saved(root));
    const marks = await (await archive.open('0001-a.example-Harbour-vote/marks.html')).text();
    expect(marks).toContain('Ann Berg, mayor');
    const page = archive.names.find((name) => /versions\/1-.*html$/u.test(name)) ?? '';
    expect(await (await archive.open(page)).text()).toContain('voted <mark>nine to four</mark>.');
  });

  it('is of everything where it is a backup, also when nothing fits what is selected', async () => {
    const { root } = mount(
      <ExportView services={services()} only={{ ...NOTHING, articleIds: ['no'] }} isShown />,
    );
    await expect.poll(() => root.textContent).toContain('No mark fits');
    await choose(root, 'backup');
    expect(root.textContent).not.toContain('No mark fits');
    expect(root.textContent).toContain('whatever is selected');
    expect(await violations(root)).toEqual([]);
    const file = await saved(root);
    expect(file.name).toMatch(/^Pullquote backup \d{4}-\d{2}-\d{2}\.zip$/u);
    root.remove();
    await bringBack(file);
  });
});

async function bringBack(file: File): Promise<void> {
  const { root } = mount(<ImportView services={services()} />);
  await userEvent.upload(find(root, 'input[type="file"]'), file);
  await expect.poll(() => root.textContent).toContain('Saved versions, new1');
  control(root, 'Bring in: 3').click();
  await expect.poll(() => root.textContent).toContain('Brought in: 3.');
  await expect.poll(() => root.textContent).toContain('Saved versions: 1');
  expect(await other.annotations.count()).toBe(2);
  expect(await other.versions.count()).toBe(1);
  control(root, 'Undo: Pullquote backup 2026-02-11.zip').click();
  await expect.poll(() => other.articles.count()).toBe(0);
  expect(await other.versions.count()).toBe(0);
}

it('a page of a pack runs and fetches nothing, whatever its article held', async () => {
  const writer = createWriter(db, counting(1_800_000_000_000));
  const blocks = XSS_VECTORS.filter((html) => html.length < 100_000).map((html) => ({
    kind: 'paragraph' as const,
    text: new DOMParser().parseFromString(html, 'text/html').body.textContent,
    html,
  }));
  await writer.capture([PAGE], { ...copyOf([], '"><script>parent.hacked=1</script>'), blocks });
  const { root } = mount(<ExportView services={services()} only={NOTHING} isShown />);
  await choose(root, 'evidence');
  const archive = await archiveOf(await saved(root));
  for (const name of archive.names.filter((each) => each.endsWith('.html'))) {
    const html = await (await archive.open(name)).text();
    const page = new DOMParser().parseFromString(html, 'text/html');
    expect(
      page.querySelectorAll('script, iframe, object, embed, link, base, img, svg, form, input'),
    ).toHaveLength(0);
    expect(page.querySelectorAll('[src], [srcset], [style], [onerror], [onload], [data-src]')).toHaveLength(
      0,
    );
    expect(page.head.querySelector('meta[http-equiv]')?.getAttribute('content')).toContain(
      "default-src 'none'",
    );
  }
  expect(Reflect.get(window, 'hacked')).toBeUndefined();
});
