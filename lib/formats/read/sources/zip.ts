/** The files in a ZIP archive. Their names are names and nothing more: nothing is ever written by them. */
import {
  BlobReader,
  BlobWriter,
  configure,
  ZipReader,
  type FileEntry,
} from '@zip.js/zip.js/lib/zip-core-native.js';
import { ReadError } from '../reader';

// A worker would have to be a file of its own, which the page's policy must allow.
configure({ useWebWorkers: false });

const MAX_FILES = 200_000;
/** What one file may unpack to, in bytes; a bomb says that it is small, so what comes out is counted too. */
const MAX_FILE = 64 * 1024 * 1024;
const MAX_ALL = 1024 * 1024 * 1024;

export interface Archive {
  readonly names: readonly string[];
  /**
   * @param max what it may unpack to, in bytes, where that is another size than is usual
   * @throws {ReadError} `unknown` where there is no such file, `damaged`, `tooLarge`
   */
  open(name: string, max?: number): Promise<Blob>;
}

/**
 * The archive in `file`. Folders and names that lead out of it (`../`, `/`, `C:`) are left out.
 *
 * @param maxAll what all that is opened may unpack to, in bytes
 * @throws {ReadError} `damaged` where it is none, `tooLarge` where it holds too many files
 */
export async function archiveOf(file: Blob, maxAll = MAX_ALL): Promise<Archive> {
  const reader = new ZipReader(new BlobReader(file));
  const entries = await reader.getEntries().catch((error: unknown) => {
    const name: unknown = Reflect.get(Object(error), 'filename');
    const where = typeof name === 'string' ? `${name}: ` : '';
    throw new ReadError('damaged', `${where}${String(error)}`, { cause: error });
  });
  if (entries.length > MAX_FILES) throw new ReadError('tooLarge', `${entries.length} files`);
  const files = new Map<string, FileEntry>();
  for (const entry of entries) {
    if (!entry.directory && isInside(entry.filename)) files.set(entry.filename, entry);
  }
  let unpacked = 0;
  return {
    names: [...files.keys()],
    open: async (name, max = MAX_FILE) => {
      const entry = files.get(name);
      if (!entry) throw new ReadError('unknown', name);
      if (entry.uncompressedSize > max) throw tooLarge(name, max);
      const blob = await unpack(entry, name, max);
      unpacked += blob.size;
      if (unpacked > maxAll) throw tooLarge(name, maxAll);
      return blob;
    },
  };
}

async function unpack(entry: FileEntry, name: string, max: number): Promise<Blob> {
  const out = new BlobWriter();
  const counted = new TransformStream<Uint8Array, Uint8Array>({
    transform(chunk, controller) {
      seen += chunk.byteLength;
      if (seen > max) controller.error(tooLarge(name, max));
      else controller.enqueue(chunk);
    },
  });
  let seen = 0;
  try {
    await out.init?.();
    const piped = counted.readable.pipeTo(out.writable);
    await Promise.all([entry.getData(counted.writable, { checkSignature: true }), piped]);
    return await out.getData();
  } catch (error) {
    if (error instanceof ReadError) throw error;
    throw new ReadError('damaged', `${name}: ${error instanceof Error ? error.message : String(error)}`, {
      cause: error,
    });
  }
}

function isInside(name: string): boolean {
  return !/^(?:[\\/]|[a-z]:)/iu.test(name) && !name.split(/[\\/]/u).includes('..');
}

function tooLarge(name: string, max: number): ReadError {
  return new ReadError('tooLarge', `${name} unpacks to more than ${max / 1024 / 1024} MB`);
}
