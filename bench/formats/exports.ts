/** Exports as the page for import and export makes them, and the way of most note tools. */
import { writeExport, type ExportRequest } from '../../entrypoints/transfer/export-run';
import { downloadSink } from '../../entrypoints/transfer/file-sink';
import type { Format, RenderOptions } from '../../lib/formats/format';
import { FORMATS } from '../../lib/formats/registry';
import { ALL_FIELDS } from '../../lib/formats/selection';
import { GALLERY } from '../../lib/formats/template/gallery';
import { templateFormat } from '../../lib/formats/template/template';
import { EVERYTHING } from '../../lib/store/collection';
import type { Database } from '../../lib/store/database';
import { fileNamed, fileNames, writeFile } from './files';
import { heapInUse, measure } from './measure';
import type { FileWritten, Stopped } from './types';

const OPTIONS: RenderOptions = {
  now: Date.UTC(2026, 0, 1),
  locale: 'en',
  labels: {
    quote: 'Quote',
    claim: 'Claim',
    highlight: 'Highlight',
    note: 'Note',
    unchecked: 'not checked',
    checking: 'being checked',
    checked: 'checked',
    inArticle: 'In the article',
    untitled: 'Untitled',
    collection: 'Quotes and claims',
  },
};
/** The name of the file that holds what `exportAtOnce` wrote. */
const AT_ONCE = 'at-once.json';

/** All that marks can leave in, and one template. */
export function allFormats(): ReadonlyMap<string, Format> {
  const templates = GALLERY.slice(0, 1).map((each) => [`template ${each.id}`, templateFormat(each)] as const);
  return new Map([...Object.entries<Format>(FORMATS), ...templates]);
}

function requestFor(name: string): ExportRequest {
  const format = allFormats().get(name);
  if (!format) throw new Error(`There is no format ${name}`);
  return {
    selection: EVERYTHING,
    order: { by: 'saved', reversed: false },
    format,
    fields: ALL_FIELDS,
    marks: 'place',
    localDates: true,
  };
}

/** Everything into one file, which is downloaded. */
export async function exportAll(db: Database, name: string): Promise<FileWritten> {
  const before = await fileNames();
  const request = requestFor(name);
  const { signal } = new AbortController();
  const { cost } = await measure(async (progress) =>
    writeExport(db, request, await downloadSink(request.format.mime), OPTIONS, { signal, progress }),
  );
  const file = (await fileNames()).find((each) => !before.includes(each)) ?? '';
  return { ...cost, file, bytes: (await fileNamed(file)).size };
}

export async function stopExport(db: Database, name: string, annotations: number): Promise<Stopped> {
  const before = await fileNames();
  const base = heapInUse();
  const request = requestFor(name);
  const controller = new AbortController();
  const { signal } = controller;
  let [held, stoppedAt] = [0, 0];
  const progress = (done: number): void => {
    if (signal.aborted || done < annotations / 2) return;
    held = heapInUse() - base;
    stoppedAt = performance.now();
    controller.abort();
  };
  const sink = await downloadSink(request.format.mime);
  const ended = await writeExport(db, request, sink, OPTIONS, { signal, progress }).then(
    () => 'written',
    () => 'stopped',
  );
  const ms = performance.now() - stoppedAt;
  const isClean = ended === 'stopped' && (await fileNames()).join() === before.join();
  return { ms, held, isClean };
}

/** All rows in memory, all of it as one string, all of it in one blob. */
export async function exportAtOnce(db: Database): Promise<FileWritten> {
  const { cost, value } = await measure(async () => {
    const [articles, annotations] = await Promise.all([db.articles.toArray(), db.annotations.toArray()]);
    const blob = new Blob([JSON.stringify({ articles, annotations })], { type: 'application/json' });
    const link = document.createElement('a');
    link.href = URL.createObjectURL(blob);
    link.download = AT_ONCE;
    link.click();
    return blob;
  });
  await writeFile(AT_ONCE, value);
  return { ...cost, file: AT_ONCE, bytes: value.size };
}
