/** The one way in: a browser with the extension, behind the interface of driver.ts. */
import { launchChromium } from './chromium.ts';
import type { BrowserName, Driver, LaunchOptions } from './driver.ts';
import { launchFirefox } from './firefox.ts';
import { createWorkspace } from './workspace.ts';

/** Starts `browser` with a fresh profile and the extension of `options.extensionDir`; close it when done. */
export async function launch(browser: BrowserName, options: LaunchOptions): Promise<Driver> {
  const workspace = await createWorkspace();
  try {
    return await (browser === 'chromium' ? launchChromium : launchFirefox)(options, workspace);
  } catch (error) {
    await workspace.remove();
    throw error;
  }
}
