/** Files into a ZIP archive, one after the other: only what is being compressed lies in memory. */
import { configure, ZipWriter } from '@zip.js/zip.js/lib/zip-core-native.js';
import type { PackFile } from './files';

// A worker would have to be a file of its own, which the page's policy must allow.
configure({ useWebWorkers: false });

export interface ZipOptions {
  /** What every file is dated, in milliseconds since the epoch. */
  readonly now: number;
  readonly signal: AbortSignal;
}

/** ZIP knows no time before 1980, nor after 2107. */
const FIRST = Date.UTC(1980, 0, 2);
const LAST = Date.UTC(2107, 11, 30);

/**
 * Writes the files in their order and closes `writable`. Rejects with the signal's reason where it is aborted; what was
 * written until then is no archive.
 */
export async function writeZip(
  files: AsyncIterable<PackFile>,
  writable: WritableStream<Uint8Array<ArrayBuffer>>,
  { now, signal }: ZipOptions,
): Promise<void> {
  const writer = new ZipWriter(writable, {
    useWebWorkers: false,
    lastModDate: new Date(Math.min(LAST, Math.max(FIRST, now))),
    signal,
  });
  for await (const { path, content } of files) {
    signal.throwIfAborted();
    await writer.add(path, streamOf(content));
  }
  signal.throwIfAborted();
  await writer.close();
}

/** So many characters are encoded at once. */
const PIECE = 64 * 1024;

function streamOf(content: PackFile['content']): ReadableStream<Uint8Array<ArrayBuffer>> {
  const pieces = gathered(content);
  const encoder = new TextEncoder();
  return new ReadableStream({
    pull: async (controller) => {
      const { done, value } = await pieces.next();
      if (done === true) controller.close();
      else controller.enqueue(encoder.encode(value));
    },
    cancel: async () => {
      await pieces.return();
    },
  });
}

/** Small pieces put together: each that is handed on has its cost. */
async function* gathered(content: PackFile['content']): AsyncGenerator<string, void> {
  let [buffer, length]: [string[], number] = [[], 0];
  for await (const piece of typeof content === 'string' ? [content] : content) {
    buffer.push(piece);
    length += piece.length;
    if (length < PIECE) continue;
    yield buffer.join('');
    [buffer, length] = [[], 0];
  }
  if (length > 0) yield buffer.join('');
}
