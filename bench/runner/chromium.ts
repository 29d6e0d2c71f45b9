/** The Chromium that benches run in: the machine's own. */
import { chromium } from 'playwright';
import type { Browser, BrowserContext } from 'playwright';
import { findChromium } from '../../scripts/browsers.mjs';

/** @throws {Error} where there is none */
export async function launchChromium(): Promise<Browser> {
  return chromium.launch({ executablePath: found(), args: ['--no-sandbox'] });
}

/**
 * One with a profile in a folder, so that databases and files lie on the disk.
 *
 * @throws {Error} where there is none
 */
export async function launchWithProfile(profile: string, args: readonly string[]): Promise<BrowserContext> {
  return chromium.launchPersistentContext(profile, {
    executablePath: found(),
    args: ['--no-sandbox', ...args],
  });
}

function found(): string {
  const executablePath = findChromium();
  if (executablePath === null) throw new Error('No Chromium found');
  return executablePath;
}
