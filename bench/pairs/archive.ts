/** The documents in a package's archive: a gzipped tar file (POSIX.1-1988, `ustar`). */
import { gunzipSync } from 'node:zlib';

export interface ArchivedFile {
  /** Path in the archive. */
  readonly path: string;
  readonly bytes: Uint8Array;
}

const BLOCK = 512;
/** [from, to) in a header. */
const NAME = [0, 100] as const;
const SIZE = [124, 136] as const;
const TYPE = 156;
const PREFIX = [345, 500] as const;
const FILE_TYPES = new Set(['0', '\0']);

function field(header: Buffer, [from, to]: readonly [number, number]): string {
  return header.toString('utf8', from, to).split('\0')[0] ?? '';
}

/**
 * The files of the archive.
 *
 * @throws {Error} where it is no gzip file
 */
export function readArchive(gzipped: Uint8Array): ArchivedFile[] {
  const tar = gunzipSync(gzipped);
  const files: ArchivedFile[] = [];
  let at = 0;
  while (at + BLOCK <= tar.length) {
    const header = tar.subarray(at, at + BLOCK);
    const size = Number.parseInt(field(header, SIZE).trim() || '0', 8);
    const name = field(header, NAME);
    if (name === '' || !Number.isFinite(size)) break;
    const folder = field(header, PREFIX);
    const begin = at + BLOCK;
    if (FILE_TYPES.has(String.fromCharCode(header[TYPE] ?? 0)))
      files.push({
        path: folder === '' ? name : `${folder}/${name}`,
        bytes: tar.subarray(begin, begin + size),
      });
    at = begin + Math.ceil(size / BLOCK) * BLOCK;
  }
  return files;
}
