/**
 * What a folder export needs of the File System Access API, so that a picked folder, the browser's own file system and a
 * test's can be handed in. `FileSystemDirectoryHandle` has all of it: https://fs.spec.whatwg.org
 */

export interface StoredFile {
  /** Milliseconds since the epoch. */
  readonly lastModified: number;
  /** In bytes. */
  readonly size: number;
  arrayBuffer(): Promise<ArrayBuffer>;
}

/** What is written lies beside the file and replaces it when it is closed; until then the file is as it was. */
export interface WritableFile {
  write(text: string): Promise<void>;
  close(): Promise<void>;
  abort(): Promise<void>;
}

interface WritableOptions {
  readonly keepExistingData: false;
  readonly mode: 'exclusive';
}

export interface FileHandle {
  readonly kind: 'file';
  readonly name: string;
  getFile(): Promise<StoredFile>;
  /** `exclusive` fails while somebody else writes to the file; browsers that do not know it ignore it. */
  createWritable(options: WritableOptions): Promise<WritableFile>;
}

export interface DirectoryHandle {
  readonly kind: 'directory';
  readonly name: string;
  values(): AsyncIterable<FileHandle | DirectoryHandle>;
  getFileHandle(name: string, options?: { readonly create: boolean }): Promise<FileHandle>;
  getDirectoryHandle(name: string, options?: { readonly create: boolean }): Promise<DirectoryHandle>;
  removeEntry(name: string): Promise<void>;
  /** Only folders that a user picked have it. */
  queryPermission?(descriptor: { readonly mode: 'readwrite' }): Promise<string>;
}

/** The part of `navigator.locks` that keeps two windows from writing at once. */
export interface Locks {
  request(
    name: string,
    options: { readonly signal?: AbortSignal },
    callback: () => Promise<void>,
  ): Promise<unknown>;
}
