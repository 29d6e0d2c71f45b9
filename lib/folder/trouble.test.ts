import { describe, expect, test } from 'vitest';
import { entryOf, NOTHING, run, TRAM, WALL, WALL_2 } from '../../tests/fixtures/folder-samples';
import { failure, MemoryDisk, memoryLocks } from '../../tests/fixtures/memory-folder';

describe('what goes wrong', () => {
  test('with the folder itself is told once', async () => {
    for (const [name, code] of [
      ['NotFoundError', 'vanished'],
      ['NotAllowedError', 'refused'],
      ['UnknownError', 'failed'],
    ] as const) {
      const disk = new MemoryDisk();
      disk.before = () => {
        throw failure(name);
      };
      expect(await run(disk, [WALL, TRAM])).toMatchObject({ failed: [], stopped: { code } });
    }
  });

  test.each([
    ['NotFoundError', 'vanished'],
    ['NotAllowedError', 'refused'],
    ['QuotaExceededError', 'full'],
  ])('for good (%s) ends the export and names the note', async (name, code) => {
    const disk = new MemoryDisk();
    let isBroken = false;
    disk.before = (operation) => {
      if (operation === 'write') isBroken = true;
      if (isBroken && (code !== 'full' || operation === 'write')) throw failure(name);
    };
    const report = await run(disk, [WALL, TRAM]);
    expect(report).toMatchObject({ written: 0, failed: [{ path: 'Sea wall.md', code }], stopped: { code } });
    disk.before = () => undefined;
    expect(await run(disk, [WALL, TRAM])).toEqual({ ...NOTHING, written: 2 });
    expect(Object.keys(disk.texts())).toEqual(['Sea wall.md', 'Tram.md']);
  });

  test('with permission is asked of a folder that can say', async () => {
    const disk = new MemoryDisk();
    await run(disk, [WALL, TRAM]);
    disk.before = (operation, path) => {
      if (operation === 'createWritable' && path === 'Sea wall.md') throw failure('NotAllowedError');
    };
    const rootThat = (state: string) => Object.assign(disk.root(), { queryPermission: async () => state });
    const tram = entryOf('tram', 'Tram', 'Four.');
    const failed = [{ path: 'Sea wall.md', code: 'refused' }];
    expect(await run(disk, [WALL_2, tram], { root: rootThat('prompt') })).toMatchObject({
      failed,
      written: 0,
      stopped: { code: 'refused' },
    });
    expect(await run(disk, [WALL_2, tram], { root: rootThat('granted') })).toMatchObject({
      failed,
      written: 1,
      stopped: null,
    });
  });

  test.each([
    ['NoModificationAllowedError', 'locked'],
    ['InvalidStateError', 'locked'],
    ['TypeError', 'name'],
    ['AbortError', 'failed'],
  ])('with one note (%s) leaves the others', async (name, code) => {
    const disk = new MemoryDisk();
    await run(disk, [WALL]);
    const before = disk.read('Sea wall.md');
    disk.before = (operation, path) => {
      if (operation === 'createWritable' && path === 'Sea wall.md') throw failure(name);
    };
    const report = await run(disk, [WALL_2, TRAM]);
    const failed = [{ path: 'Sea wall.md', articleId: 'wall', code, detail: expect.stringContaining(name) }];
    expect(report).toEqual({ ...NOTHING, written: 1, failed });
    expect(disk.read('Sea wall.md')).toBe(before);
  });

  test('a note that is not UTF-8 is not written', async () => {
    const disk = new MemoryDisk();
    await run(disk, [WALL]);
    const bytes = new Uint8Array([...new TextEncoder().encode(disk.read('Sea wall.md')), 0xe9]);
    disk.write('Sea wall.md', bytes);
    const failed = [{ path: 'Sea wall.md', code: 'encoding' }];
    expect(await run(disk, [WALL_2])).toMatchObject({ written: 0, failed });
    expect(disk.read('Sea wall.md')).toBe(new TextDecoder().decode(bytes));
  });

  test('a note that is written while we are about to is read again', async () => {
    const disk = new MemoryDisk();
    await run(disk, [WALL]);
    let edits = 0;
    disk.before = (operation, path) => {
      if (operation === 'write' && path === 'Sea wall.md' && edits++ < 2) {
        disk.write(path, `${disk.read(path)}Mine ${edits}.\n`);
      }
    };
    expect(await run(disk, [WALL_2])).toEqual({ ...NOTHING, written: 1 });
    expect(disk.read('Sea wall.md')).toMatch(/Two\.[^]*Mine 1\.\nMine 2\.\n$/u);
  });

  test('a note that never rests is left, and so is one that changes while it is read', async () => {
    for (const [step, code] of [
      ['write', 'changed'],
      ['read', 'locked'],
    ] as const) {
      const disk = new MemoryDisk();
      await run(disk, [WALL]);
      let edits = 0;
      disk.before = (operation, path) => {
        if (operation === step && path === 'Sea wall.md')
          disk.write(path, `${disk.read(path)}Mine ${edits++}.\n`);
      };
      expect(await run(disk, [WALL_2])).toMatchObject({
        written: 0,
        failed: [{ path: 'Sea wall.md', code }],
      });
      expect(disk.read('Sea wall.md')).not.toContain('Two.');
      expect(disk.read('Sea wall.md')).toContain(`Mine ${edits - 1}.`);
    }
  });

  test('a note that is renamed meanwhile is found next time', async () => {
    const disk = new MemoryDisk();
    await run(disk, [WALL]);
    disk.before = (operation, path) => {
      if (operation === 'getFileHandle' && path === 'Sea wall.md') disk.move(path, 'Mine.md');
    };
    expect(await run(disk, [WALL_2])).toMatchObject({ failed: [{ code: 'vanished' }], stopped: null });
    disk.before = () => undefined;
    expect(await run(disk, [WALL_2])).toEqual({ ...NOTHING, written: 1 });
    expect(Object.keys(disk.texts())).toEqual(['Mine.md']);
  });

  test('a note that cannot be read does not get a second one', async () => {
    for (const withIndex of [true, false]) {
      const disk = new MemoryDisk();
      await run(disk, [WALL]);
      if (withIndex) disk.move('Sea wall.md', 'Mine.md');
      else disk.remove('.pullquote/index.json');
      const path = withIndex ? 'Mine.md' : 'Sea wall.md';
      disk.before = (_, at) => {
        if (at === path) throw failure('NotReadableError');
      };
      const report = await run(disk, [WALL_2, TRAM]);
      expect(report).toMatchObject({ written: 1, failed: [{ articleId: 'wall', code: 'locked' }] });
      expect(report.failed[0]?.detail).toContain(path);
      disk.before = () => undefined;
      await run(disk, [WALL_2, TRAM]);
      expect(Object.keys(disk.texts())).toEqual([path, 'Tram.md'].toSorted());
    }
  });

  test('somebody who takes the name for a new note keeps it', async () => {
    const disk = new MemoryDisk();
    disk.before = (operation, path) => {
      if (operation === 'write' && path === 'Sea wall.md') disk.write(path, 'Mine.');
    };
    expect(await run(disk, [WALL])).toEqual({ ...NOTHING, written: 1 });
    expect(disk.read('Sea wall.md')).toBe('Mine.');
    expect(disk.read('Sea wall (2).md')).toContain('One.');
  });
});

describe('two windows', () => {
  test('export one after the other', async () => {
    const disk = new MemoryDisk();
    const locks = memoryLocks();
    const [first, second] = await Promise.all([
      run(disk, [WALL, TRAM], { locks }),
      run(disk, [WALL_2, TRAM], { locks }),
    ]);
    expect(first).toEqual({ ...NOTHING, written: 2 });
    expect(second).toEqual({ ...NOTHING, written: 1, unchanged: 1 });
    expect(Object.keys(disk.texts())).toEqual(['Sea wall.md', 'Tram.md']);
  });

  test('can give up waiting', async () => {
    const disk = new MemoryDisk();
    const locks = memoryLocks();
    const controller = new AbortController();
    const first = run(disk, [WALL], { locks });
    const second = run(disk, [TRAM], { locks, signal: controller.signal });
    controller.abort();
    expect(await second).toMatchObject({ written: 0, stopped: { code: 'aborted' } });
    expect(await first).toMatchObject({ written: 1, stopped: null });
    expect(Object.keys(disk.texts())).toEqual(['Sea wall.md']);
  });

  test('of two browsers, which share no lock, lose nothing', async () => {
    const disk = new MemoryDisk();
    const reports = await Promise.all([run(disk, [WALL, TRAM]), run(disk, [WALL, TRAM])]);
    expect(reports.every(({ stopped }) => stopped === null)).toBe(true);
    const last = await run(disk, [WALL, TRAM]);
    expect(last.failed).toEqual([]);
    for (const text of Object.values(disk.texts())) expect(text).toMatch(/One\.|Three\./u);
  });
});
