/** What a page of the extension can be asked alike in both browsers, over the few things in which they differ. */
import type { Run, ViewHandle, ViewLook } from './driver.ts';
import { boxOf, centreOf, fieldFocus, markField, markNamed, type Box, type Point } from './in-page.ts';
import { pause, until } from './until.ts';

export abstract class ExtensionView implements ViewHandle {
  /** What it is called in errors. */
  readonly #name: string;

  constructor(name: string) {
    this.#name = name;
  }

  abstract readonly evaluate: Run;
  abstract press(keys: string): Promise<void>;
  abstract type(text: string): Promise<void>;
  abstract screenshot(path: string, look?: ViewLook): Promise<void>;
  abstract isOpen(): Promise<boolean>;
  abstract close(): Promise<void>;
  /** A real click at a point of the view's own viewport. */
  protected abstract clickAt(point: Point): Promise<void>;

  text(): Promise<string> {
    return this.evaluate(() => document.body.innerText);
  }

  async waitForText(text: string): Promise<void> {
    await this.#until(async () => (await this.text()).includes(text), `“${text}”`);
  }

  waitFor(selector: string): Promise<Box> {
    return this.#until(() => this.evaluate(boxOf, selector), selector);
  }

  /** Waits as `until` does; where it is in vain, what the view shows stands in the error. */
  #until<T>(ask: () => Promise<T | null | undefined | false>, what: string): Promise<T> {
    return until(ask, { what: `${what} in the ${this.#name}` }).catch(async (error: unknown) => {
      const shown = await this.text().catch(() => 'nothing, it is gone');
      throw new Error(`${String(error)}\nIt shows: ${shown}`, { cause: error });
    });
  }

  async click(selector: string): Promise<void> {
    // What still moves cannot be hit.
    const box = await this.#until(async () => {
      const before = await this.waitFor(selector);
      await pause(60);
      const after = await this.evaluate(boxOf, selector);
      return after && before.x === after.x && before.y === after.y && after;
    }, `a ${selector} that stands still`);
    await this.clickAt(centreOf(box));
  }

  async clickNamed(name: string): Promise<void> {
    await this.#until(() => this.evaluate(markNamed, name), `a control named “${name}”`);
    await this.click('[data-driver]');
  }

  async fillNamed(name: string, text: string): Promise<void> {
    await this.#until(() => this.evaluate(markField, name), `a field named “${name}”`);
    await this.fill('[data-driver]', text);
  }

  async fill(selector: string, text: string): Promise<void> {
    await this.click(selector);
    await this.evaluate(fieldFocus, selector);
    if (text === '') await this.press('Backspace');
    else await this.type(text);
  }
}
