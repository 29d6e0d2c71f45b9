/**
 * The evidence pack: what an article said and when it was seen, with all that is needed to check it without Pullquote.
 *
 * A folder for each article: its marks as data and as a page, every saved version as the text that its sum was taken of and
 * as a page, and a list of the versions. Beside the folders `README.txt` and `SHA256SUMS`.
 */
import type { Article } from '../../annotation/model';
import { textOf, type ArticleVersion, type SavedCopy } from '../../annotation/version';
import { render, type Entry } from '../format';
import { isoTime } from '../text/plain-text';
import { pullquoteJson } from '../write/pullquote-json';
import { evidenceReadme, type PackedSummary } from './evidence-readme';
import { sumOf, withSums, type PackFile } from './files';
import { fileTime, folderName } from './folder-name';
import { marksPage } from './marks-page';
import type { PackOptions } from './options';
import { versionPage } from './version-page';

/** A version as it was seen; its copy is null where what is stored of it is damaged. */
export interface PackedVersion {
  readonly version: ArticleVersion;
  readonly copy: SavedCopy | null;
}

/** An article on its way into a pack. */
export interface PackedArticle {
  readonly entry: Entry;
  /** Oldest first. */
  readonly versions: AsyncIterable<PackedVersion>;
  /** Stored versions of which not even that much can be read. */
  readonly unreadable: number;
}

/** The files of the pack, each made when it is asked for. */
export function evidencePack(
  articles: AsyncIterable<PackedArticle>,
  options: PackOptions,
): AsyncGenerator<PackFile, void> {
  return withSums(filesOf(articles, options));
}

async function* filesOf(
  articles: AsyncIterable<PackedArticle>,
  options: PackOptions,
): AsyncGenerator<PackFile, void> {
  const packed: PackedSummary[] = [];
  for await (const { entry, versions, unreadable } of articles) {
    const folder = folderName(entry.article, packed.length + 1);
    yield { path: `${folder}/marks.json`, content: render(pullquoteJson, [entry], options) };
    yield { path: `${folder}/marks.html`, content: marksPage(entry, options) };
    const listed: ListedVersion[] = [];
    for await (const packedVersion of versions) {
      const nth = listed.length + 1;
      const { files, version } = versionFiles(packedVersion, nth, { entry, folder, options });
      yield* files;
      listed.push(version);
    }
    yield { path: `${folder}/versions.json`, content: versionsJson(entry.article, listed) };
    const damaged = listed.filter(({ isAsCaptured }) => !isAsCaptured).length;
    packed.push({ folder, article: entry.article, versions: listed.length, damaged, unreadable });
  }
  yield { path: 'README.txt', content: evidenceReadme(packed, options) };
}

interface ListedVersion {
  readonly id: string;
  readonly capturedAt: string;
  readonly sha256: string;
  readonly title: string;
  /** Null where what was stored is damaged. */
  readonly text: string | null;
  readonly page: string | null;
  /** The text has the sum that was taken when it was saved. */
  readonly isAsCaptured: boolean;
}

interface Around {
  readonly entry: Entry;
  readonly folder: string;
  readonly options: PackOptions;
}

function versionFiles(
  { version, copy }: PackedVersion,
  nth: number,
  { entry, folder, options }: Around,
): { readonly files: PackFile[]; readonly version: ListedVersion } {
  const { id, capturedAt, sha256, details } = version;
  const name = `versions/${nth}-${fileTime(capturedAt)}`;
  const known = { id, capturedAt: isoTime(capturedAt), sha256, title: details.title };
  if (!copy) return { files: [], version: { ...known, text: null, page: null, isAsCaptured: false } };
  const text = textOf(copy);
  const page = versionPage(version, copy, entry, options);
  return {
    files: [
      { path: `${folder}/${name}.txt`, content: text },
      { path: `${folder}/${name}.html`, content: page },
    ],
    version: {
      ...known,
      text: `${name}.txt`,
      page: `${name}.html`,
      isAsCaptured: sumOf(text) === sha256,
    },
  };
}

function versionsJson(
  { url, aliases, title }: Pick<Article, 'url' | 'aliases' | 'title'>,
  versions: readonly ListedVersion[],
): string {
  return `${JSON.stringify({ address: url, aliases, title, versions }, null, 2)}\n`;
}
