/** The folder that exports go to: picked by the user, remembered, and asked for again where the browser wants that. */
import type { Entry, Format, RenderOptions } from '../../lib/formats/format';
import { exportToFolder } from '../../lib/folder/export';
import type { FolderReport } from '../../lib/folder/job';
import type { RunOptions } from './import-run';

/** What lies in it: notes of ours stand in a folder of their own, and may be moved out of it. */
const NOTES = 'Pullquote';

/** The part of Chromium's picker that is used: TypeScript does not know it. */
export interface PickerWindow {
  showDirectoryPicker(options: {
    readonly id: string;
    readonly mode: 'readwrite';
  }): Promise<FileSystemDirectoryHandle>;
}

interface AskingHandle extends FileSystemDirectoryHandle {
  requestPermission(descriptor: { readonly mode: 'readwrite' }): Promise<string>;
}

/** Whether this browser lets a page write into a folder of the user's. */
export function canPickFolder(within: object): within is PickerWindow {
  return 'showDirectoryPicker' in within;
}

/** Lets the user pick. Call it in the click itself. Null where they thought better of it. */
export async function pickFolder(within: PickerWindow): Promise<FileSystemDirectoryHandle | null> {
  try {
    return await within.showDirectoryPicker({ id: 'pullquote', mode: 'readwrite' });
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') return null;
    throw error;
  }
}

/** Whether the folder may be written to, asking the user where need be. Call it in the click itself. */
export async function mayWrite(handle: FileSystemDirectoryHandle): Promise<boolean> {
  return !canAsk(handle) || (await handle.requestPermission({ mode: 'readwrite' })) === 'granted';
}

function canAsk(handle: FileSystemDirectoryHandle): handle is AskingHandle {
  return 'requestPermission' in handle;
}

export function isFolder(handle: unknown): handle is FileSystemDirectoryHandle {
  return handle instanceof FileSystemDirectoryHandle;
}

/** Brings the notes in the folder up to date. */
export function writeFolder(
  root: FileSystemDirectoryHandle,
  entries: AsyncIterable<Entry>,
  format: Format,
  options: RenderOptions,
  { signal, progress }: RunOptions,
): Promise<FolderReport> {
  return exportToFolder({
    root,
    folder: NOTES,
    entries,
    format,
    options,
    locks: navigator.locks,
    signal,
    onProgress: ({ articles }) => progress(articles),
  });
}
