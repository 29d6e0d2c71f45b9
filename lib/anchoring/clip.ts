/** Pieces of text of limited length that begin and end between words where that is possible. */

function isLowSurrogate(unit: number): boolean {
  return unit >= 0xdc00 && unit <= 0xdfff;
}

/** At most `length` units of `text` before `end`. */
export function clipStart(text: string, end: number, length: number): string {
  let start = end - length;
  if (start <= 0) return text.slice(0, end);
  if (isLowSurrogate(text.charCodeAt(start))) start++;
  if (/\S/u.test(text[start - 1] ?? '')) {
    const blank = text.slice(start, end).search(/\s/u);
    // At least half of it stays: a text without blanks is cut where it must be.
    if (blank >= 0 && blank < length / 2) start += blank + 1;
  }
  return text.slice(start, end);
}

/** At most `length` units of `text` from `start` on. */
export function clipEnd(text: string, start: number, length: number): string {
  let end = start + length;
  if (end >= text.length) return text.slice(start);
  if (isLowSurrogate(text.charCodeAt(end))) end--;
  if (/\S/u.test(text[end] ?? '')) {
    const blank = Math.max(text.lastIndexOf(' ', end - 1), text.lastIndexOf('\n', end - 1));
    if (blank >= start + length / 2) end = blank;
  }
  return text.slice(start, end);
}
