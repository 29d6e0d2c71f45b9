/** The folders of one launch: a fresh profile, a copy of the extension, downloads; gone when it closes. */
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fromJson } from './run-on.ts';

export interface Workspace {
  readonly root: string;
  readonly extension: string;
  readonly downloads: string;
  remove(): Promise<void>;
}

export async function createWorkspace(): Promise<Workspace> {
  const root = await mkdtemp(join(tmpdir(), 'pullquote-'));
  const downloads = join(root, 'downloads');
  await mkdir(downloads);
  return {
    root,
    extension: join(root, 'extension'),
    downloads,
    // A browser that is just closing may still write.
    remove: () => rm(root, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 }),
  };
}

/** The parts of the manifest that the drivers read. */
export interface Manifest {
  readonly version: string;
  readonly permissions: readonly string[];
  readonly optional_host_permissions: readonly string[];
  readonly commands: Readonly<Record<string, { suggested_key?: { default?: string } }>>;
  readonly browser_specific_settings?: { readonly gecko?: { readonly id: string } };
}

export async function readManifest(folder: string): Promise<Manifest> {
  return fromJson<Manifest>(await readFile(join(folder, 'manifest.json'), 'utf8'));
}

/** Raises the last number of the version, so that a browser takes the folder for an update. */
export async function bumpVersion(folder: string): Promise<void> {
  const manifest = await readManifest(folder);
  const numbers = manifest.version.split('.').map(Number);
  numbers.push((numbers.pop() ?? 0) + 1);
  await writeFile(join(folder, 'manifest.json'), JSON.stringify({ ...manifest, version: numbers.join('.') }));
}
