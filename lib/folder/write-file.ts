/** Writing to a file that others may write to, too. */
import { FolderError } from './failure';
import type { DirectoryHandle, FileHandle, WritableFile } from './handles';
import type { Plan } from './plan';

const ATTEMPTS = 3;

/** The file's text, with its byte order mark. Throws `encoding` where it is not UTF-8. */
export async function readText(handle: FileHandle): Promise<string> {
  const file = await handle.getFile();
  const bytes = await file.arrayBuffer();
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw new FolderError('encoding');
  }
}

/**
 * Does what `planOf` says of the file's text. Where somebody else wrote in between, it is asked again, a few times; then
 * this throws `changed`. The file is as it was, or as planned, never half of it.
 */
export async function update(
  handle: FileHandle,
  planOf: (text: string) => Promise<Plan>,
  signal: AbortSignal | undefined,
): Promise<Plan> {
  // Nothing lies between this look and the moment in which the browser puts the new file in place.
  const isStill = (text: string) => async () => {
    const isSame = (await readText(handle)) === text;
    signal?.throwIfAborted();
    return isSame;
  };
  let reason: unknown = new FolderError('changed');
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    try {
      // oxlint-disable-next-line no-await-in-loop -- tried again only where somebody else was faster
      const text = await readText(handle);
      // oxlint-disable-next-line no-await-in-loop
      const plan = await planOf(text);
      // oxlint-disable-next-line no-await-in-loop
      if (plan.action !== 'write' || (await replace(handle, plan.text, isStill(text)))) return plan;
    } catch (error) {
      // Browsers do not read on in a file that changed since it was opened.
      if (!(error instanceof Error) || error.name !== 'NotReadableError') throw error;
      reason = error;
    }
  }
  throw reason;
}

/** Puts `text` in the place of what is in the file, if `mayClose` says so at the last moment; whether it did. */
export async function replace(
  handle: FileHandle,
  text: string,
  mayClose: () => Promise<boolean>,
): Promise<boolean> {
  const writable = await handle.createWritable({ keepExistingData: false, mode: 'exclusive' });
  try {
    await writable.write(text);
    if (await mayClose()) {
      await writable.close();
      return true;
    }
  } catch (error) {
    await discard(writable);
    throw error;
  }
  await discard(writable);
  return false;
}

async function discard(writable: WritableFile): Promise<void> {
  // What was written lies beside the file; a browser that cannot remove it now does so later.
  await writable.abort().catch(() => undefined);
}

/** Takes away a file that we made and could not fill; never one that has something in it. */
export async function removeEmpty(folder: DirectoryHandle, handle: FileHandle): Promise<void> {
  try {
    const { size } = await handle.getFile();
    if (size === 0) await folder.removeEntry(handle.name);
  } catch {
    // It is used by the next export.
  }
}
