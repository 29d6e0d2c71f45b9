/** Where the pieces of an export go before the browser downloads them: a file of our own, so that memory stays bounded. */
import type { Sink } from './export-run';

/** Files that no download needs any more: a window that was closed could not take them away. */
const STALE = 3_600_000;
const PREFIX = 'export-';

/** The page's private file system (OPFS), or null where the browser gives none, as in private windows. */
async function ownFolder(): Promise<FileSystemDirectoryHandle | null> {
  try {
    return await navigator.storage.getDirectory();
  } catch {
    return null;
  }
}

/** Takes away what earlier exports left. */
export async function clearStaleFiles(now: number): Promise<void> {
  const folder = await ownFolder();
  if (!folder) return;
  for await (const [name, handle] of folder.entries()) {
    if (!name.startsWith(PREFIX) || handle.kind !== 'file') continue;
    const { lastModified } = await handle.getFile();
    if (now - lastModified > STALE) await folder.removeEntry(name);
  }
}

/** Text, or the bytes of an archive. */
type Piece = string | Uint8Array<ArrayBuffer>;

/** A sink whose whole becomes a download. */
export async function downloadSink(mime: string): Promise<Sink<Piece>> {
  const folder = await ownFolder();
  return folder ? inFolder(folder, mime) : inMemory(mime);
}

async function inFolder(folder: FileSystemDirectoryHandle, mime: string): Promise<Sink<Piece>> {
  const own = `${PREFIX}${crypto.randomUUID()}`;
  const handle = await folder.getFileHandle(own, { create: true });
  const writable = await handle.createWritable();
  return {
    write: (piece) => writable.write(piece),
    close: async (name) => {
      await writable.close();
      download(new Blob([await handle.getFile()], { type: mime }), name);
    },
    abort: async () => {
      await writable.abort().catch(() => undefined);
      await folder.removeEntry(own).catch(() => undefined);
    },
  };
}

function inMemory(mime: string): Sink<Piece> {
  let parts: Blob[] = [];
  return {
    write: async (piece) => {
      parts.push(new Blob([piece]));
    },
    close: async (name) => download(new Blob(parts, { type: mime }), name),
    abort: async () => {
      parts = [];
    },
  };
}

function download(blob: Blob, name: string): void {
  const url = URL.createObjectURL(blob);
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  // The download has begun by then.
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}
