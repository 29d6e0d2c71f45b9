/** The content of a version as it lies in the database: steps from the version before it, compressed. */
import * as v from 'valibot';
import { copyBlockSchema, type CopyBlock } from '../../annotation/version';
import { decodeDelta, deltaSchema, encodeDelta } from './delta';

/** Each block as a line. */
function toLines(blocks: readonly CopyBlock[]): string[] {
  return blocks.map((block) => JSON.stringify(block));
}

/** `blocks` as steps from those of the version before; from nothing where there is none. */
export function pack(
  blocks: readonly CopyBlock[],
  base: readonly CopyBlock[],
): Promise<Uint8Array<ArrayBuffer>> {
  const delta = encodeDelta(toLines(base), toLines(blocks));
  return through(new TextEncoder().encode(JSON.stringify(delta)), new CompressionStream('deflate-raw'));
}

/**
 * The blocks that were packed.
 * @throws where `bytes` or `base` are not what `pack` was given and gave: TypeError, SyntaxError, RangeError, ValiError
 */
export async function unpack(
  bytes: Uint8Array<ArrayBuffer>,
  base: readonly CopyBlock[],
): Promise<CopyBlock[]> {
  const json = new TextDecoder().decode(await through(bytes, new DecompressionStream('deflate-raw')));
  const delta = v.parse(deltaSchema, JSON.parse(json));
  return decodeDelta(toLines(base), delta).map((line) => v.parse(copyBlockSchema, JSON.parse(line)));
}

async function through(
  bytes: Uint8Array<ArrayBuffer>,
  stream: CompressionStream | DecompressionStream,
): Promise<Uint8Array<ArrayBuffer>> {
  return new Uint8Array(await new Response(new Blob([bytes]).stream().pipeThrough(stream)).arrayBuffer());
}

/** SHA-256 of a text in UTF-8, as hexadecimal digits. */
export async function sha256(text: string): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text));
  return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
