/** Pictures as the browser takes them: PNG with eight bits a channel, not interlaced. */
import { inflateSync } from 'node:zlib';

export interface Picture {
  readonly width: number;
  readonly height: number;
  /** Bytes of a pixel: 3 or 4. */
  readonly channels: number;
  /** Row by row, no padding. */
  readonly pixels: Uint8Array;
}

const SIGNATURE_BYTES = 8;
const CHANNELS = new Map([
  [2, 3],
  [6, 4],
]);

/** The value that PNG's fifth filter predicts, of those to the left, above, and to the left above. */
function paeth(left: number, above: number, corner: number): number {
  const estimate = left + above - corner;
  const [byLeft, byAbove, byCorner] = [left, above, corner].map((value) => Math.abs(estimate - value));
  if (byLeft === undefined || byAbove === undefined || byCorner === undefined) return 0;
  if (byLeft <= byAbove && byLeft <= byCorner) return left;
  return byAbove <= byCorner ? above : corner;
}

function predicted(filter: number, left: number, above: number, corner: number): number {
  switch (filter) {
    case 1:
      return left;
    case 2:
      return above;
    case 3:
      return (left + above) >> 1;
    case 4:
      return paeth(left, above, corner);
    default:
      return 0;
  }
}

interface Chunks {
  readonly header: Buffer;
  readonly data: Buffer;
}

function chunksOf(file: Buffer): Chunks {
  const data: Buffer[] = [];
  let header: Buffer = Buffer.alloc(0);
  for (let at = SIGNATURE_BYTES; at < file.length;) {
    const length = file.readUInt32BE(at);
    const kind = file.toString('latin1', at + 4, at + 8);
    const chunk = file.subarray(at + 8, at + 8 + length);
    if (kind === 'IHDR') header = chunk;
    if (kind === 'IDAT') data.push(chunk);
    at += length + 12;
  }
  return { header, data: Buffer.concat(data) };
}

/** Adds to each byte what its line's filter predicts. */
function unfiltered(filtered: Buffer, rows: number, stride: number, channels: number): Uint8Array {
  const pixels = new Uint8Array(stride * rows);
  for (let row = 0; row < rows; row++) {
    const from = row * (stride + 1);
    const filter = filtered[from] ?? 0;
    const to = row * stride;
    for (let column = 0; column < stride; column++) {
      const left = column < channels ? 0 : (pixels[to + column - channels] ?? 0);
      const above = row === 0 ? 0 : (pixels[to + column - stride] ?? 0);
      const corner = row === 0 || column < channels ? 0 : (pixels[to + column - stride - channels] ?? 0);
      pixels[to + column] = (filtered[from + 1 + column] ?? 0) + predicted(filter, left, above, corner);
    }
  }
  return pixels;
}

/** @throws {RangeError} for a picture of another kind */
export function decodePng(file: Buffer): Picture {
  const { header, data } = chunksOf(file);
  const channels = CHANNELS.get(header[9] ?? -1);
  if (channels === undefined || header[8] !== 8 || header[12] !== 0)
    throw new RangeError('Not a picture as the browser takes them');
  const width = header.readUInt32BE(0);
  const height = header.readUInt32BE(4);
  const pixels = unfiltered(inflateSync(data), height, width * channels, channels);
  return { width, height, channels, pixels };
}
