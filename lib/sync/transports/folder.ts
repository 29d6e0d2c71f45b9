/**
 * A folder on this computer that something else carries to the others: Syncthing, Dropbox, iCloud, a network drive. What it
 * makes of our files (conflict copies, parts) has names that are not ours.
 */
import { isOurs, pathOf } from './names';
import { patiently } from './patience';
import {
  TransportError,
  type CallOptions,
  type Folder,
  type Listed,
  type Transport,
  type TransportFailure,
} from './transport';

/** What is needed of the File System Access API: https://fs.spec.whatwg.org */
interface StoredFile {
  readonly size: number;
  arrayBuffer(): Promise<ArrayBuffer>;
}

/** What is written lies beside the file and replaces it when it is closed; until then the file is as it was. */
interface WritableFile {
  write(bytes: Uint8Array<ArrayBuffer>): Promise<void>;
  close(): Promise<void>;
  abort(): Promise<void>;
}

export interface SyncedFile {
  readonly kind: 'file';
  readonly name: string;
  getFile(): Promise<StoredFile>;
  createWritable(options: { readonly keepExistingData: false }): Promise<WritableFile>;
}

export interface SyncedFolder {
  readonly kind: 'directory';
  readonly name: string;
  values(): AsyncIterable<SyncedFile | SyncedFolder>;
  getFileHandle(name: string, options?: { readonly create: boolean }): Promise<SyncedFile>;
  getDirectoryHandle(name: string, options?: { readonly create: boolean }): Promise<SyncedFolder>;
  removeEntry(name: string): Promise<void>;
}

export interface FolderPlace {
  readonly root: SyncedFolder;
  /** Whether the user still lets us write there; `queryPermission` of the handle. */
  readonly isPermitted: () => Promise<boolean>;
  /** Milliseconds that the disk may be silent; 25 s where it is not said. */
  readonly patience?: number;
}

/** Files whose sizes are asked for at once. */
const AT_ONCE = 64;

export class FolderTransport implements Transport {
  readonly #place: FolderPlace;

  constructor(place: FolderPlace) {
    this.#place = place;
  }

  async list(folder: Folder, options: CallOptions = {}): Promise<readonly Listed[]> {
    return this.#do(`list ${folder}`, options, async (signOfLife) => {
      const directory = await this.#open(folder);
      if (!directory) return [];
      const handles: SyncedFile[] = [];
      for await (const handle of directory.values()) {
        signOfLife();
        if (handle.kind === 'file' && isOurs(handle.name)) handles.push(handle);
      }
      const files: (Listed | null)[] = [];
      for (let start = 0; start < handles.length; start += AT_ONCE) {
        // oxlint-disable-next-line no-await-in-loop -- not all of them at once: there may be thousands
        files.push(...(await Promise.all(handles.slice(start, start + AT_ONCE).map(listed))));
        signOfLife();
      }
      return files.filter((file) => file !== null);
    });
  }

  async get(
    folder: Folder,
    name: string,
    limit: number,
    options: CallOptions = {},
  ): Promise<Uint8Array | null> {
    const path = pathOf(folder, name);
    return this.#do(`read ${path}`, options, async () => {
      const directory = await this.#open(folder);
      const handle = directory && (await ifThere(directory.getFileHandle(name)));
      const file = handle && (await ifThere(handle.getFile()));
      if (!file) return null;
      if (file.size > limit) throw new TransportError('too-large', `read ${path}: ${file.size} bytes`);
      return new Uint8Array(await file.arrayBuffer());
    });
  }

  async put(folder: Folder, name: string, bytes: Uint8Array, options: CallOptions = {}): Promise<void> {
    const path = pathOf(folder, name);
    await this.#do(`write ${path}`, options, async () => {
      const directory = await this.#place.root.getDirectoryHandle(folder, { create: true });
      const handle = await directory.getFileHandle(name, { create: true });
      // Written again, it would be carried again.
      if (await isAlready(handle, bytes)) return;
      try {
        await write(handle, bytes);
      } catch (error) {
        await removeEmpty(directory, handle);
        throw error;
      }
    });
  }

  async remove(folder: Folder, name: string, options: CallOptions = {}): Promise<void> {
    const path = pathOf(folder, name);
    await this.#do(`remove ${path}`, options, async () => {
      const directory = await this.#open(folder);
      if (directory) await ifThere(directory.removeEntry(name));
    });
  }

  /** One of our folders; null where it is missing in a root that is there. */
  async #open(folder: Folder): Promise<SyncedFolder | null> {
    const directory = await ifThere(this.#place.root.getDirectoryHandle(folder));
    // Of a root that is gone, this throws what the browser says.
    if (!directory) for await (const _ of this.#place.root.values()) break;
    return directory;
  }

  async #do<T>(
    label: string,
    { signal }: CallOptions,
    action: (signOfLife: () => void) => Promise<T>,
  ): Promise<T> {
    return patiently(label, signal, this.#place.patience, async (patience) => {
      const inOurWords = async () => {
        if (!(await this.#place.isPermitted())) throw new TransportError('not-permitted', label);
        return action(() => patience.signOfLife());
      };
      try {
        return await patience.wait(inOurWords());
      } catch (error) {
        if (patience.signal.aborted || error instanceof TransportError) throw error;
        throw failure(label, error);
      }
    });
  }
}

const REASONS: Readonly<Record<string, TransportFailure>> = {
  NotFoundError: 'not-found',
  NotAllowedError: 'not-permitted',
  SecurityError: 'not-permitted',
  QuotaExceededError: 'full',
  // Another program holds the file, or changed it while it was read.
  NoModificationAllowedError: 'busy',
  InvalidStateError: 'busy',
  NotReadableError: 'busy',
};

function failure(label: string, error: unknown): TransportError {
  const [name, message] = error instanceof Error ? [error.name, error.message] : ['', String(error)];
  return new TransportError(REASONS[name] ?? 'failed', `${label}: ${name}: ${message}`.slice(0, 500), null, {
    cause: error,
  });
}

async function listed(handle: SyncedFile): Promise<Listed | null> {
  const file = await ifThere(handle.getFile());
  return file && { name: handle.name, size: file.size };
}

async function isAlready(handle: SyncedFile, bytes: Uint8Array): Promise<boolean> {
  const file = await handle.getFile();
  if (file.size !== bytes.length) return false;
  const there = new Uint8Array(await file.arrayBuffer());
  return there.every((byte, index) => byte === bytes[index]);
}

async function write(handle: SyncedFile, bytes: Uint8Array): Promise<void> {
  const writable = await handle.createWritable({ keepExistingData: false });
  try {
    await writable.write(new Uint8Array(bytes));
    await writable.close();
  } catch (error) {
    // What was written lies beside the file; a browser that cannot remove it now does so later.
    await writable.abort().catch(() => undefined);
    throw error;
  }
}

/** Takes away a file that we made and could not fill. */
async function removeEmpty(directory: SyncedFolder, handle: SyncedFile): Promise<void> {
  try {
    const { size } = await handle.getFile();
    if (size === 0) await directory.removeEntry(handle.name);
  } catch {
    // Empty, it is no file of ours for anybody: none is.
  }
}

/** `action`'s value; null where what it asks for does not exist. */
async function ifThere<T>(action: Promise<T>): Promise<T | null> {
  try {
    return await action;
  } catch (error) {
    if (error instanceof Error && error.name === 'NotFoundError') return null;
    throw error;
  }
}
