/** Where in a folder articles have their notes, whatever the user called them and wherever they moved them. */
import { codeOf } from './failure';
import { idsIn } from './block';
import type { DirectoryHandle, FileHandle } from './handles';
import type { Index, Seen } from './index-file';
import { foldName } from './names';

/** Files that are read at the same time. */
const AT_ONCE = 32;

export interface Listing {
  /** Every file with the extension, in all folders but hidden ones. */
  readonly files: Map<string, Seen>;
  /** The files that have a part of an article, by the article's id. */
  readonly where: Map<string, string[]>;
  /** The folded names in the folder for new files that cannot be used: all but those of empty notes. */
  readonly taken: Set<string>;
  /** Files and folders of which nobody knows what is in them. */
  readonly unreadable: string[];
}

export interface Scan {
  readonly root: DirectoryHandle;
  /** Where new files come: a path from the root. */
  readonly target: string;
  readonly extension: string;
  /** What is read only if it changed since. */
  readonly index: Index;
  readonly signal: AbortSignal | undefined;
  readonly onFile: () => void;
}

interface Item {
  readonly folder: string;
  readonly path: string;
  readonly handle: FileHandle;
}

/** Throws what the root itself throws; anything else that cannot be read is listed. */
export async function scan(job: Scan): Promise<Listing> {
  const listing: Listing = { files: new Map(), where: new Map(), taken: new Set(), unreadable: [] };
  let batch: Item[] = [];
  for await (const item of walk(job, job.root, '', listing)) {
    job.signal?.throwIfAborted();
    batch.push(item);
    if (batch.length < AT_ONCE) continue;
    await lookAtAll(job, batch, listing);
    batch = [];
  }
  await lookAtAll(job, batch, listing);
  return listing;
}

async function* walk(
  job: Scan,
  folder: DirectoryHandle,
  path: string,
  listing: Listing,
): AsyncGenerator<Item> {
  const isTarget = foldName(path) === foldName(job.target);
  try {
    for await (const handle of folder.values()) {
      const isOurs = handle.kind === 'file' && hasExtension(handle.name, job.extension);
      if (isTarget && !isOurs) listing.taken.add(foldName(handle.name));
      // Settings, trash and histories of other programs, and our own index.
      if (handle.name.startsWith('.')) continue;
      const place = path === '' ? handle.name : `${path}/${handle.name}`;
      if (handle.kind === 'directory') yield* walk(job, handle, place, listing);
      else if (isOurs) yield { folder: path, path: place, handle };
    }
  } catch (error) {
    if (path === '') throw error;
    listing.unreadable.push(path);
  }
}

function hasExtension(name: string, extension: string): boolean {
  return name.toLowerCase().endsWith(`.${extension.toLowerCase()}`);
}

async function lookAtAll(job: Scan, batch: readonly Item[], listing: Listing): Promise<void> {
  const seen = await Promise.all(batch.map(({ handle, path }) => lookAt(handle, job.index.get(path))));
  for (const [at, { folder, path, handle }] of batch.entries()) {
    const file = seen[at];
    job.onFile();
    const isInTarget = foldName(folder) === foldName(job.target);
    if (isInTarget && file?.size !== 0) listing.taken.add(foldName(handle.name));
    if (!file) {
      listing.unreadable.push(path);
      continue;
    }
    listing.files.set(path, file);
    for (const id of file.articles.keys()) listing.where.set(id, [...(listing.where.get(id) ?? []), path]);
  }
}

/** The file as it is; as it was where it cannot be read now; null where it never was. */
async function lookAt(handle: FileHandle, before: Seen | undefined): Promise<Seen | null> {
  try {
    const file = await handle.getFile();
    const { lastModified, size } = file;
    if (before?.lastModified === lastModified && before.size === size) return before;
    // A mark may stand anywhere: users write above it.
    const text = size === 0 ? '' : new TextDecoder().decode(await file.arrayBuffer());
    return { lastModified, size, articles: unknown(idsIn(text)) };
  } catch {
    // Nothing is believed of it but whose it is; writing to it will tell what is wrong.
    return before ? { lastModified: -1, size: -1, articles: unknown(before.articles.keys()) } : null;
  }
}

function unknown(ids: Iterable<string>): Map<string, string> {
  return new Map([...ids].map((id) => [id, '']));
}

/** The same everywhere: the shortest path, since copies and conflicts have longer names. */
export function inOrder(paths: readonly string[]): string[] {
  return paths.toSorted((a, b) => a.length - b.length || (a < b ? -1 : 1));
}

/** Whether the root itself is not there, or not ours, any more. */
export async function rootFailure(root: DirectoryHandle): Promise<'vanished' | 'refused' | null> {
  try {
    if (root.queryPermission && (await root.queryPermission({ mode: 'readwrite' })) !== 'granted')
      return 'refused';
    for await (const _ of root.values()) break;
    return null;
  } catch (error) {
    const code = codeOf(error);
    return code === 'vanished' || code === 'refused' ? code : null;
  }
}
