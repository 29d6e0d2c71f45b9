/** Packages of the registry that npm is set up with. */
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import * as v from 'valibot';
import type { ArchivedFile } from './archive.ts';
import { readArchive } from './archive.ts';

const packageSchema = v.object({
  versions: v.record(v.string(), v.object({ dist: v.object({ tarball: v.string() }) })),
});

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

/**
 * The addresses of a package's archives, by version.
 *
 * @throws {Error} where the registry has no such package, or does not answer
 */
export async function archivesOf(registry: string, name: string): Promise<Map<string, string>> {
  const described: unknown = await (await get(`${registry}/${name.replace('/', '%2f')}`)).json();
  const { versions } = v.parse(packageSchema, described);
  return new Map(Object.entries(versions).map(([version, { dist }]) => [version, dist.tarball]));
}

/**
 * The files of the archive at an address. Paths are the package's own.
 *
 * @throws {Error} where it does not come, or is none
 */
export async function filesAt(address: string): Promise<ArchivedFile[]> {
  const archive = await (await get(address)).arrayBuffer();
  return readArchive(new Uint8Array(archive)).map(({ path, bytes }) => ({
    // The first folder is the archive's own.
    path: path.slice(path.indexOf('/') + 1),
    bytes,
  }));
}
