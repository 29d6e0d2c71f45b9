/** A file as text, piece by piece. */
import { ReadError } from '../reader';

/**
 * The text of `file` in pieces of some 64 KB, without a byte order mark. UTF-8, or UTF-16 where a mark says so.
 *
 * @throws {ReadError} `encoding` where a byte is none of the encoding's
 */
export async function* textOf(file: Blob): AsyncGenerator<string, void> {
  const encoding = await encodingOf(file);
  const decoder = new TextDecoder(encoding, { fatal: true });
  let bytes = 0;
  const decode = (chunk?: Uint8Array): string => {
    try {
      return chunk ? decoder.decode(chunk, { stream: true }) : decoder.decode();
    } catch (error) {
      const where = `not ${encoding.toUpperCase()} after byte ${bytes}`;
      throw new ReadError('encoding', where, { cause: error });
    }
  };
  for await (const chunk of file.stream()) {
    const text = decode(chunk);
    bytes += chunk.byteLength;
    if (text !== '') yield text;
  }
  const rest = decode();
  if (rest !== '') yield rest;
}

async function encodingOf(file: Blob): Promise<'utf-8' | 'utf-16le' | 'utf-16be'> {
  const [first, second] = new Uint8Array(await file.slice(0, 2).arrayBuffer());
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  return first === 0xfe && second === 0xff ? 'utf-16be' : 'utf-8';
}

/** The first 64 KB of a file, by which its format is recognised; what is no text becomes U+FFFD. */
export async function headOf(file: Blob): Promise<string> {
  const encoding = await encodingOf(file);
  const bytes = await file.slice(0, 65_536).arrayBuffer();
  return new TextDecoder(encoding).decode(bytes);
}

/** The lines of a text, without their ends (`\n`, `\r\n` or `\r`). */
export async function* linesOf(file: Blob): AsyncGenerator<string, void> {
  let rest = '';
  for await (const piece of textOf(file)) {
    // A `\r` at the end may be half of a line's end.
    const lines = (rest + piece).split(/\r\n|\n|\r(?!$)/u);
    rest = lines.pop() ?? '';
    if (rest.length > MAX_RECORD) throw new ReadError('tooLarge', 'a line without an end');
    yield* lines;
  }
  yield* rest.split(/\r$/u).slice(0, 1);
}

/** The longest record that is read, in UTF-16 units: what is longer is no export of any tool. */
export const MAX_RECORD = 64 * 1024 * 1024;
