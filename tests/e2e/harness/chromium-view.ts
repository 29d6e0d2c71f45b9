/** A page of the extension in Chromium. */
import type { Page } from 'puppeteer-core';
import type { Run, ViewLook } from './driver.ts';
import type { Point } from './in-page.ts';
import { pressChord } from './keys.ts';
import { runOn } from './run-on.ts';
import { ExtensionView } from './view-handle.ts';

/** Popup, welcome page, or another page of the extension with a target of its own. */
export class ChromiumView extends ExtensionView {
  readonly #page: Page;
  readonly evaluate: Run;

  constructor(page: Page) {
    super(new URL(page.url()).pathname);
    this.#page = page;
    this.evaluate = runOn(page);
  }

  press(keys: string): Promise<void> {
    return pressChord(this.#page.keyboard, keys);
  }

  type(text: string): Promise<void> {
    return this.#page.keyboard.type(text);
  }

  async screenshot(path: string, { dark = false, print = false, width }: ViewLook = {}): Promise<void> {
    const session = await this.#page.createCDPSession();
    const features = [{ name: 'prefers-color-scheme', value: dark ? 'dark' : 'light' }];
    await session.send('Emulation.setEmulatedMedia', { features, media: print ? 'print' : '' });
    const { height } = await this.evaluate(() => ({ height: innerHeight }));
    if (width !== undefined) {
      await session.send('Emulation.setDeviceMetricsOverride', {
        width,
        height,
        deviceScaleFactor: 1,
        mobile: false,
      });
    }
    await this.#page.screenshot({ path });
    await session.detach();
  }

  async isOpen(): Promise<boolean> {
    return !this.#page.isClosed();
  }

  async close(): Promise<void> {
    if (!this.#page.isClosed()) await this.#page.close();
  }

  /** A click may close its own view, before the browser has said that the button was pressed. */
  protected async clickAt({ x, y }: Point): Promise<void> {
    try {
      await this.#page.mouse.click(x, y);
    } catch (error) {
      const isClosed = error instanceof Error && error.message.endsWith('Target closed');
      if (!isClosed) throw error;
    }
  }
}
