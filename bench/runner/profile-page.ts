/** A page with a script in it and a profile on the disk: what is private lies in memory alone. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright';
import { launchWithProfile } from './chromium.ts';

/** A secure context, without which there is no private file system. */
const ADDRESS = 'http://localhost/';

export interface ProfilePage {
  readonly page: Page;
  readonly close: () => Promise<void>;
}

/** Its heap can be measured exactly, and collected. */
export async function openProfilePage(script: string): Promise<ProfilePage> {
  const profile = await mkdtemp(join(tmpdir(), 'pullquote-bench-'));
  const context = await launchWithProfile(profile, [
    '--enable-precise-memory-info',
    '--js-flags=--expose-gc',
  ]);
  const close = async (): Promise<void> => {
    await context.close();
    // A browser that is just closing may still write.
    await rm(profile, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 });
  };
  try {
    const page = await context.newPage();
    await page.route('**/*', (route) =>
      route.fulfill({ contentType: 'text/html; charset=utf-8', body: '<!doctype html><title>Bench</title>' }),
    );
    await page.goto(ADDRESS, { waitUntil: 'load' });
    await page.evaluate(script);
    return { page, close };
  } catch (error) {
    await close();
    throw error;
  }
}
