/** Words of others in LaTeX. */
import { oneLine } from './plain-text';

const SPECIAL: Readonly<Record<string, string>> = {
  '\\': '\\textbackslash{}',
  '~': '\\textasciitilde{}',
  '^': '\\textasciicircum{}',
};

/** `text` as one line that BibTeX and LaTeX print as it is. */
export function tex(text: string): string {
  return oneLine(text).replaceAll(/[\\{}%&$#_~^]/gu, (sign) => SPECIAL[sign] ?? `\\${sign}`);
}

/** `url` for the `\url` and `\href` of hyperref, also where they stand in the argument of another command. */
export function texAddress(url: string): string {
  return url
    .toWellFormed()
    .replaceAll(/[\s\p{Cc}\p{Cf}\\{}^]/gu, (sign) => encodeURIComponent(sign))
    .replaceAll(/[%#&]/gu, String.raw`\$&`);
}
