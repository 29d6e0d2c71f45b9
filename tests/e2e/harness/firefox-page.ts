/** A web page in Firefox, and the extension's card in it. */
import type { Page } from 'puppeteer-core';
import type { Json, Run, ViewHandle } from './driver.ts';
import type { FirefoxWindow } from './firefox-window.ts';
import { boxIn, type Point } from './in-page.ts';
import { CARD_FRAME, PuppeteerPage } from './page-handle.ts';
import { ExtensionView } from './view-handle.ts';

export class FirefoxPage extends PuppeteerPage {
  readonly browserId: number;
  readonly #window: FirefoxWindow;

  constructor(page: Page, window: FirefoxWindow, browserId: number) {
    super(page);
    this.#window = window;
    this.browserId = browserId;
  }

  readonly inspect: Run = (fn, ...args) =>
    this.#window.call(this.browserId, { source: String(fn), args, xrays: true });

  ui<Args extends readonly Json[], Result>(
    fn: (root: ShadowRoot, ...args: Args) => Result,
    ...args: Args
  ): Promise<Awaited<Result> | null> {
    const source = `(...args) => (root ? (${String(fn)})(root, ...args) : null)`;
    return this.#window.call(this.browserId, { source, args, xrays: true });
  }

  protected async cardView(): Promise<ViewHandle | null> {
    // Puppeteer keeps the WebDriver id of a tab to itself.
    const root: string = Reflect.get(this.page.mainFrame(), '_id');
    const frames = await this.#window.frames(root);
    const card = frames.find(({ url }) => URL.parse(url)?.pathname === '/card.html');
    return card ? new FirefoxCard(this, this.#window, card.context) : null;
  }

  clipboard(): Promise<string> {
    return this.#window.run(`() => navigator.clipboard.readText()`);
  }
}

/** The card: a frame in the page's own tab, so that the page's mouse and keyboard reach it. */
class FirefoxCard extends ExtensionView {
  readonly #host: FirefoxPage;
  readonly evaluate: Run;

  constructor(host: FirefoxPage, window: FirefoxWindow, frame: string) {
    super('card');
    this.#host = host;
    this.evaluate = (fn, ...args) => window.runInFrame(frame, String(fn), args);
  }

  press(keys: string): Promise<void> {
    return this.#host.press(keys);
  }

  type(text: string): Promise<void> {
    return this.#host.type(text);
  }

  screenshot(path: string): Promise<void> {
    return this.#host.screenshot(path);
  }

  async isOpen(): Promise<boolean> {
    return (await this.#host.card()) !== null;
  }

  close(): Promise<void> {
    return this.press('Escape');
  }

  protected async clickAt({ x, y }: Point): Promise<void> {
    const frame = await this.#host.ui(boxIn, CARD_FRAME);
    if (!frame) throw new Error('The card is closed');
    await this.#host.click(frame.x + x, frame.y + y);
  }
}
