/** Bytes compressed by what the browser has: raw DEFLATE (RFC 1951). */
import { joined, type Bytes } from './bytes';

export async function deflate(plain: Uint8Array): Promise<Bytes> {
  const stream = piecewise(plain).pipeThrough(new CompressionStream('deflate-raw'));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

/**
 * What was compressed; null where it is longer than `limit`, and then no more than a little beyond that was made of it.
 * @throws {TypeError} where it is nothing that was compressed
 */
export async function inflate(compressed: Uint8Array, limit: number): Promise<Bytes | null> {
  const stream = piecewise(compressed).pipeThrough(new DecompressionStream('deflate-raw'));
  const pieces: Uint8Array[] = [];
  let length = 0;
  // Leaving the loop cancels the stream.
  for await (const piece of stream) {
    length += piece.length;
    if (length > limit) return null;
    pieces.push(piece);
  }
  return joined(...pieces);
}

/** A piece can become a thousand times as long at once, before anybody can count it. */
const PIECE = 4096;

function piecewise(bytes: Uint8Array): ReadableStream<Bytes> {
  let offset = 0;
  return new ReadableStream({
    pull: (controller) => {
      if (offset >= bytes.length) return controller.close();
      controller.enqueue(bytes.slice(offset, offset + PIECE));
      offset += PIECE;
    },
  });
}
