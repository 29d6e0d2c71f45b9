/** What the page for import and export needs from the world, as one interface: it is tried out without a browser. */
import type { Translate } from '../../components/messages';
import type { FailureCode } from '../../lib/annotation/failure';
import type { Template } from '../../lib/formats/template/schema';
import type { Reader, SourceFile } from '../../lib/formats/read/reader';
import type { Recognised } from '../../lib/formats/read/recognise';
import type { FolderReport } from '../../lib/folder/job';
import type { ImportPolicy } from '../../lib/store/imports/decide';
import type { Import } from '../../lib/store/imports/journal';
import type { Undone } from '../../lib/store/imports/writer';
import type { Archived } from './archive-run';
import type { ArchiveName } from './choice';
import type { ExportRequest, ExportSelection, ExportSurvey, Exported } from './export-run';
import type { RunOptions, Survey, TakenIn } from './import-run';

export interface TransferServices {
  readonly t: Translate;
  /** BCP 47, for dates and numbers. */
  readonly locale: string;

  /** @throws {ReadError} */
  readonly recognise: (file: SourceFile) => Promise<Recognised>;
  /** What taking in the file would do. Rejects with a ReadError or a StoreError. */
  readonly survey: (file: SourceFile, reader: Reader, options: RunOptions) => Promise<Survey>;
  /** Takes in the file, or nothing of it. Rejects as `survey` does, or with the signal's reason. */
  readonly takeIn: (
    file: SourceFile,
    reader: Reader,
    policy: ImportPolicy,
    options: RunOptions,
  ) => Promise<TakenIn>;
  readonly undoImport: (importId: string) => Promise<Undone>;
  /** The imports that can be undone, now and after every change. @returns how to stop */
  readonly watchImports: (
    next: (imports: readonly Import[]) => void,
    failed: (code: FailureCode) => void,
  ) => () => void;

  /** Tags that were used, the most frequent first. */
  readonly tags: () => Promise<readonly string[]>;
  /** Goes through what is selected. */
  readonly surveyExport: (request: ExportSelection, options: RunOptions) => Promise<ExportSurvey>;
  /** The first articles as they will be in the file. */
  readonly preview: (request: ExportRequest, survey: ExportSurvey) => string;
  /** Writes the file and hands it to the browser's downloads. What is aborted leaves nothing behind. */
  readonly save: (request: ExportRequest, options: RunOptions) => Promise<Exported>;
  /** The same with an archive, which is more than marks. */
  readonly saveArchive: (
    name: ArchiveName,
    request: ExportSelection,
    options: RunOptions,
  ) => Promise<Archived>;
  /** The whole as text, on the clipboard. Call it in the click itself. */
  readonly copy: (request: ExportRequest, options: RunOptions) => Promise<Exported>;
  /** Null where the browser lets no page write into a folder. */
  readonly folder: FolderServices | null;
  /** Makes a note of the first article in Obsidian. Call it in the click itself. */
  readonly openInObsidian: (request: ExportRequest, survey: ExportSurvey) => Promise<void>;

  /** Templates that the user wrote. */
  readonly templates: () => Promise<readonly Template[]>;
  readonly saveTemplates: (templates: readonly Template[]) => Promise<void>;
}

export interface FolderServices {
  /** The name of the folder that was picked; null where none was. */
  readonly known: () => Promise<string | null>;
  /**
   * Brings the notes in the folder up to date, in another one where that is wished. Call it in the click itself. Null where
   * the user picked none, or does not allow it.
   */
  readonly write: (
    request: ExportRequest,
    pickAnother: boolean,
    options: RunOptions,
  ) => Promise<FolderReport | null>;
}
