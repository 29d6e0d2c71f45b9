/** A web page in Chromium, and the extension's card in it. */
import type { CDPSession, Frame, Page } from 'puppeteer-core';
import type { Json, Run, ViewHandle } from './driver.ts';
import { boxIn, type Point } from './in-page.ts';
import { CARD_FRAME, PuppeteerPage } from './page-handle.ts';
import { runOn } from './run-on.ts';
import { ExtensionView } from './view-handle.ts';

export class ChromiumPage extends PuppeteerPage {
  readonly #session: CDPSession;

  constructor(page: Page, session: CDPSession) {
    super(page);
    this.#session = session;
  }

  readonly inspect: Run = async <Args extends readonly Json[], Result>(
    fn: (...args: Args) => Result,
    ...args: Args
  ): Promise<Awaited<Result>> => {
    const executionContextId = await this.#isolatedWorld();
    return this.#call<Result>(`(...args) => (${String(fn)})(...args)`, args, { executionContextId });
  };

  async ui<Args extends readonly Json[], Result>(
    fn: (root: ShadowRoot, ...args: Args) => Result,
    ...args: Args
  ): Promise<Awaited<Result> | null> {
    const executionContextId = await this.#isolatedWorld();
    const { result: host } = await this.#session.send('Runtime.evaluate', {
      expression: 'document.querySelector("pullquote-ui")',
      contextId: executionContextId,
    });
    if (!host.objectId) return null;
    const { node } = await this.#session.send('DOM.describeNode', { objectId: host.objectId, pierce: true });
    const backendNodeId = node.shadowRoots?.[0]?.backendNodeId;
    if (!backendNodeId) return null;
    const { object } = await this.#session.send('DOM.resolveNode', { backendNodeId, executionContextId });
    if (!object.objectId) return null;
    return this.#call<Result>(`function (...args) { return (${String(fn)})(this, ...args) }`, args, {
      objectId: object.objectId,
    });
  }

  protected async cardView(): Promise<ViewHandle | null> {
    const frame = this.page
      .frames()
      .find((candidate) => new URL(candidate.url() || 'about:blank').pathname === '/card.html');
    return frame ? new ChromiumCard(this, frame) : null;
  }

  async clipboard(): Promise<string> {
    await this.bringToFront();
    await this.page.browserContext().setPermission(new URL(this.url()).origin, {
      permission: { name: 'clipboard-read' },
      state: 'granted',
    });
    return this.inspect(() => navigator.clipboard.readText());
  }

  /** The context of a world beside the page's, made anew after each navigation. */
  async #isolatedWorld(): Promise<number> {
    const { frameTree } = await this.#session.send('Page.getFrameTree');
    const { executionContextId } = await this.#session.send('Page.createIsolatedWorld', {
      frameId: frameTree.frame.id,
      worldName: 'pullquote-driver',
    });
    return executionContextId;
  }

  async #call<Result>(
    functionDeclaration: string,
    args: readonly Json[],
    where: { executionContextId: number } | { objectId: string },
  ): Promise<Awaited<Result>> {
    const { result, exceptionDetails } = await this.#session.send('Runtime.callFunctionOn', {
      functionDeclaration,
      arguments: args.map((value) => ({ value })),
      returnByValue: true,
      awaitPromise: true,
      ...where,
    });
    if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
    const value: Awaited<Result> = result.value;
    return value;
  }
}

/** The card: a frame in the page's own tab, so that the page's mouse and keyboard reach it. */
class ChromiumCard extends ExtensionView {
  readonly #host: ChromiumPage;
  readonly #frame: Frame;
  readonly evaluate: Run;

  constructor(host: ChromiumPage, frame: Frame) {
    super('card');
    this.#host = host;
    this.#frame = frame;
    this.evaluate = runOn(frame);
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
    return !this.#frame.detached && (await this.#host.ui(boxIn, CARD_FRAME)) !== null;
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
