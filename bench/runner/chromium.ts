/** The Chromium that benches run in: the machine's own. */
import { chromium } from 'playwright';
import type { Browser } from 'playwright';
import { findChromium } from '../../scripts/browsers.mjs';

/** @throws {Error} where there is none */
export async function launchChromium(): Promise<Browser> {
  const executablePath = findChromium();
  if (executablePath === null) throw new Error('No Chromium found');
  return chromium.launch({ executablePath, args: ['--no-sandbox'] });
}
