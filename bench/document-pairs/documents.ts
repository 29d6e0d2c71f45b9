/** Documents of a package, version by version. */
import type { ArchivedFile } from '../pairs/archive.ts';
import { archivesOf, filesAt } from '../pairs/package.ts';
import { spreadVersions } from './pairing.ts';
import type { Version } from './pairing.ts';

const DOCUMENT = /\.(?:md|markdown)$/i;
const NO_DOCUMENT = /node_modules|change|history|licen[cs]e|release/i;
const SHORTEST = 2_500;
const LONGEST = 200_000;

function isDocument({ path, bytes }: ArchivedFile): boolean {
  const isNamedSo = DOCUMENT.test(path) && !NO_DOCUMENT.test(path);
  return isNamedSo && bytes.length > SHORTEST && bytes.length < LONGEST;
}

/**
 * The versions of each document of a package, by its path, oldest first.
 *
 * @throws {Error} where the registry has no such package, or does not answer
 */
export async function documentsOf(registry: string, name: string): Promise<Map<string, Version[]>> {
  const archives = await archivesOf(registry, name);
  const documents = new Map<string, Version[]>();
  for (const version of spreadVersions([...archives.keys()])) {
    const address = archives.get(version);
    if (address === undefined) continue;
    const files = await filesAt(address);
    for (const { path, bytes } of files.filter(isDocument)) {
      const markdown = new TextDecoder().decode(bytes);
      documents.set(path, [...(documents.get(path) ?? []), { version, markdown }]);
    }
  }
  return documents;
}
