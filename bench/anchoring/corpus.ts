/** The HTML files of a folder. */
import { readFile, readdir } from 'node:fs/promises';
import { basename, extname, join } from 'node:path';
import { isUtf8 } from './browser.ts';

export interface CorpusFile {
  readonly name: string;
  read(): Promise<Buffer>;
}

export async function corpusFiles(folder: string, limit: number): Promise<CorpusFile[]> {
  const files = (await readdir(folder)).filter((file) => /^\.x?html?$/i.test(extname(file))).toSorted();
  return files.slice(0, limit).map((file) => ({
    name: basename(file, extname(file)),
    read: () => readFile(join(folder, file)),
  }));
}

/** As text; a page that is not UTF-8 is most likely Western. */
export function decoded(html: Buffer): string {
  return new TextDecoder(isUtf8(html) ? 'utf-8' : 'windows-1252').decode(html);
}
