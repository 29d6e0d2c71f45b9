/** Each step of an export fails once, in each way in which it can: then nothing is lost, and the next export heals all. */
import { describe, expect, test } from 'vitest';
import { entryOf, run as exportTo } from '../../tests/fixtures/folder-samples';
import { failure, MemoryDisk } from '../../tests/fixtures/memory-folder';
import type { Entry } from '../formats/format';

const FIRST = [
  entryOf('a', 'Same title', 'A one.'),
  entryOf('b', 'Same title', 'B one.'),
  entryOf('c', 'Moved', 'C one.'),
  entryOf('d', 'Edited', 'D one.'),
  entryOf('e', 'As it was', 'E one.'),
];
const SECOND = [
  entryOf('a', 'Same title', 'A one.', 'A two.'),
  entryOf('b', 'Another title', 'B one.'),
  entryOf('c', 'Moved', 'C two.'),
  entryOf('d', 'Edited', 'D one.', 'D two.'),
  entryOf('e', 'As it was', 'E one.'),
  entryOf('f', 'New', 'F one.'),
  entryOf('g', 'Taken', 'G one.'),
];

function run(disk: MemoryDisk, entries: readonly Entry[], signal?: AbortSignal) {
  return exportTo(disk, entries, { folder: 'Clips/Pullquote', ...(signal ? { signal } : {}) });
}

const MINE = ['Mine in front.', 'Mine below.', 'D one, as I see it.', 'All mine.', 'Elsewhere.'];

/** A folder in which the user did what users do since the first export. */
async function lived(): Promise<MemoryDisk> {
  const disk = new MemoryDisk();
  await run(disk, FIRST);
  const edit = (path: string, change: (text: string) => string) => disk.write(path, change(disk.read(path)));
  edit('Clips/Pullquote/Same title.md', (text) => text.replace('\n---\n', '\nown: Mine in front.\n---\n'));
  edit('Clips/Pullquote/Moved.md', (text) => `${text}\nMine below.`);
  disk.move('Clips/Pullquote/Moved.md', 'Projects/c.md');
  edit('Clips/Pullquote/Edited.md', (text) => text.replace('> D one.', '> D one, as I see it.'));
  disk.write('Clips/Pullquote/Taken.md', 'All mine.');
  disk.write('Journal.md', 'Elsewhere.');
  return disk;
}

function expectMine(disk: MemoryDisk): void {
  const all = Object.values(disk.texts()).join('\n');
  for (const text of MINE) expect(all).toContain(text);
}

/** Every note is as it was or as it shall be. */
function expectWhole(disk: MemoryDisk, before: MemoryDisk, after: MemoryDisk, withEmpty = false): void {
  const [then, later] = [before.texts(), after.texts()];
  for (const [path, text] of Object.entries(disk.texts())) {
    expect([then[path], later[path], ...(withEmpty ? [''] : [])]).toContain(text);
  }
}

async function reference() {
  const before = await lived();
  const after = before.copy();
  await run(after, SECOND);
  return { before, after, steps: after.operations };
}

describe('an export that fails', () => {
  test.each([
    'NotFoundError',
    'NotAllowedError',
    'QuotaExceededError',
    'NoModificationAllowedError',
    'NotReadableError',
  ])('at any one step with %s loses nothing, and the next one brings all up to date', async (name) => {
    const { before, after, steps } = await reference();
    expect(steps).toBeGreaterThan(60);
    for (let step = 1; step <= steps; step++) {
      const disk = before.copy();
      disk.before = () => {
        if (disk.operations === step) throw failure(name);
      };
      await run(disk, SECOND);
      expectMine(disk);
      expectWhole(disk, before, after);
      disk.before = () => undefined;
      await run(disk, SECOND);
      expect(disk.texts(), `step ${step}`).toEqual(after.texts());
      expect(await run(disk, SECOND)).toMatchObject({ written: 0, failed: [], stopped: null });
    }
  });

  test('and never comes back, as when the browser is killed, leaves at most an empty note, which the next one fills', async () => {
    const { before, after, steps } = await reference();
    for (let step = 1; step <= steps; step++) {
      const disk = before.copy();
      disk.before = () => {
        if (disk.operations >= step) throw failure('UnknownError');
      };
      await run(disk, SECOND);
      expectMine(disk);
      expectWhole(disk, before, after, true);
      disk.before = () => undefined;
      await run(disk, SECOND);
      expect(disk.texts(), `step ${step}`).toEqual(after.texts());
    }
  });

  test('by the signal leaves no half note, and the next one brings all up to date', async () => {
    const { before, after, steps } = await reference();
    for (let step = 1; step <= steps; step++) {
      const disk = before.copy();
      const controller = new AbortController();
      disk.before = () => {
        if (disk.operations === step) controller.abort();
      };
      await run(disk, SECOND, controller.signal);
      expectMine(disk);
      expectWhole(disk, before, after);
      disk.before = () => undefined;
      await run(disk, SECOND);
      expect(disk.texts(), `step ${step}`).toEqual(after.texts());
    }
  });

  test('in its first run, with nothing there yet, is made good by the second', async () => {
    const whole = new MemoryDisk();
    await run(whole, FIRST);
    for (let step = 1; step <= whole.operations; step++) {
      const disk = new MemoryDisk();
      disk.before = () => {
        if (disk.operations === step) throw failure('QuotaExceededError');
      };
      await run(disk, FIRST);
      disk.before = () => undefined;
      await run(disk, FIRST);
      expect(disk.texts(), `step ${step}`).toEqual(whole.texts());
    }
  });
});
