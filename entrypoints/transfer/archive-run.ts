/** Archives on their way out: files of several kinds, written into one ZIP as they are made. */
import type { DatedCopy } from '../../lib/annotation/version';
import {
  backupPack,
  type BackedUpCopies,
  type BackupOptions,
  type BackupSource,
} from '../../lib/formats/pack/backup';
import { evidencePack, type PackedArticle, type PackedVersion } from '../../lib/formats/pack/evidence';
import type { PackFile } from '../../lib/formats/pack/files';
import type { PackOptions } from '../../lib/formats/pack/options';
import { writeZip } from '../../lib/formats/pack/zip';
import { isoDay } from '../../lib/formats/text/plain-text';
import { allCopies, allEntries } from '../../lib/store/backup';
import type { Database } from '../../lib/store/database';
import { copiesOf, type StoredCopy } from '../../lib/store/queries';
import type { Entry } from '../../lib/formats/format';
import { entriesOf, type ExportSelection, type Sink } from './export-run';
import type { RunOptions } from './import-run';

export interface Archived {
  readonly name: string;
  /** Saved versions that are damaged, and in a backup also other records: not in the archive, whose README says so. */
  readonly lost: number;
}

/**
 * Writes what is selected as an evidence pack. Where that fails or is aborted, the sink is told so before it rejects.
 */
export async function saveEvidence(
  db: Database,
  request: ExportSelection,
  sink: Sink<Uint8Array<ArrayBuffer>>,
  options: PackOptions,
  run: RunOptions,
): Promise<Archived> {
  const name = `Pullquote evidence ${isoDay(options.now)}.zip`;
  const lost = { count: 0 };
  await writeArchive(evidencePack(packedArticles(db, request, run, lost), options), sink, name, options, run);
  return { name, lost: lost.count };
}

/** Writes everything that is stored; else as {@link saveEvidence}. */
export async function saveBackup(
  db: Database,
  sink: Sink<Uint8Array<ArrayBuffer>>,
  options: BackupOptions,
  run: RunOptions,
): Promise<Archived> {
  const name = `Pullquote backup ${isoDay(options.now)}.zip`;
  const lost = { count: 0 };
  await writeArchive(backupPack(everything(db, run, lost), options), sink, name, options, run);
  return { name, lost: lost.count };
}

function everything(db: Database, { signal, progress }: RunOptions, lost: { count: number }): BackupSource {
  let done = 0;
  const entries = async function* entries(): AsyncGenerator<Entry, void> {
    for await (const chunk of allEntries(db)) {
      signal.throwIfAborted();
      lost.count += chunk.unreadable;
      yield* chunk.entries;
      done += chunk.entries.reduce((sum, { annotations }) => sum + annotations.length, 0);
      progress(done);
    }
  };
  const copies = async function* copies(): AsyncGenerator<BackedUpCopies, void> {
    for await (const { article, copies: stored, unreadable } of allCopies(db)) {
      signal.throwIfAborted();
      lost.count += unreadable;
      yield { article, copies: wholeCopies(stored, lost) };
    }
  };
  return { entries: entries(), copies: copies(), lost: () => lost.count };
}

async function* wholeCopies(
  stored: AsyncIterable<StoredCopy>,
  lost: { count: number },
): AsyncGenerator<DatedCopy, void> {
  for await (const { version, copy } of stored) {
    if (copy) yield { capturedAt: version.capturedAt, ...copy };
    else lost.count++;
  }
}

async function* packedArticles(
  db: Database,
  request: ExportSelection,
  { signal, progress }: RunOptions,
  lost: { count: number },
): AsyncGenerator<PackedArticle, void> {
  let done = 0;
  const passed = (count: number): void => {
    done += count;
    progress(done);
  };
  for await (const entry of entriesOf(db, request, signal, passed)) {
    const { copies, unreadable } = await copiesOf(db, entry.article.id);
    lost.count += unreadable;
    yield { entry, versions: counted(copies, lost), unreadable };
  }
}

async function* counted(
  copies: AsyncIterable<StoredCopy>,
  lost: { count: number },
): AsyncGenerator<PackedVersion, void> {
  for await (const stored of copies) {
    if (!stored.copy) lost.count++;
    yield stored;
  }
}

async function writeArchive(
  files: AsyncIterable<PackFile>,
  sink: Sink<Uint8Array<ArrayBuffer>>,
  name: string,
  { now }: Pick<PackOptions, 'now'>,
  { signal }: RunOptions,
): Promise<void> {
  try {
    await writeZip(files, gathering(sink), { now, signal });
    await sink.close(name);
  } catch (error) {
    await sink.abort();
    throw error;
  }
}

/** So many bytes are handed on at once: a file of a browser's own takes its time for each piece. */
const PIECE = 256 * 1024;

function gathering(sink: Sink<Uint8Array<ArrayBuffer>>): WritableStream<Uint8Array<ArrayBuffer>> {
  let [buffer, length]: [Uint8Array<ArrayBuffer>[], number] = [[], 0];
  const flush = async (): Promise<void> => {
    const piece = new Uint8Array(length);
    let at = 0;
    for (const chunk of buffer) {
      piece.set(chunk, at);
      at += chunk.length;
    }
    [buffer, length] = [[], 0];
    if (piece.length > 0) await sink.write(piece);
  };
  return new WritableStream({
    write: async (chunk) => {
      buffer.push(chunk);
      length += chunk.length;
      if (length >= PIECE) await flush();
    },
    close: flush,
  });
}
