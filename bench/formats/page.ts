/** The page that the harness runs in, with a profile on the disk: what is private lies in memory alone. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { JSHandle } from 'playwright';
import { pause } from '../../tests/e2e/harness/until.ts';
import { launchWithProfile } from '../runner/chromium.ts';
import type { FormatsHarness } from './types.ts';

/** A secure context, without which there is no private file system. */
const ADDRESS = 'http://localhost/';
/** After this, in ms, the browser has told of a download that has begun. */
const NOTICE = 500;

export interface FormatsPage {
  readonly harness: JSHandle<FormatsHarness>;
  /** How many downloads there have been, once those that have begun are complete. */
  downloads(): Promise<number>;
  close(): Promise<void>;
}

export async function openFormatsPage(script: string): Promise<FormatsPage> {
  const profile = await mkdtemp(join(tmpdir(), 'pullquote-formats-'));
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
    const downloads: Promise<void>[] = [];
    page.on('download', (download) => {
      downloads.push(download.path().then(() => download.delete()));
    });
    await page.route('**/*', (route) =>
      route.fulfill({ contentType: 'text/html; charset=utf-8', body: '<!doctype html><title>Bench</title>' }),
    );
    await page.goto(ADDRESS, { waitUntil: 'load' });
    await page.evaluate(script);
    const harness = await page.evaluateHandle(() => {
      if (!globalThis.formatsBench) throw new Error('The harness is not there');
      return globalThis.formatsBench;
    });
    return {
      harness,
      downloads: async () => {
        await pause(NOTICE);
        return (await Promise.all(downloads)).length;
      },
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}
