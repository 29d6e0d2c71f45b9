/**
 * The backup: everything that is stored, in files that Pullquote reads again and that others can read, too.
 *
 * `pullquote.json` has every article with all marks, those in the trash too; `copies/` the saved versions of each article.
 */
import { v5 } from 'uuid';
import type { Article } from '../../annotation/model';
import type { DatedCopy } from '../../annotation/version';
import { overviewOf, renderStream, type Entry, type RenderOptions } from '../format';
import { isoTime } from '../text/plain-text';
import { pullquoteJson } from '../write/pullquote-json';
import { CHECK_BY_HAND } from './check-by-hand';
import { withSums, type PackFile } from './files';

/** The first words of the README, by which a backup is told from other archives. */
export const BACKUP_SIGN = 'PULLQUOTE BACKUP, VERSION';
export const BACKUP_VERSION = 1;
export const MARKS_FILE = 'pullquote.json';
export const COPIES_FOLDER = 'copies/';

/** An article with its saved copies, oldest first. */
export interface BackedUpCopies {
  readonly article: Article;
  readonly copies: AsyncIterable<DatedCopy>;
}

/** What is backed up. Each part is gone through once, in this order. */
export interface BackupSource {
  readonly entries: AsyncIterable<Entry>;
  readonly copies: AsyncIterable<BackedUpCopies>;
  /** Records that cannot be read: known when both have been gone through. */
  readonly lost: () => number;
}

export interface BackupOptions extends RenderOptions {
  /** Its name and version, as in `Pullquote 1.0.0`. */
  readonly program: string;
}

/** The files of the backup, each made when it is asked for. */
export function backupPack(source: BackupSource, options: BackupOptions): AsyncGenerator<PackFile, void> {
  return withSums(filesOf(source, options));
}

interface Counts {
  articles: number;
  annotations: number;
  copies: number;
}

async function* filesOf(source: BackupSource, options: BackupOptions): AsyncGenerator<PackFile, void> {
  const counts: Counts = { articles: 0, annotations: 0, copies: 0 };
  const entries = counted(source.entries, counts);
  yield { path: MARKS_FILE, content: renderStream(pullquoteJson, entries, overviewOf([]), options) };
  for await (const { article, copies } of source.copies) yield* copyFiles(article, copies, counts);
  yield { path: 'README.txt', content: readme(counts, source.lost(), options) };
}

async function* counted(entries: AsyncIterable<Entry>, counts: Counts): AsyncGenerator<Entry, void> {
  for await (const entry of entries) {
    counts.articles++;
    counts.annotations += entry.annotations.length;
    yield entry;
  }
}

/** A file is read as a whole: an article with more copies than this many characters has several. */
const LONGEST = 8_000_000;

async function* copyFiles(
  article: Article,
  copies: AsyncIterable<DatedCopy>,
  counts: Counts,
): AsyncGenerator<PackFile, void> {
  let [lines, length, part]: [string[], number, number] = [[], 0, 1];
  const file = (): PackFile => ({
    path: copiesPath(article.id, part),
    content: `{\n"article": ${JSON.stringify(article)},\n"copies": [\n${lines.join(',\n')}\n]\n}\n`,
  });
  for await (const { capturedAt, details, blocks } of copies) {
    const line = JSON.stringify({ capturedAt, details, blocks });
    if (lines.length > 0 && length + line.length > LONGEST) {
      yield file();
      [lines, length, part] = [[], 0, part + 1];
    }
    lines.push(line);
    length += line.length;
    counts.copies++;
  }
  if (lines.length > 0) yield file();
}

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/u;
const NAMESPACE = 'a4dd4f0b-6f0f-5a35-8f5a-5d1a0f6b7c52';

/** Where the copies of an article are. An id that came from elsewhere may be no name for a file. */
export function copiesPath(articleId: string, part = 1): string {
  const name = UUID.test(articleId) ? articleId : v5(articleId, NAMESPACE);
  return `${COPIES_FOLDER}${name}${part === 1 ? '' : `-${part}`}.json`;
}

/** In English whatever the user's language is: it is part of the format. */
function readme(
  { articles, annotations, copies }: Counts,
  lost: number,
  { now, program }: BackupOptions,
): string {
  const missing = `MISSING: ${lost} stored records or versions could not be read, and are not in this backup.`;
  return [
    `${BACKUP_SIGN} ${BACKUP_VERSION}`,
    `Made by ${program} on ${isoTime(now)} (the clock of the computer that it was made on, in UTC).`,
    `Articles: ${articles}\nMarks and notes, with those in the trash: ${annotations}\nSaved versions: ${copies}`,
    ...(lost > 0 ? [missing] : []),
    FILES,
    CHECK_BY_HAND,
  ]
    .join('\n\n')
    .concat('\n');
}

const FILES = `HOW TO GET IT BACK

In Pullquote, open "Take out and bring in", choose "Bring in", and drop this ZIP there as it is. What is there already
stays; you see what would come in before anything changes, and can undo it.

WHAT THE FILES ARE

pullquote.json    Every article with its marks and notes, those in the trash too ("deletedAt"): Pullquote JSON,
                  version 1. Times are milliseconds since 1970-01-01 UTC.
copies/ID.json    The saved versions of one article ("copies"), each with when it was seen ("capturedAt"), what the page
                  said of itself ("details"), and its text, block by block ("blocks"). Long ones go on in ID-2.json.
SHA256SUMS        The SHA-256 of every other file.`;
