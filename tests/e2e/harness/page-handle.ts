/** What a page handle does alike in both browsers, over the few things in which they differ. */
import type { Page } from 'puppeteer-core';
import type { Json, PageHandle, Run, SelectOptions, ViewHandle } from './driver.ts';
import {
  boxIn,
  boxOf,
  cardAnnotation,
  centreOf,
  firstFrame,
  locateText,
  noticeText,
  paintedHighlights,
  paintedLayers,
  selectedText,
  toolbarState,
  type Box,
  type Highlights,
  type ToolbarState,
} from './in-page.ts';
import { pressChord } from './keys.ts';
import { runOn } from './run-on.ts';
import { pause, until } from './until.ts';

/** The frame of the card in the in-page interface. */
export const CARD_FRAME = '[data-card] iframe';

/** Milliseconds. */
const LONGER_THAN_A_DOUBLE_CLICK = 700;

/** How often a drag looks whether the browser has followed it. */
const LOOKS = 30;

export abstract class PuppeteerPage implements PageHandle {
  readonly page: Page;
  readonly evaluate: Run;

  constructor(page: Page) {
    this.page = page;
    this.evaluate = runOn(page);
  }

  abstract readonly inspect: Run;
  abstract ui<Args extends readonly Json[], Result>(
    fn: (root: ShadowRoot, ...args: Args) => Result,
    ...args: Args
  ): Promise<Awaited<Result> | null>;
  abstract clipboard(): Promise<string>;
  /** The document in the frame of the card, once it is loaded. */
  protected abstract cardView(): Promise<ViewHandle | null>;

  url(): string {
    return this.page.url();
  }

  async goto(url: string): Promise<void> {
    await this.page.goto(url);
    await this.#settle();
  }

  async reload(): Promise<void> {
    await this.page.reload();
    await this.#settle();
  }

  back(): Promise<void> {
    return this.traverse(-1);
  }

  forward(): Promise<void> {
    return this.traverse(1);
  }

  /** By script, because a page out of the back/forward cache never fires the load event that drivers wait for. */
  private async traverse(delta: number): Promise<void> {
    const before = await this.evaluate(() => location.href);
    await this.evaluate((by) => void setTimeout(() => history.go(by)), delta);
    await until(async () => (await this.evaluate(() => location.href)) !== before, {
      what: 'another page of the history',
    });
  }

  bringToFront(): Promise<void> {
    return this.page.bringToFront();
  }

  close(): Promise<void> {
    return this.page.close();
  }

  async select(text: string, options: SelectOptions = {}): Promise<void> {
    // A tab that something else covers answers to the mouse only after half a minute.
    await this.bringToFront();
    let selected = await this.#drag(text, options);
    // In a tab that has only just come, Firefox now and then takes no notice of a drag, or of its last moves.
    for (let again = 0; again < 2 && selected !== text.trim(); again++) {
      await pause(LONGER_THAN_A_DOUBLE_CLICK);
      // What is dragged out of a selection would be moved, not selected.
      await this.inspect(() => getSelection()?.removeAllRanges());
      selected = await this.#drag(text, options);
    }
    if (selected !== text.trim()) throw new Error(`Dragged over “${text}”, but “${selected}” is selected`);
  }

  /** @returns what is selected then */
  async #drag(text: string, options: SelectOptions): Promise<string> {
    const { start, end } = await this.#locate(text, options);
    const { mouse } = this.page;
    await mouse.move(start.x, start.y);
    await mouse.down();
    await mouse.move((start.x + end.x) / 2, (start.y + end.y) / 2, { steps: 3 });
    await mouse.move(end.x, end.y, { steps: 3 });
    // Whoever drags lets go when the passage is selected: Firefox, when it is busy, follows the last moves a little later.
    for (let look = 0; look < LOOKS && (await this.inspect(selectedText)) !== text.trim(); look++) {
      await pause(100);
      await mouse.move(end.x - 1, end.y);
      await mouse.move(end.x, end.y);
    }
    await mouse.up();
    return this.inspect(selectedText);
  }

  async clickText(text: string, options: SelectOptions = {}): Promise<void> {
    await this.bringToFront();
    const { middle } = await this.#locate(text, options);
    await this.click(middle.x, middle.y);
  }

  async hoverText(text: string, options: SelectOptions = {}): Promise<void> {
    await this.bringToFront();
    const { middle } = await this.#locate(text, options);
    await this.page.mouse.move(middle.x - 2, middle.y);
    await this.page.mouse.move(middle.x, middle.y);
  }

  async scrollTo(text: string, options: SelectOptions = {}): Promise<void> {
    await this.#locate(text, options);
    await this.inspect(firstFrame);
  }

  click(x: number, y: number): Promise<void> {
    return this.page.mouse.click(x, y);
  }

  press(keys: string): Promise<void> {
    return pressChord(this.page.keyboard, keys);
  }

  type(text: string): Promise<void> {
    return this.page.keyboard.type(text);
  }

  wheel(deltaY: number): Promise<void> {
    return this.page.mouse.wheel({ deltaY });
  }

  toolbar(): Promise<ToolbarState | null> {
    return this.ui(toolbarState);
  }

  waitForToolbar(): Promise<ToolbarState> {
    return until(() => this.toolbar(), { what: 'the selection toolbar' });
  }

  async toolbarAction(action: string): Promise<void> {
    await this.waitForToolbar();
    await this.clickUi(`[role=toolbar] [data-action="${action}"]`);
  }

  async card(): Promise<ViewHandle | null> {
    return (await this.ui(boxIn, CARD_FRAME)) && this.cardView();
  }

  /** The frame of a card that has just closed is there for a moment more, and then shows nothing. */
  waitForCard(): Promise<ViewHandle> {
    const shown = async (): Promise<ViewHandle | null> => {
      const card = await this.card();
      return card && (await card.evaluate(boxOf, 'main')) ? card : null;
    };
    return until(shown, { what: 'the card of a mark' });
  }

  cardAnnotation(): Promise<string | null> {
    return this.ui(cardAnnotation);
  }

  async notice(): Promise<string> {
    return (await this.ui(noticeText)) ?? '';
  }

  async waitForNotice(text: string): Promise<void> {
    await until(async () => (await this.notice()).includes(text), { what: `the notice “${text}”` });
  }

  async clickUi(selector: string): Promise<void> {
    const { x, y } = centreOf(await this.#steadyBox(selector));
    await this.click(x, y);
  }

  highlights(): Promise<Highlights> {
    return this.inspect(paintedHighlights);
  }

  layers(): Promise<string[]> {
    return this.inspect(paintedLayers);
  }

  pdf(): Promise<Uint8Array> {
    return this.page.pdf({ printBackground: false });
  }

  async screenshot(path: string): Promise<void> {
    await this.page.screenshot({ path });
  }

  /** Input that arrives before the first frame finds the browser still busy with the tab. */
  async #settle(): Promise<void> {
    await this.inspect(firstFrame);
  }

  #locate(text: string, { occurrence = 0, within = 'body' }: SelectOptions) {
    return until(() => this.inspect(locateText, text, occurrence, within), { what: `the text “${text}”` });
  }

  /** The box of `selector` once it stands still: what slides in cannot be hit. */
  #steadyBox(selector: string): Promise<Box> {
    return until(
      async () => {
        const before = await this.ui(boxIn, selector);
        await pause(60);
        const after = await this.ui(boxIn, selector);
        return before && after && before.x === after.x && before.y === after.y ? after : null;
      },
      { what: `${selector} in the in-page interface` },
    );
  }
}
