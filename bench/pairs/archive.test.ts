import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { readArchive } from './archive';

/** An entry of a tar file: its header, and its bytes filled up to whole blocks. */
function entry(path: string, text: string, type = '0', folder = ''): Buffer {
  const bytes = Buffer.from(text);
  const header = Buffer.alloc(512);
  header.write(path, 0);
  header.write(bytes.length.toString(8).padStart(11, '0'), 124);
  header.write(type, 156);
  header.write(folder, 345);
  const filled = Buffer.alloc(Math.ceil(bytes.length / 512) * 512);
  bytes.copy(filled);
  return Buffer.concat([header, filled]);
}

const read = (...entries: readonly Buffer[]): string[] =>
  readArchive(gzipSync(Buffer.concat([...entries, Buffer.alloc(1024)]))).map(
    ({ path, bytes }) => `${path}: ${new TextDecoder().decode(bytes)}`,
  );

describe('a package’s archive', () => {
  it('gives its files, in order, whatever their length', () => {
    const long = 'x'.repeat(1_300);
    expect(
      read(entry('package/a.md', 'first'), entry('package/b.md', long), entry('package/c.md', '')),
    ).toEqual(['package/a.md: first', `package/b.md: ${long}`, 'package/c.md: ']);
  });

  it('leaves out what is no file, and joins a path that was divided', () => {
    expect(read(entry('package/docs/', '', '5'), entry('read.md', 'text', '0', 'package/docs'))).toEqual([
      'package/docs/read.md: text',
    ]);
  });

  it('ends where it was cut off', () => {
    expect(readArchive(gzipSync(entry('package/a.md', 'first').subarray(0, 700)))).toHaveLength(1);
    expect(() => readArchive(Buffer.from('no archive'))).toThrow(/header/u);
  });
});
