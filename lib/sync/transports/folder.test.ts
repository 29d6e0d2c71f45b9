import { describe, expect, test } from 'vitest';
import { failure, MemoryDisk } from '../../../tests/fixtures/memory-folder';
import { FolderTransport, type FolderPlace } from './folder';
import type { Transport, TransportFailure } from './transport';

const ONE = new Uint8Array([1]);

function on(disk: MemoryDisk, more: Partial<FolderPlace> = {}): FolderTransport {
  return new FolderTransport({ root: disk.root(), isPermitted: async () => true, ...more });
}

const fails = (reason: TransportFailure): unknown =>
  expect.objectContaining({ name: 'TransportError', reason });

function all(transport: Transport) {
  return [
    () => transport.list('heads'),
    () => transport.get('heads', 'a', 10),
    () => transport.put('heads', 'a', ONE),
    () => transport.remove('heads', 'a'),
  ];
}

test('what is written is listed with its size, read as it is, and gone when it is removed', async () => {
  const disk = new MemoryDisk();
  const transport = on(disk);
  expect(await transport.list('log')).toEqual([]);
  expect(await transport.get('log', 'a.1', 10)).toBeNull();
  await transport.remove('log', 'a.1');
  const bytes = Uint8Array.from({ length: 300 }, (_, at) => at);
  await transport.put('log', 'a.1', bytes);
  expect(await transport.list('log')).toEqual([{ name: 'a.1', size: 300 }]);
  expect(await transport.get('log', 'a.1', 300)).toEqual(bytes);
  await expect(transport.get('log', 'a.1', 299)).rejects.toThrow(fails('too-large'));
  await transport.remove('log', 'a.1');
  await transport.remove('log', 'a.1');
  expect(await transport.list('log')).toEqual([]);
});

test('a file that is there already is not written again, so that nothing carries it again', async () => {
  const disk = new MemoryDisk();
  const transport = on(disk);
  await transport.put('log', 'a.1', ONE);
  const written: string[] = [];
  disk.before = (operation, path) => void (operation === 'createWritable' && written.push(path));
  await transport.put('log', 'a.1', new Uint8Array([1]));
  expect(written).toEqual([]);
  // One that was cut off is.
  disk.write('log/a.1', '');
  await transport.put('log', 'a.1', ONE);
  expect(written).toEqual(['log/a.1']);
});

test('copies, parts and notes that tools leave beside our files are none of ours', async () => {
  const disk = new MemoryDisk();
  const names = [
    'a.1 (1)',
    'a.1 2',
    "a.1 (Ann's conflicted copy 2026-01-02)",
    'a.sync-conflict-20260102-030405-ABCDEFG.1',
    'a.sync-conflict-20260102-030405-2345672.1',
    '.syncthing.a.1.tmp',
    '~syncthing~a.1.tmp',
    '.a.1.icloud',
    'a.1.crswap',
    'a.1.part',
    'A.1',
  ];
  for (const name of [...names, 'a.1', 'folder/a.2']) disk.write(`log/${name}`, 'x');
  expect(await on(disk).list('log')).toEqual([{ name: 'a.1', size: 1 }]);
});

describe('what goes wrong', () => {
  test.each<[string, TransportFailure]>([
    ['NotAllowedError', 'not-permitted'],
    ['SecurityError', 'not-permitted'],
    ['NotFoundError', 'not-found'],
    ['QuotaExceededError', 'full'],
    ['NoModificationAllowedError', 'busy'],
    ['NotReadableError', 'busy'],
    ['UnknownError', 'failed'],
  ])('as %s is told as %s', async (name, reason) => {
    const disk = new MemoryDisk();
    disk.before = () => {
      throw failure(name);
    };
    for (const call of all(on(disk))) await expect(call).rejects.toThrow(fails(reason));
  });

  test('because the user took back the permission is told before anything is touched', async () => {
    const disk = new MemoryDisk();
    for (const call of all(on(disk, { isPermitted: async () => false })))
      await expect(call).rejects.toThrow(fails('not-permitted'));
    expect(disk.operations).toBe(0);
  });

  test('because the folder is gone is told, and is not an empty folder', async () => {
    const disk = new MemoryDisk();
    disk.write('vault/heads/a', 'x');
    const root = await disk.root().getDirectoryHandle('vault');
    disk.move('vault/heads/a', 'elsewhere/heads/a');
    disk.before = (_, path) => {
      if (path.startsWith('vault')) throw failure('NotFoundError');
    };
    for (const call of all(on(disk, { root }))) await expect(call).rejects.toThrow(fails('not-found'));
  });

  test('because the disk is full leaves no empty file, and the next try writes it', async () => {
    const disk = new MemoryDisk();
    for (const failing of ['createWritable', 'write', 'close']) {
      disk.before = (operation) => {
        if (operation === failing) throw failure('QuotaExceededError');
      };
      await expect(on(disk).put('log', 'a.1', ONE)).rejects.toThrow(fails('full'));
      disk.before = () => undefined;
      expect(await on(disk).list('log')).toEqual([]);
    }
    await on(disk).put('log', 'a.1', ONE);
    expect(await on(disk).list('log')).toEqual([{ name: 'a.1', size: 1 }]);
  });

  test('because the disk does not answer is told in time, or when it is not wanted any more', async () => {
    const root = Object.assign(new MemoryDisk().root(), {
      getDirectoryHandle: () => new Promise<never>(() => undefined),
    });
    for (const call of all(on(new MemoryDisk(), { root, patience: 5 })))
      await expect(call).rejects.toThrow(fails('timeout'));
    const controller = new AbortController();
    const list = on(new MemoryDisk(), { root }).list('heads', controller);
    controller.abort(new Error('closed'));
    await expect(list).rejects.toThrow('closed');
  });

  test('with a file that vanishes while it is listed leaves it out', async () => {
    const disk = new MemoryDisk();
    disk.write('log/a.1', 'x');
    disk.write('log/a.2', 'x');
    disk.before = (operation, path) => {
      if (operation === 'getFile' && path === 'log/a.1') throw failure('NotFoundError');
    };
    expect(await on(disk).list('log')).toEqual([{ name: 'a.2', size: 1 }]);
  });
});
