/** What single characters mean to the normalised text: blanks, and hints that nobody sees. */

export const BLANK = 0x20;

/** The whitespace of `\s`, without a regular expression per unit. */
export function isWhite(unit: number): boolean {
  if (unit <= 0x20) return unit === BLANK || (unit >= 0x09 && unit <= 0x0d);
  if (unit < 0xa0) return false;
  return (
    unit === 0xa0 ||
    unit === 0x1680 ||
    (unit >= 0x2000 && unit <= 0x200a) ||
    unit === 0x2028 ||
    unit === 0x2029 ||
    unit === 0x202f ||
    unit === 0x205f ||
    unit === 0x3000
  );
}

/** Hints for breaking lines, which a reader never sees: soft hyphen, zero-width space, byte-order mark. */
export function isHint(unit: number): boolean {
  return unit === 0xad || unit === 0x200b || unit === 0xfeff;
}

/** Anything that is neither blank nor hint; `\s` has the byte-order mark. */
const SEEN = /[^\s\u00AD\u200B]/u;
const HINTS = /[\u00AD\u200B\uFEFF]/gu;
const WHITE_RUN = /[^\S ]\s*| \s+/gu;
/** What keeps a text from being its own normal form: see the two above. */
const UNEVEN = /[^\S ]| \s|[\u00AD\u200B\uFEFF]/u;

/** Whether a reader sees anything of `data`. */
export function hasSeen(data: string): boolean {
  // Nearly all texts tell by their first letter, or are blanks, which the browser passes over at once.
  const first = data.trimStart().charCodeAt(0);
  if (Number.isNaN(first)) return false;
  return (first > BLANK && first < 0x7f) || SEEN.test(data);
}

/** Whether there is whitespace in `data`, which has nothing that is seen. */
export function hasWhite(data: string): boolean {
  for (let at = 0; at < data.length; at++) if (isWhite(data.charCodeAt(at))) return true;
  return false;
}

/** Every run of whitespace in `data` is one blank, hints are dropped. Edges stay, as a blank. */
export function normalise(data: string): string {
  if (!UNEVEN.test(data)) return data;
  return data.replaceAll(HINTS, '').replaceAll(WHITE_RUN, ' ');
}
