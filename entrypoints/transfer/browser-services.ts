import { v7 as uuidv7 } from 'uuid';
import { browser } from 'wxt/browser';
import { formatLabels, packLabels } from '../../components/format-labels';
import type { FailureCode } from '../../lib/annotation/failure';
import { suggestionsFrom } from '../../lib/annotation/suggestions';
import { exportHtml } from '../../lib/article/copy/export-html';
import { sendToBackground } from '../../lib/extension/client';
import { writeClipboard } from '../../lib/extension/clipboard';
import { t } from '../../lib/extension/i18n';
import { IMPORT_LOCK } from '../../lib/extension/import-lock';
import { readTemplates, writeTemplates } from '../../lib/extension/templates';
import { fileName } from '../../lib/formats/file-name';
import { render, type Format, type RenderOptions } from '../../lib/formats/format';
import type { PackOptions } from '../../lib/formats/pack/options';
import { FORMATS } from '../../lib/formats/registry';
import { obsidianUri } from '../../lib/formats/text/obsidian-uri';
import { recognise } from '../../lib/formats/read/recognise';
import type { Database } from '../../lib/store/database';
import { finishedImports, previewBatch, previewCopies } from '../../lib/store/imports/queries';
import type { ImportWriter } from '../../lib/store/imports/writer';
import { live } from '../../lib/store/live';
import { searchAnnotations } from '../../lib/store/search';
import { rememberedFolder } from '../../lib/store/queries';
import { createWriter, type Writer } from '../../lib/store/writer';
import { saveBackup, saveEvidence } from './archive-run';
import {
  entriesOf,
  renderFirst,
  surveyExport,
  writeExport,
  type Exported,
  type ExportRequest,
  type Sink,
} from './export-run';
import { downloadSink } from './file-sink';
import { canPickFolder, isFolder, mayWrite, pickFolder, writeFolder, type PickerWindow } from './folder';
import { surveyFile, takeIn, type RunOptions } from './import-run';
import type { FolderServices, TransferServices } from './services';

/** How many of the newest annotations the tags are taken from. */
const REMEMBERED = 2_000;

/** An import that nobody holds the lock of was cut off, and is taken back: here, or by the background when it starts. */
function alone<T>(imports: ImportWriter, work: () => Promise<T>): Promise<T> {
  return navigator.locks.request(IMPORT_LOCK, async () => {
    try {
      await imports.undoUnfinished();
      return await work();
    } finally {
      // Before anybody is told that it is done: who closes the page then would take the message along.
      await sendToBackground('view.changed', {});
    }
  });
}

/** The page's world as it is. */
export function browserServices(db: Database): TransferServices {
  const writer = createWriter(db, { now: () => Date.now(), newId: uuidv7 });
  const { imports } = writer;
  return {
    t,
    locale: browser.i18n.getUILanguage(),
    recognise,
    survey: (file, reader, options) =>
      surveyFile(
        file,
        reader,
        {
          marks: (batch, seen) => previewBatch(db, batch, seen, Date.now()),
          copies: (copies) => previewCopies(db, copies, Date.now()),
        },
        options,
      ),
    takeIn: (file, reader, policy, options) =>
      alone(imports, () => takeIn(file, reader, imports, policy, options)),
    undoImport: (importId) => alone(imports, () => imports.undo(importId)),
    watchImports: (next, failed) =>
      live(() => finishedImports(db)).subscribe(next, ({ code }: { readonly code: FailureCode }) =>
        failed(code),
      ),
    tags: async () => {
      const { hits } = await searchAnnotations(db, '', { limit: REMEMBERED });
      return suggestionsFrom(hits.map(({ annotation }) => annotation)).tags;
    },
    surveyExport: (request, options) => surveyExport(db, request, options),
    preview: (request, survey) => renderFirst(request, survey, renderOptions(request)),
    save: async (request, options) =>
      writeExport(db, request, await downloadSink(request.format.mime), renderOptions(request), options),
    saveArchive: async (name, request, options) => {
      const sink = await downloadSink('application/zip');
      return name === 'backup'
        ? saveBackup(db, sink, packOptions(), options)
        : saveEvidence(db, request, sink, packOptions(), options);
    },
    copy: (request, options) => copyOf(db, request, options),
    folder: canPickFolder(globalThis.window) ? folderServices(db, writer, globalThis.window) : null,
    openInObsidian: async (request, { first }) => {
      const content = render(request.format, first.slice(0, 1), renderOptions(request));
      const file = `Pullquote/${fileName(first.slice(0, 1), request.format, Date.now())}`;
      const link = obsidianUri({ file, content });
      if (link.clipboard !== null) await writeClipboard({ text: link.clipboard });
      location.assign(link.uri);
    },
    templates: readTemplates,
    saveTemplates: writeTemplates,
  };
}

/** Formats that a person reads are copied with their emphasis, too, for programs that know it. */
const READ: ReadonlySet<Format> = new Set<Format>([FORMATS.html, FORMATS.text]);

async function copyOf(db: Database, request: ExportRequest, options: RunOptions): Promise<Exported> {
  const run = (format: Format) => {
    const { sink, text } = textSink();
    return { text, done: writeExport(db, { ...request, format }, sink, renderOptions(request), options) };
  };
  const isRead = READ.has(request.format);
  const plain = run(isRead ? FORMATS.text : request.format);
  const rich = isRead ? run(FORMATS.html) : null;
  const written = writeClipboard({ text: plain.text, ...(rich ? { html: rich.text } : {}) });
  const [exported] = await Promise.all([plain.done, rich?.done, written]);
  return exported;
}

/** A sink whose whole is wanted as text. */
function textSink(): { readonly sink: Sink; readonly text: Promise<string> } {
  const { promise: text, resolve, reject } = Promise.withResolvers<string>();
  // Whoever waits for the export is told; this waiting must not become an error of its own.
  text.catch(() => undefined);
  const parts: string[] = [];
  const sink: Sink = {
    write: async (piece) => {
      parts.push(piece);
    },
    close: async () => resolve(parts.join('')),
    abort: async () => reject(new DOMException('Nothing to copy.', 'AbortError')),
  };
  return { sink, text };
}

function folderServices(db: Database, writer: Writer, picker: PickerWindow): FolderServices {
  const known = async () => {
    const handle = await rememberedFolder(db);
    return isFolder(handle) ? handle : null;
  };
  return {
    known: async () => (await known())?.name ?? null,
    write: async (request, pickAnother, options) => {
      const before = pickAnother ? null : await known();
      const root = before ?? (await pickFolder(picker));
      if (!root || !(await mayWrite(root))) return null;
      if (root !== before) await writer.rememberFolder(root);
      const entries = entriesOf(db, request, options.signal, () => undefined);
      return writeFolder(root, entries, request.format, renderOptions(request), options);
    },
  };
}

function packOptions(): PackOptions {
  return {
    now: Date.now(),
    labels: formatLabels(t),
    packLabels: packLabels(t),
    program: `${t('extension_name')} ${browser.runtime.getManifest().version}`,
    articleHtml: ({ blocks }, { annotations }) =>
      exportHtml(
        globalThis.window,
        blocks,
        annotations.flatMap(({ target }) => target ?? []),
      ),
  };
}

function renderOptions({ localDates }: { readonly localDates: boolean }): RenderOptions {
  const dates = localDates ? { locale: browser.i18n.getUILanguage() } : {};
  return { now: Date.now(), ...dates, labels: formatLabels(t) };
}
