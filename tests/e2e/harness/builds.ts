/** The zips that would be uploaded, unpacked: the browser tests run on them and not on a development build. */
import { mkdir, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { dirname, join, resolve, sep } from 'node:path';
import { unzipSync } from 'fflate';
import type { BrowserName } from './driver.ts';
import { fromJson } from './run-on.ts';

const ROOT = resolve(import.meta.dirname, '../../..');
const ENDINGS = { chromium: '-chrome.zip', firefox: '-firefox.zip' } as const;

/** Where the unpacked builds are, or will be, found. */
export const BUILDS: Readonly<Record<BrowserName, string>> = {
  chromium: join(ROOT, '.cache', 'e2e', 'chromium'),
  firefox: join(ROOT, '.cache', 'e2e', 'firefox'),
};

/**
 * Unpacks both zips of `npm run zip` into `.cache/e2e/` and gives the folders.
 * @throws {Error} where a zip is missing
 */
export async function unpackBuilds(): Promise<Readonly<Record<BrowserName, string>>> {
  for (const browser of ['chromium', 'firefox'] as const) await unpack(await zipOf(browser), BUILDS[browser]);
  return BUILDS;
}

async function zipOf(browser: BrowserName): Promise<string> {
  const folder = join(ROOT, '.output');
  const { version } = fromJson<{ version: string }>(await readFile(join(ROOT, 'package.json'), 'utf8'));
  const wanted = `pullquote-${version}${ENDINGS[browser]}`;
  const names = await readdir(folder).catch((): string[] => []);
  if (!names.includes(wanted)) throw new Error(`No ${wanted} in .output: run "npm run zip" first`);
  return join(folder, wanted);
}

/** Unpacks one zip into `folder`, which is emptied first. */
async function unpack(zip: string, folder: string): Promise<void> {
  await rm(folder, { recursive: true, force: true });
  for (const [name, bytes] of Object.entries(unzipSync(await readFile(zip)))) {
    const path = resolve(folder, name);
    if (name.endsWith('/')) continue;
    if (!path.startsWith(folder + sep)) throw new Error(`${zip}: ${name} lies outside`);
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, bytes);
  }
}
