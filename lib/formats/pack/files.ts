/** The files of an archive, and the list of their sums by which everybody can check them. */
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';

export interface PackFile {
  /**
   * In ASCII: `unzip` names files with other letters by their numbers where the system's language is not set, and then
   * no sum finds its file.
   */
  readonly path: string;
  /** A long one in pieces, of which none ends within a character. It is gone through once. */
  readonly content: string | AsyncIterable<string>;
}

export const SUMS = 'SHA256SUMS';

/**
 * The files, and at the end `SHA256SUMS` with the sum of each, as `sha256sum` writes it. Each file has to be read to its
 * end before the next one is asked for.
 */
export async function* withSums(files: AsyncIterable<PackFile>): AsyncGenerator<PackFile, void> {
  const lines: string[] = [];
  for await (const { path, content } of files) {
    const sum = createSum();
    yield { path, content: summed(content, sum) };
    lines.push(`${sum.hex()}  ${path}\n`);
  }
  yield { path: SUMS, content: lines.join('') };
}

async function* summed(content: PackFile['content'], sum: Sum): AsyncGenerator<string, void> {
  const encoder = new TextEncoder();
  for await (const piece of typeof content === 'string' ? [content] : content) {
    sum.add(encoder.encode(piece));
    yield piece;
  }
}

export interface Sum {
  add(bytes: Uint8Array): void;
  /** Of all that was added, as 64 hexadecimal digits. Call it once. */
  hex(): string;
}

/** SHA-256 piece by piece: the browser's own wants the whole at once. */
export function createSum(): Sum {
  const hash = sha256.create();
  return {
    add: (bytes) => {
      hash.update(bytes);
    },
    hex: () => bytesToHex(hash.digest()),
  };
}

/** SHA-256 of a text in UTF-8, as 64 hexadecimal digits. */
export function sumOf(text: string): string {
  const sum = createSum();
  sum.add(new TextEncoder().encode(text));
  return sum.hex();
}

/** The sums by their paths; null where a line is none. */
export function parseSums(text: string): ReadonlyMap<string, string> | null {
  const sums = new Map<string, string>();
  for (const line of text.split(/\r?\n/u).filter((each) => each !== '')) {
    const [, sum, path] = /^([0-9a-f]{64}) [ *](.+)$/u.exec(line) ?? [];
    if (sum === undefined || path === undefined) return null;
    sums.set(path, sum);
  }
  return sums;
}
