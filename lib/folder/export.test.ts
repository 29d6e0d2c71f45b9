import { describe, expect, test, vi } from 'vitest';
import { entryOf, NOTHING, run, TRAM, WALL, WALL_2 } from '../../tests/fixtures/folder-samples';
import { MemoryDisk } from '../../tests/fixtures/memory-folder';
import type { FolderExport } from './job';
import { foldName } from './names';

async function* untilTheDatabaseCloses() {
  yield WALL;
  throw new Error('closed');
}

describe('an export to a folder', () => {
  test('makes a note for each article with marks, and touches none of them when nothing changed', async () => {
    const disk = new MemoryDisk();
    const entries = [WALL, TRAM, entryOf('bare', 'Without marks')];
    expect(await run(disk, entries)).toEqual({ ...NOTHING, written: 2 });
    expect(Object.keys(disk.texts())).toEqual(['Sea wall.md', 'Tram.md']);
    const writes = vi.fn<(operation: string) => void>();
    disk.before = writes;
    expect(await run(disk, entries)).toEqual({ ...NOTHING, unchanged: 2 });
    const operations = writes.mock.calls.map(([operation]) => operation);
    expect(operations).not.toContain('createWritable');
    // The index says that the notes are as they were left.
    expect(operations.filter((operation) => operation === 'read')).toHaveLength(1);
  });

  test('writes only what changed', async () => {
    const disk = new MemoryDisk();
    await run(disk, [WALL, TRAM]);
    const tram = disk.read('Tram.md');
    expect(await run(disk, [WALL_2, TRAM])).toEqual({ ...NOTHING, written: 1, unchanged: 1 });
    expect(disk.read('Sea wall.md')).toContain('Two.');
    expect(disk.read('Tram.md')).toBe(tram);
  });

  test.each(['kept', 'deleted', 'nonsense', 'of another folder'])(
    'finds a note that was renamed, moved and written in, with the index %s',
    async (index) => {
      const disk = new MemoryDisk();
      await run(disk, [WALL, TRAM], { folder: 'Pullquote' });
      disk.move('Pullquote/Sea wall.md', 'Projects/Harbour/my notes.MD');
      disk.write('Projects/Harbour/my notes.MD', `${disk.read('Projects/Harbour/my notes.MD')}Mine.`);
      if (index === 'deleted') disk.remove('.pullquote/index.json');
      if (index === 'nonsense') disk.write('.pullquote/index.json', '{"version":1,"files":[["a"]]}');
      if (index === 'of another folder') {
        disk.write(
          '.pullquote/index.json',
          '{"version":1,"files":[["Pullquote/Tram.md",1,1,[["wall","x"]]]]}',
        );
      }
      expect(await run(disk, [WALL_2, TRAM])).toEqual({ ...NOTHING, written: 1, unchanged: 1 });
      expect(Object.keys(disk.texts())).toEqual(['Projects/Harbour/my notes.MD', 'Pullquote/Tram.md']);
      expect(disk.read('Projects/Harbour/my notes.MD')).toMatch(/Two\.[^]*Mine\.$/u);
    },
  );

  test('is not misled by an index that lies about files that did not change', async () => {
    const disk = new MemoryDisk();
    disk.clock = () => 1;
    await run(disk, [WALL, TRAM]);
    disk.write(
      '.pullquote/index.json',
      disk
        .read('.pullquote/index.json')
        .replace('"wall"', '"x"')
        .replace('"tram"', '"wall"')
        .replace('"x"', '"tram"'),
    );
    await run(disk, [WALL_2, entryOf('tram', 'Tram', 'Three.', 'Four.')]);
    expect(Object.keys(disk.texts())).toEqual(['Sea wall.md', 'Tram.md']);
    expect(disk.read('Sea wall.md')).toContain('Two.');
    expect(disk.read('Tram.md')).toContain('Four.');
  });

  test('keeps the file of an article that has another title now', async () => {
    const disk = new MemoryDisk();
    await run(disk, [WALL]);
    await run(disk, [entryOf('wall', 'Sea wall falls', 'One.')]);
    expect(Object.keys(disk.texts())).toEqual(['Sea wall.md']);
    expect(disk.read('Sea wall.md')).toContain('# Sea wall falls');
  });

  test('says whose marks are gone, and leaves their notes', async () => {
    const disk = new MemoryDisk();
    await run(disk, [WALL, TRAM]);
    const texts = disk.texts();
    expect(await run(disk, [entryOf('wall', 'Sea wall')])).toEqual({
      ...NOTHING,
      withoutMarks: ['Sea wall.md', 'Tram.md'],
    });
    expect(disk.texts()).toEqual(texts);
  });

  test('says which parts were edited, and which are copies', async () => {
    const disk = new MemoryDisk();
    await run(disk, [WALL, TRAM]);
    disk.write('Sea wall.md', disk.read('Sea wall.md').replace('One.', 'Won.'));
    disk.write('Tram 1.md', disk.read('Tram.md'));
    const kept = [
      { path: 'Sea wall.md', articleId: 'wall', why: 'edited' },
      { path: 'Tram 1.md', articleId: 'tram', why: 'copy' },
    ];
    expect(await run(disk, [WALL, TRAM])).toEqual({ ...NOTHING, unchanged: 1, kept });
    expect(await run(disk, [WALL_2, TRAM])).toEqual({ ...NOTHING, written: 1, unchanged: 1, kept });
    expect(disk.read('Sea wall.md')).toMatch(/Won\.[^]*Two\./u);
    expect(await run(disk, [WALL_2, TRAM])).toEqual({ ...NOTHING, unchanged: 2, kept: kept.slice(1) });
  });

  test('writes again what the user deleted, and never into a note that is theirs alone', async () => {
    const disk = new MemoryDisk();
    disk.write('Sea wall.md', 'Mine.');
    disk.write('Tram.md', '');
    await run(disk, [WALL, TRAM]);
    expect(Object.keys(disk.texts())).toEqual(['Sea wall (2).md', 'Sea wall.md', 'Tram.md']);
    expect(disk.read('Sea wall.md')).toBe('Mine.');
    expect(disk.read('Tram.md')).toContain('Three.');
    disk.remove('Sea wall (2).md');
    expect(await run(disk, [WALL, TRAM])).toMatchObject({ written: 1, unchanged: 1 });
  });

  test('gives names that clash on no system', async () => {
    const disk = new MemoryDisk(foldName);
    disk.write('Pullquote/CAFE\u0301.md', 'Mine.');
    disk.write('Pullquote/straße.MD/x.txt', 'Mine.');
    const entries = [
      entryOf('a', 'Café', 'A.'),
      entryOf('b', 'café', 'B.'),
      entryOf('c', 'STRASSE', 'C.'),
      entryOf('d', 'Con', 'D.'),
      entryOf('e', '…/..', 'E.'),
      entryOf('f', '', 'F.'),
    ];
    expect(await run(disk, entries, { folder: '/Pullquote//' })).toMatchObject({ written: 6, failed: [] });
    expect(Object.keys(disk.texts())).toEqual(
      [
        'Pullquote/CAFE\u0301.md',
        'Pullquote/Pullquote 2026-02-11.md',
        'Pullquote/STRASSE (2).md',
        'Pullquote/_Con.md',
        'Pullquote/café (3).md',
        'Pullquote/Café (2).md',
        'Pullquote/straße.MD/x.txt',
        'Pullquote/….md',
      ].toSorted(),
    );
    expect(await run(disk, entries)).toEqual({ ...NOTHING, unchanged: 6 });
  });

  test('looks into no hidden folder, and reads no other files', async () => {
    const disk = new MemoryDisk();
    await run(disk, [WALL]);
    disk.move('Sea wall.md', '.trash/Sea wall.md');
    disk.write('image.png', new Uint8Array([255, 254]));
    const before = vi.fn<(operation: string, path: string) => void>();
    disk.before = before;
    expect(await run(disk, [WALL])).toEqual({ ...NOTHING, written: 1 });
    expect(before.mock.calls.filter(([, path]) => /image|trash/u.test(path))).toEqual([]);
  });

  test('reads thousands of notes once, and then only those that changed', async () => {
    const disk = new MemoryDisk();
    const count = 5_000;
    for (let at = 0; at < count; at++) disk.write(`Notes/${at % 50}/${at}.md`, `Note ${at}`);
    await run(disk, [WALL]);
    disk.write('Notes/7/7.md', 'Changed.');
    let reads = 0;
    disk.before = (operation) => {
      if (operation === 'read') reads++;
    };
    await run(disk, [WALL]);
    expect(reads).toBe(2);
  });

  test('keeps the byte order mark of an editor', async () => {
    const disk = new MemoryDisk();
    await run(disk, [WALL]);
    disk.write('Sea wall.md', `\uFEFF${disk.read('Sea wall.md')}`);
    expect(await run(disk, [WALL_2])).toEqual({ ...NOTHING, written: 1 });
    expect(disk.read('Sea wall.md')).toMatch(/^\uFEFF---\n[^]*Two\./u);
  });

  test('stops at the signal also where there is nothing to write', async () => {
    const disk = new MemoryDisk();
    await run(disk, [WALL, TRAM]);
    const controller = new AbortController();
    const onProgress: FolderExport['onProgress'] = ({ articles }) => {
      if (articles === 1) controller.abort();
    };
    const report = await run(disk, [WALL, TRAM], { signal: controller.signal, onProgress });
    expect(report).toMatchObject({ unchanged: 1, stopped: { code: 'aborted' } });
  });

  test('does not take for its own what somebody wrote right after it', async () => {
    const disk = new MemoryDisk();
    let isOver = false;
    disk.before = (operation, path) => {
      if (path === 'Sea wall.md' && operation === 'getFile' && isOver) {
        disk.write(path, disk.read(path).replace('One.', 'One, as I see it.'));
      }
      isOver = operation === 'close';
    };
    await run(disk, [WALL]);
    disk.before = () => undefined;
    const kept = [{ path: 'Sea wall.md', articleId: 'wall', why: 'edited' }];
    expect(await run(disk, [WALL])).toEqual({ ...NOTHING, kept });
  });

  test('tells how far it is', async () => {
    const disk = new MemoryDisk();
    await run(disk, [WALL]);
    const onProgress = vi.fn<NonNullable<FolderExport['onProgress']>>();
    await run(disk, [WALL, TRAM], { onProgress });
    expect(onProgress.mock.calls.map(([{ files, articles }]) => [files, articles])).toEqual([
      [1, 0],
      [1, 1],
      [1, 2],
    ]);
  });

  test('rejects with what its articles come with, and remembers what was written until then', async () => {
    const disk = new MemoryDisk();
    await expect(run(disk, [], { entries: untilTheDatabaseCloses() })).rejects.toThrow('closed');
    expect(await run(disk, [WALL])).toEqual({ ...NOTHING, unchanged: 1 });
  });
});
