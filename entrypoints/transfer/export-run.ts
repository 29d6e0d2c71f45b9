/** A selection of the collection on its way out: counted, shown, and written piece by piece. */
import type { Entry, Format, Overview, RenderOptions } from '../../lib/formats/format';
import { createOverview, render, renderStream } from '../../lib/formats/format';
import { fileName } from '../../lib/formats/file-name';
import { inOrder, withFields, type Fields, type MarkOrder } from '../../lib/formats/selection';
import { selectEntries, type ArticleOrder, type Selection } from '../../lib/store/collection';
import type { Database } from '../../lib/store/database';
import type { RunOptions } from './import-run';

/** What to take out, and how. */
export interface ExportRequest {
  readonly selection: Selection;
  readonly order: ArticleOrder;
  readonly format: Format;
  readonly fields: Fields;
  readonly marks: MarkOrder;
  /** Dates in the text as the user's language has them; YYYY-MM-DD otherwise. */
  readonly localDates: boolean;
}

/** Which marks, and in which order. */
export type ExportSelection = Omit<ExportRequest, 'format' | 'localDates'>;

export interface ExportSurvey {
  readonly overview: Overview;
  /** The first articles, for the preview. */
  readonly first: readonly Entry[];
  /** Records that cannot be read, and so cannot leave. */
  readonly unreadable: number;
}

export interface Exported {
  readonly name: string;
  readonly annotations: number;
}

/** Where pieces go: a file, the clipboard. */
export interface Sink<Piece = string> {
  write(piece: Piece): Promise<void>;
  /** All has been written. */
  close(name: string): Promise<void>;
  /** What was written shall leave no trace. */
  abort(): Promise<void>;
}

/** Articles that are shown before the user decides. */
const SHOWN = 3;
/** So many characters are handed on at once. */
const PIECE = 256 * 1024;

/** Goes through the whole selection and counts. Rejects with a StoreError, or the signal's reason. */
export async function surveyExport(
  db: Database,
  request: ExportSelection,
  { signal, progress }: RunOptions,
): Promise<ExportSurvey> {
  const counter = createOverview();
  const first: Entry[] = [];
  let [unreadable, done] = [0, 0];
  for await (const chunk of selectEntries(db, request.selection, request.order)) {
    signal.throwIfAborted();
    unreadable += chunk.unreadable;
    for (const entry of chunk.entries.flatMap((each) => chosen(each, request))) {
      counter.add(entry);
      if (first.length < SHOWN) first.push(entry);
      done += entry.annotations.length;
    }
    progress(done);
  }
  return { overview: counter.overview, first, unreadable };
}

/** The first articles as they will be in the file. */
export function renderFirst(request: ExportRequest, { first }: ExportSurvey, options: RenderOptions): string {
  return render(
    request.format,
    first.flatMap((entry) => chosen(entry, request)),
    options,
  );
}

/** What leaves of an entry; nothing where no mark is left. */
function chosen(entry: Entry, { fields, marks }: Pick<ExportRequest, 'fields' | 'marks'>): Entry[] {
  const left = inOrder(withFields(entry, fields), marks);
  return left.annotations.length > 0 ? [left] : [];
}

/**
 * Writes the selection into `sink`. Where that fails or is aborted, the sink is told so before it rejects.
 *
 * @param options what the format needs
 */
export async function writeExport(
  db: Database,
  request: ExportRequest,
  sink: Sink,
  options: RenderOptions,
  { signal, progress }: RunOptions,
): Promise<Exported> {
  try {
    const { overview, first, unreadable } = await surveyExport(db, request, {
      signal,
      progress: () => undefined,
    });
    if (overview.annotations === 0) throw new NothingSelectedError(unreadable);
    let done = 0;
    const entries = entriesOf(db, request, signal, (count) => {
      done += count;
      progress(done);
    });
    let buffer: string[] = [];
    let length = 0;
    for await (const piece of renderStream(request.format, entries, overview, options)) {
      buffer.push(piece);
      length += piece.length;
      if (length < PIECE) continue;
      await sink.write(buffer.join(''));
      [buffer, length] = [[], 0];
    }
    await sink.write(buffer.join(''));
    signal.throwIfAborted();
    const name = fileName(overview.articles === 1 ? first : [], request.format, options.now);
    await sink.close(name);
    return { name, annotations: overview.annotations };
  } catch (error) {
    await sink.abort();
    throw error;
  }
}

/**
 * What is selected, as it leaves, article by article.
 *
 * @param passed called with the number of an article's annotations once it has been taken
 */
export async function* entriesOf(
  db: Database,
  request: ExportSelection,
  signal: AbortSignal,
  passed: (annotations: number) => void,
): AsyncGenerator<Entry, void> {
  for await (const { entries } of selectEntries(db, request.selection, request.order)) {
    signal.throwIfAborted();
    const leaving = entries.flatMap((each) => chosen(each, request));
    yield* leaving;
    passed(leaving.reduce((sum, { annotations }) => sum + annotations.length, 0));
  }
}

/** The selection is empty. */
export class NothingSelectedError extends Error {
  override readonly name = 'NothingSelectedError';
  constructor(readonly unreadable: number) {
    super('Nothing is selected.');
  }
}
