/** What the runner of `bench:formats` and the code inside the page tell each other. */

/** Our own code, or the way of most note tools: everything loaded, everything turned into text, at once. */
export type Tool = 'pullquote' | 'all at once';

/** What a stretch of work cost the page. */
export interface Cost {
  readonly ms: number;
  /** Bytes of the JavaScript heap beyond those from before, at the most; what is not collected yet included. */
  readonly heap: number;
  /** Tasks of the main thread over 50 ms, and the longest, in ms; 0 where there is none. */
  readonly longTasks: number;
  readonly longestMs: number;
  /** How often the user was told how far it is. */
  readonly progressCalls: number;
}

/** What stopping in the middle left. */
export interface Stopped {
  /** From the stop to the rejection. */
  readonly ms: number;
  /** Bytes of the heap beyond those from before that were in use in the middle. */
  readonly held: number;
  /** Files, or the database, are as they were. */
  readonly isClean: boolean;
}

export interface FileWritten extends Cost {
  readonly bytes: number;
  /** The file's name in the page's private file system. */
  readonly file: string;
}

export interface FileTakenIn {
  readonly survey: Cost;
  readonly import: Cost;
  readonly undo: Cost;
  readonly written: number;
  /** After the undo, the database is as it was. */
  readonly isUndone: boolean;
}

export interface FormatsHarness {
  /** Writes the collection that is exported. @returns how many articles it has */
  fill(annotations: number): Promise<number>;
  /** Names of formats, and of the template. */
  formats(): readonly string[];
  exportAll(tool: Tool, format: string): Promise<FileWritten>;
  /** Stops an export when half of `annotations` are written. */
  stopExport(format: string, annotations: number): Promise<Stopped>;
  /** Takes the file into an empty database, and back. */
  importAll(tool: Tool, file: string): Promise<FileTakenIn>;
  /** Stops an import into a database with some of the same articles, when half of `annotations` are in. */
  stopImport(file: string, annotations: number): Promise<Stopped>;
  removeFile(file: string): Promise<void>;
}
