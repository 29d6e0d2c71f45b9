/** A page of the extension in Firefox. WebDriver does not reach into it, so input is synthesised by the browser. */
import { writeFile } from 'node:fs/promises';
import type { Run } from './driver.ts';
import type { FirefoxWindow } from './firefox-window.ts';
import type { Point } from './in-page.ts';
import { parseChord } from './keys.ts';
import { until } from './until.ts';
import { ExtensionView } from './view-handle.ts';

export class FirefoxView extends ExtensionView {
  readonly #window: FirefoxWindow;
  readonly #browserId: number;
  readonly evaluate: Run;

  constructor(window: FirefoxWindow, browserId: number, name: string) {
    super(name);
    this.#window = window;
    this.#browserId = browserId;
    this.evaluate = (fn, ...args) => window.call(browserId, { source: String(fn), args, xrays: false });
  }

  protected async clickAt({ x, y }: Point): Promise<void> {
    await this.#select();
    const clicked = this.#window.privileged(
      this.#browserId,
      `for (const type of ['mousemove', 'mousedown', 'mouseup'])
         content.synthesizeMouseEvent(type, ${x}, ${y}, { button: 0, clickCount: type === 'mousemove' ? 0 : 1 }, {});
       await new Promise((resolve) => content.setTimeout(resolve, 50));`,
    );
    // A popup that closes itself on a click has nobody left to say that it was clicked.
    await clicked.catch(async (error: unknown) => {
      if (await this.isOpen()) throw error;
    });
  }

  type(text: string): Promise<void> {
    return this.#keys(Array.from(text, (key) => ({ key, modifiers: [] })));
  }

  press(keys: string): Promise<void> {
    return this.#keys([parseChord(keys)]);
  }

  async screenshot(path: string): Promise<void> {
    const base64 = await this.#window.run<string>(
      `async (id) => {
        const browser = elementOf(id);
        const { width, height } = browser.getBoundingClientRect();
        const rect = new DOMRect(0, 0, width, height);
        const bitmap = await browser.browsingContext.currentWindowGlobal.drawSnapshot(rect, 1, 'white');
        const canvas = new OffscreenCanvas(bitmap.width, bitmap.height);
        canvas.getContext('2d').drawImage(bitmap, 0, 0);
        const bytes = new Uint8Array(await (await canvas.convertToBlob()).arrayBuffer());
        return bytes.toBase64();
      }`,
      this.#browserId,
    );
    await writeFile(path, Buffer.from(base64, 'base64'));
  }

  isOpen(): Promise<boolean> {
    return this.#window.run(
      `(id) => [...document.querySelectorAll('browser')].some((b) => b.browserId === id)`,
      this.#browserId,
    );
  }

  async close(): Promise<void> {
    await this.#window.run(
      `(id) => {
        const browser = [...document.querySelectorAll('browser')].find((b) => b.browserId === id);
        const tab = browser && gBrowser.getTabForBrowser(browser);
        if (tab) gBrowser.removeTab(tab); else browser?.closest('panel')?.hidePopup();
      }`,
      this.#browserId,
    );
    await until(async () => !(await this.isOpen()), { what: 'a page of the extension to close' });
  }

  /** Brings the view's tab to the front, where it is one. */
  async #select(): Promise<void> {
    await this.#window.run(
      `(id) => { const tab = gBrowser.getTabForBrowser(elementOf(id)); if (tab) gBrowser.selectedTab = tab; }`,
      this.#browserId,
    );
  }

  async #keys(
    chords: readonly { readonly key: string; readonly modifiers: readonly string[] }[],
  ): Promise<void> {
    await this.#window.privileged(
      this.#browserId,
      `const processor = Cc['@mozilla.org/text-input-processor;1'].createInstance(Ci.nsITextInputProcessor);
       if (!processor.beginInputTransactionForTests(content)) throw new Error('the page takes no keys');
       const event = (key) => new content.KeyboardEvent('', { key, code: key.length > 1 ? key : '' });
       for (const { key, modifiers } of ${JSON.stringify(chords)}) {
         for (const modifier of modifiers) processor.keydown(event(modifier));
         processor.keydown(event(key));
         processor.keyup(event(key));
         for (const modifier of modifiers) processor.keyup(event(modifier));
       }
       await new Promise((resolve) => content.setTimeout(resolve, 50));`,
    );
  }
}
