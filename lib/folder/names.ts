/** Names of new files that clash with no other, on whatever system the folder is opened one day. */
import { fileName, safeName } from '../formats/file-name';
import type { Entry, Format } from '../formats/format';

/** The article's title; the day on which it was saved where it has none. */
export function wantedName(entry: Entry, format: Format): string {
  return fileName([entry], format, entry.article.savedAt);
}

/** `name`, or the first of `name (2)`, `name (3)`, … that is not among the folded names in `taken`. */
export function freeName(name: string, taken: ReadonlySet<string>): string {
  const dot = name.lastIndexOf('.');
  for (let count = 1; ; count++) {
    const candidate = count === 1 ? name : `${name.slice(0, dot)} (${count})${name.slice(dot)}`;
    if (!taken.has(foldName(candidate))) return candidate;
  }
}

/** Alike for names that some file system takes for the same: case, and how accents are written. */
export function foldName(name: string): string {
  return name.normalize('NFD').toUpperCase().toLowerCase().normalize('NFD');
}

/** Alike for a name and its numbered variants. */
export function foldStem(name: string): string {
  return foldName(name.replace(/(?: \(\d+\))?\.[^.]*$/u, ''));
}

/** The names of the folders on the way to `folder`, each of them safe; none where it is ''. */
export function folderNames(folder: string): string[] {
  return folder
    .split(/[/\\]/u)
    .map((name) => safeName(name))
    .filter(Boolean);
}
