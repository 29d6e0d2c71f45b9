/**
 * Which files were looked at, so that a hundred thousand notes need not be read again each time. It says where to look,
 * never what to write: it may be gone, old, or another computer's.
 */
import * as v from 'valibot';
import type { DirectoryHandle } from './handles';
import { readText, replace } from './write-file';

/** Hidden, so that note-taking apps do not show it. */
const FOLDER = '.pullquote';
const FILE = 'index.json';

/** A file as it was when it was last looked at. */
export interface Seen {
  readonly lastModified: number;
  readonly size: number;
  /** The articles that have a part in it; for each the digest of what its part was written from, '' where that is unknown. */
  readonly articles: ReadonlyMap<string, string>;
}

/** By path from the picked folder, `/` between names. */
export type Index = ReadonlyMap<string, Seen>;

const pair = v.tuple([v.string(), v.string()]);
const indexSchema = v.object({
  version: v.literal(1),
  files: v.array(v.tuple([v.string(), v.number(), v.number(), v.array(pair)])),
});

/** Empty where `text` is no index. */
export function parseIndex(text: string): Index {
  const { success, output } = v.safeParse(v.pipe(v.string(), v.parseJson(), indexSchema), text);
  if (!success) return new Map();
  return new Map(
    output.files.map(([path, lastModified, size, articles]) => [
      path,
      { lastModified, size, articles: new Map(articles) },
    ]),
  );
}

export function writeIndex(index: Index): string {
  const files = [...index]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([path, { lastModified, size, articles }]) => [path, lastModified, size, [...articles]]);
  return `${JSON.stringify({ version: 1, files })}\n`;
}

/** '' where there is none that can be read. */
export async function readIndexText(root: DirectoryHandle): Promise<string> {
  try {
    const folder = await root.getDirectoryHandle(FOLDER);
    return await readText(await folder.getFileHandle(FILE));
  } catch {
    return '';
  }
}

/** Where it cannot be written, the next export reads all files again. */
export async function saveIndexText(root: DirectoryHandle, text: string): Promise<void> {
  try {
    const folder = await root.getDirectoryHandle(FOLDER, { create: true });
    const file = await folder.getFileHandle(FILE, { create: true });
    await replace(file, text, () => Promise.resolve(true));
  } catch {
    // It is only a cache.
  }
}
