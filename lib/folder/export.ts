/**
 * A folder with a note for each article, kept up to date: what changed is written, what the user wrote stays. A note is
 * told by the mark in it, so it may be renamed and moved.
 */
import { codeOf, detailOf, Stopped } from './failure';
import type { FolderExport, FolderReport } from './job';
import { Notes } from './notes';

/** One export at a time, in all windows: the second waits for the first. */
const LOCK = 'pullquote-folder';

/**
 * Brings the folder up to date. What goes wrong with a file is in the report. Where the folder is gone, permission
 * withdrawn, the disk full or the signal raised, the report says so, and the rest stays as it was. Rejects only with what
 * `entries` or `format` throw.
 */
export async function exportToFolder(job: FolderExport): Promise<FolderReport> {
  const notes = new Notes(job);
  try {
    await job.locks.request(LOCK, job.signal ? { signal: job.signal } : {}, () => bringAll(job, notes));
    return notes.report(null);
  } catch (error) {
    if (job.signal?.aborted) return notes.report({ code: 'aborted', detail: detailOf(error) });
    if (error instanceof Stopped)
      return notes.report({ code: codeOf(error.cause), detail: detailOf(error.cause) });
    throw error;
  }
}

async function bringAll(job: FolderExport, notes: Notes): Promise<void> {
  await notes.find();
  try {
    for await (const entry of job.entries) {
      job.signal?.throwIfAborted();
      await notes.bring(entry);
    }
  } finally {
    await notes.remember();
  }
}
