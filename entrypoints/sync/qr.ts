/** A text as a QR code. */
import { generate } from 'lean-qr';

/** Squares row by row, true where one is dark, without the quiet zone around; null where the text is too long for one. */
export function qrSquares(text: string): readonly (readonly boolean[])[] | null {
  let code: ReturnType<typeof generate>;
  try {
    code = generate(text);
  } catch {
    // What it throws says no more than that.
    return null;
  }
  const places = Array.from({ length: code.size }, (_, at) => at);
  return places.map((y) => places.map((x) => code.get(x, y)));
}
