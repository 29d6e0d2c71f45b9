import { v7 as uuidv7 } from 'uuid';
import { browser } from 'wxt/browser';
import { formatLabels } from '../../components/format-labels';
import type { FailureCode } from '../../lib/annotation/failure';
import { suggestionsFrom } from '../../lib/annotation/suggestions';
import { sendToBackground } from '../../lib/extension/client';
import { t } from '../../lib/extension/i18n';
import { IMPORT_LOCK } from '../../lib/extension/import-lock';
import { readTemplates, writeTemplates } from '../../lib/extension/templates';
import type { RenderOptions } from '../../lib/formats/format';
import { recognise } from '../../lib/formats/read/recognise';
import type { Database } from '../../lib/store/database';
import { finishedImports, previewBatch } from '../../lib/store/imports/queries';
import { live } from '../../lib/store/live';
import { searchAnnotations } from '../../lib/store/search';
import { createWriter } from '../../lib/store/writer';
import { renderFirst, surveyExport, writeExport, type Sink } from './export-run';
import { downloadSink } from './file-sink';
import { surveyFile, takeIn } from './import-run';
import type { TransferServices } from './services';

/** How many of the newest annotations the tags are taken from. */
const REMEMBERED = 2_000;

/** An import that nobody holds the lock of was cut off, and is taken back: see the background. */
function alone<T>(work: () => Promise<T>): Promise<T> {
  return navigator.locks.request(IMPORT_LOCK, async () => {
    try {
      return await work();
    } finally {
      void sendToBackground('view.changed', {});
    }
  });
}

/** The page's world as it is. */
export function browserServices(db: Database): TransferServices {
  const { imports } = createWriter(db, { now: () => Date.now(), newId: uuidv7 });
  return {
    t,
    locale: browser.i18n.getUILanguage(),
    recognise,
    survey: (file, reader, options) =>
      surveyFile(file, reader, (batch, seen) => previewBatch(db, batch, seen, Date.now()), options),
    takeIn: (file, reader, policy, options) => alone(() => takeIn(file, reader, imports, policy, options)),
    undoImport: (importId) => alone(() => imports.undo(importId)),
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
    copy: async (request, options) => {
      const { sink, blob } = clipboardSink();
      const exported = writeExport(db, request, sink, renderOptions(request), options);
      // The clipboard is asked at once, in the click: browsers allow that only there. The text may come later.
      const written = navigator.clipboard.write([new ClipboardItem({ 'text/plain': blob })]);
      const [done] = await Promise.all([exported, written]);
      return done;
    },
    templates: readTemplates,
    saveTemplates: writeTemplates,
  };
}

function clipboardSink(): { readonly sink: Sink; readonly blob: Promise<Blob> } {
  const { promise: blob, resolve, reject } = Promise.withResolvers<Blob>();
  // Whoever waits for the export is told; the clipboard's own waiting must not become an error of its own.
  blob.catch(() => undefined);
  const parts: string[] = [];
  const sink: Sink = {
    write: async (piece) => {
      parts.push(piece);
    },
    close: async () => resolve(new Blob(parts, { type: 'text/plain' })),
    abort: async () => reject(new DOMException('Nothing to copy.', 'AbortError')),
  };
  return { sink, blob };
}

function renderOptions({ localDates }: { readonly localDates: boolean }): RenderOptions {
  const dates = localDates ? { locale: browser.i18n.getUILanguage() } : {};
  return { now: Date.now(), ...dates, labels: formatLabels(t) };
}
