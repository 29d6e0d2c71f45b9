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
    let seen = '';
    const shows = async (): Promise<boolean> => {
      seen = await this.text();
      return seen.includes(text);
    };
    await until(shows, { what: `“${text}” in the ${this.#name}` }).catch((error: unknown) => {
      throw new Error(`${String(error)}\nIt shows: ${seen}`, { cause: error });
    });
  }

  waitFor(selector: string): Promise<Box> {
    return until(() => this.evaluate(boxOf, selector), { what: `${selector} in the ${this.#name}` });
  }

  async click(selector: string): Promise<void> {
    // What still moves cannot be hit.
    const box = await until(
      async () => {
        const before = await this.waitFor(selector);
        await pause(60);
        const after = await this.evaluate(boxOf, selector);
        return after && before.x === after.x && before.y === after.y && after;
      },
      { what: `${selector} in the ${this.#name} to stand still` },
    );
    await this.clickAt(centreOf(box));
  }

  async clickNamed(name: string): Promise<void> {
    await until(() => this.evaluate(markNamed, name), {
      what: `a control named “${name}” in the ${this.#name}`,
    });
    await this.click('[data-driver]');
  }

  async fillNamed(name: string, text: string): Promise<void> {
    await until(() => this.evaluate(markField, name), {
      what: `a field named “${name}” in the ${this.#name}`,
    });
    await this.fill('[data-driver]', text);
  }

  async fill(selector: string, text: string): Promise<void> {
    await this.click(selector);
    await this.evaluate(fieldFocus, selector);
    if (text === '') await this.press('Backspace');
    else await this.type(text);
  }
}
