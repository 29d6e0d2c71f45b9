/** What an export to a folder is given, and what came of it. */
import type { Entry, Format, RenderOptions } from '../formats/format';
import type { FolderFailureCode } from './failure';
import type { DirectoryHandle, Locks } from './handles';

export interface FolderExport {
  /** As the user picked it, with permission to read and write. Notes are looked for in all of it. */
  readonly root: DirectoryHandle;
  /** Where new notes come: names from the root with `/` between; '' for the root itself. */
  readonly folder: string;
  /** Read one by one; those without annotations get no note. */
  readonly entries: AsyncIterable<Entry> | Iterable<Entry>;
  /** One in whose files HTML comments are not shown: Markdown, and what is like it. */
  readonly format: Format;
  /** A note is written anew when its text is another, so the locale and time zone should be the same each time. */
  readonly options: RenderOptions;
  readonly locks: Locks;
  readonly signal?: AbortSignal;
  /** Called after each file that was looked at, then after each article. */
  readonly onProgress?: (progress: FolderProgress) => void;
}

/** Files that were looked at, and articles that had their turn, so far. */
export interface FolderProgress {
  readonly files: number;
  readonly articles: number;
}

export interface Kept {
  /** From the picked folder, `/` between names. */
  readonly path: string;
  readonly articleId: string;
  /**
   * - `edited`: the user changed our part; it stays as they left it. What is new stands below it, once there is something.
   * - `copy`: another file with a part of the same article is the one that is kept up to date.
   */
  readonly why: 'edited' | 'copy';
}

export interface Failed {
  /** The file, or the name that it was to have. */
  readonly path: string;
  readonly articleId: string;
  readonly code: FolderFailureCode;
  /** For a report, not for reading. */
  readonly detail: string;
}

/** Why an export ended before its last article. */
export interface Stop {
  readonly code: FolderFailureCode | 'aborted';
  readonly detail: string;
}

export interface FolderReport {
  /** Notes that were written, for the first time or anew. */
  readonly written: number;
  readonly unchanged: number;
  readonly kept: readonly Kept[];
  readonly failed: readonly Failed[];
  /**
   * Files with a part of an article that was not among those exported, or has no marks any more; they stay as they are.
   * Empty where the export stopped early.
   */
  readonly withoutMarks: readonly string[];
  /** null where every article had its turn. */
  readonly stopped: Stop | null;
}
