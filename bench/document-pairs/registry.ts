/** Documents of a package, version by version, from the registry that npm is set up with. */
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import * as v from 'valibot';
import { readArchive } from './archive.ts';
import { spreadVersions } from './pairing.ts';
import type { Version } from './pairing.ts';

const packageSchema = v.object({
  versions: v.record(v.string(), v.object({ dist: v.object({ tarball: v.string() }) })),
});

const DOCUMENT = /\.(?:md|markdown)$/i;
const NO_DOCUMENT = /node_modules|change|history|licen[cs]e|release/i;
const SHORTEST = 2_500;
const LONGEST = 200_000;
const PATIENCE_MS = 60_000;

/** The address of the registry, without a slash at its end. */
export async function registryAddress(): Promise<string> {
  const { stdout } = await promisify(execFile)('npm', ['config', 'get', 'registry']);
  return stdout.trim().replace(/\/$/, '');
}

async function get(address: string): Promise<Response> {
  const response = await fetch(address, { signal: AbortSignal.timeout(PATIENCE_MS) });
  if (!response.ok) throw new Error(`${address} answers ${response.status}`);
  return response;
}

function documentsIn(archive: Uint8Array): { path: string; markdown: string }[] {
  return readArchive(archive).flatMap(({ path, bytes }) => {
    // The first folder is the archive's own.
    const own = path.slice(path.indexOf('/') + 1);
    const isDocument = DOCUMENT.test(own) && !NO_DOCUMENT.test(own);
    const isRead = isDocument && bytes.length > SHORTEST && bytes.length < LONGEST;
    return isRead ? [{ path: own, markdown: new TextDecoder().decode(bytes) }] : [];
  });
}

/**
 * The versions of each document of a package, by its path, oldest first.
 *
 * @throws {Error} where the registry has no such package, or does not answer
 */
export async function documentsOf(registry: string, name: string): Promise<Map<string, Version[]>> {
  const described: unknown = await (await get(`${registry}/${name.replace('/', '%2f')}`)).json();
  const { versions } = v.parse(packageSchema, described);
  const documents = new Map<string, Version[]>();
  for (const version of spreadVersions(Object.keys(versions))) {
    const address = versions[version]?.dist.tarball;
    if (address === undefined) continue;
    const archive = await (await get(address)).arrayBuffer();
    for (const { path, markdown } of documentsIn(new Uint8Array(archive)))
      documents.set(path, [...(documents.get(path) ?? []), { version, markdown }]);
  }
  return documents;
}
