/** The handles of a real browser: its own file system has the same interface as a folder that a user picks. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { entryOf, NOTHING, WALL, WALL_2 } from '../../tests/fixtures/folder-samples';
import { OPTIONS } from '../../tests/fixtures/format-samples';
import type { Entry } from '../formats/format';
import { markdown } from '../formats/write/markdown';
import { exportToFolder } from './export';
import type { DirectoryHandle, FileHandle } from './handles';
import type { FolderExport } from './job';

let root: FileSystemDirectoryHandle;
let count = 0;

beforeEach(async () => {
  const storage = await navigator.storage.getDirectory();
  root = await storage.getDirectoryHandle(`vault ${count++}`, { create: true });
});
afterEach(async () => {
  const storage = await navigator.storage.getDirectory();
  for await (const name of storage.keys()) await storage.removeEntry(name, { recursive: true });
});

const TRAM = entryOf('tram', '電車 🚋', 'Three.');

function run(entries: readonly Entry[], job: Partial<FolderExport> = {}) {
  return exportToFolder({
    root,
    folder: 'Pullquote',
    entries,
    format: markdown,
    options: OPTIONS,
    locks: navigator.locks,
    ...job,
  });
}

async function fileAt(path: string, create = false): Promise<FileSystemFileHandle> {
  let folder = root;
  const names = path.split('/');
  for (const name of names.slice(0, -1)) folder = await folder.getDirectoryHandle(name, { create });
  return folder.getFileHandle(names.at(-1) ?? '', { create });
}
async function read(path: string): Promise<string> {
  return (await (await fileAt(path)).getFile()).text();
}
async function write(path: string, text: string): Promise<void> {
  const writable = await (await fileAt(path, true)).createWritable();
  await writable.write(text);
  await writable.close();
}
async function paths(folder = root, above = ''): Promise<string[]> {
  const found: string[] = [];
  for await (const handle of folder.values()) {
    if (handle.name.startsWith('.')) continue;
    if (handle instanceof FileSystemDirectoryHandle)
      found.push(...(await paths(handle, `${above}${handle.name}/`)));
    else found.push(above + handle.name);
  }
  return found.toSorted();
}

async function* untilTheFolderGoes(): AsyncGenerator<Entry> {
  yield WALL;
  await removeRoot();
  yield TRAM;
}
async function removeRoot(): Promise<void> {
  const storage = await navigator.storage.getDirectory();
  await storage.removeEntry(root.name, { recursive: true });
}

/** The same folder, so that a test can put something else in the place of one of its methods. */
function wrapped(folder: FileSystemDirectoryHandle): DirectoryHandle {
  return {
    kind: 'directory',
    name: folder.name,
    values: () => folder.values(),
    getFileHandle: (name, options) => folder.getFileHandle(name, options),
    getDirectoryHandle: (name, options) => folder.getDirectoryHandle(name, options),
    removeEntry: (name) => folder.removeEntry(name),
  };
}

describe('an export to a real folder', () => {
  test('makes notes, and touches none of them when nothing changed', async () => {
    expect(await run([WALL, TRAM])).toEqual({ ...NOTHING, written: 2 });
    expect(await paths()).toEqual(['Pullquote/Sea wall.md', 'Pullquote/電車 🚋.md']);
    const before = await (await fileAt('Pullquote/Sea wall.md')).getFile();
    expect(await run([WALL, TRAM])).toEqual({ ...NOTHING, unchanged: 2 });
    // Still readable: the browser refuses what changed since.
    expect(await before.text()).toContain('One.');
    expect(await read('.pullquote/index.json')).toContain('"Pullquote/Sea wall.md"');
  });

  test('finds what was renamed, and keeps what the user wrote', async () => {
    await run([WALL]);
    await write('Mine/notes.md', `${await read('Pullquote/Sea wall.md')}\nMine below.`);
    const folder = await root.getDirectoryHandle('Pullquote');
    await folder.removeEntry('Sea wall.md');
    expect(await run([WALL_2])).toEqual({ ...NOTHING, written: 1 });
    expect(await paths()).toEqual(['Mine/notes.md']);
    expect(await read('Mine/notes.md')).toMatch(/Two\.[^]*Mine below\.$/u);
  });

  test('keeps a part that was edited', async () => {
    await run([WALL]);
    const path = 'Pullquote/Sea wall.md';
    await write(path, (await read(path)).replace('One.', 'Won.'));
    expect(await run([WALL_2])).toEqual({
      ...NOTHING,
      written: 1,
      kept: [{ path, articleId: 'wall', why: 'edited' }],
    });
    expect(await read(path)).toMatch(/Won\.[^]*Two\./u);
  });

  test('waits for another window', async () => {
    const reports = await Promise.all([run([WALL, TRAM]), run([WALL_2, TRAM])]);
    expect(reports).toEqual([
      { ...NOTHING, written: 2 },
      { ...NOTHING, written: 1, unchanged: 1 },
    ]);
    expect(await paths()).toHaveLength(2);
  });

  test('stops at the signal, without a file that is empty or half written', async () => {
    const controller = new AbortController();
    const onProgress: FolderExport['onProgress'] = ({ articles }) => {
      if (articles === 1) controller.abort();
    };
    const report = await run([WALL, TRAM], { signal: controller.signal, onProgress });
    expect(report).toMatchObject({ written: 1, stopped: { code: 'aborted' } });
    expect(await paths()).toEqual(['Pullquote/Sea wall.md']);
  });

  test('says of a file that another window writes that it is locked, and goes on', async () => {
    await run([WALL]);
    const writable = await (await fileAt('Pullquote/Sea wall.md')).createWritable();
    const failed = [{ path: 'Pullquote/Sea wall.md', code: 'locked' }];
    expect(await run([WALL_2, TRAM])).toMatchObject({ written: 1, failed, stopped: null });
    await writable.abort();
    expect(await run([WALL_2, TRAM])).toEqual({ ...NOTHING, written: 1, unchanged: 1 });
  });

  test('sees an edit that comes while it writes', async () => {
    await run([WALL]);
    const path = 'Pullquote/Sea wall.md';
    const handle = await fileAt(path);
    let edits = 0;
    const file: FileHandle = {
      kind: 'file',
      name: handle.name,
      getFile: () => handle.getFile(),
      // Between what the export read and what it is about to write, another program saves.
      createWritable: async (options) => {
        if (edits++ === 0) await write(path, `${await read(path)}\nMine.`);
        return handle.createWritable(options);
      },
    };
    const inner = await root.getDirectoryHandle('Pullquote');
    const folder: DirectoryHandle = { ...wrapped(inner), getFileHandle: async () => file };
    const top: DirectoryHandle = {
      ...wrapped(root),
      getDirectoryHandle: (name, options) =>
        name === 'Pullquote' ? Promise.resolve(folder) : root.getDirectoryHandle(name, options),
    };
    expect(await run([WALL_2], { root: top })).toEqual({ ...NOTHING, written: 1 });
    expect(await read(path)).toMatch(/Two\.[^]*Mine\.$/u);
    expect(edits).toBe(2);
  });

  test('says that the folder is gone', async () => {
    await removeRoot();
    expect(await run([WALL])).toMatchObject({ written: 0, stopped: { code: 'vanished' } });
  });

  test('says that the folder went while it wrote', async () => {
    const report = await run([], { entries: untilTheFolderGoes() });
    expect(report).toMatchObject({
      written: 1,
      failed: [{ code: 'vanished' }],
      stopped: { code: 'vanished' },
    });
  });
});
