/** The page that the harness runs in. */
import type { JSHandle } from 'playwright';
import { pause } from '../../tests/e2e/harness/until.ts';
import { openProfilePage } from '../runner/profile-page.ts';
import type { FormatsHarness } from './types.ts';

/** After this, in ms, the browser has told of a download that has begun. */
const NOTICE = 500;

export interface FormatsPage {
  readonly harness: JSHandle<FormatsHarness>;
  /** How many downloads there have been, once those that have begun are complete. */
  downloads(): Promise<number>;
  close(): Promise<void>;
}

export async function openFormatsPage(script: string): Promise<FormatsPage> {
  const { page, close } = await openProfilePage(script);
  try {
    const downloads: Promise<void>[] = [];
    page.on('download', (download) => {
      downloads.push(download.path().then(() => download.delete()));
    });
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
