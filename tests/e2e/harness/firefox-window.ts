/**
 * Firefox's own window, reached over WebDriver BiDi with system access: what a person does outside the page
 * (toolbar button, menus, shortcuts, settings) and what no page may see (closed shadow roots, extension pages).
 */
import type { Browser } from 'puppeteer-core';
import type { Json } from './driver.ts';
import { fromJson } from './run-on.ts';

/** Sends one BiDi command. Puppeteer has no public call for the browser's own scope. */
// The caller knows what the method answers.
// oxlint-disable-next-line typescript/no-unnecessary-type-parameters
type Send = <Result>(method: string, params: object) => Promise<{ readonly result: Result }>;

export interface FrameInfo {
  readonly context: string;
  readonly url: string;
  readonly children?: readonly FrameInfo[] | null;
}
interface Tree {
  readonly contexts: readonly FrameInfo[];
}
type Called =
  | { readonly type: 'success'; readonly result: { readonly value?: string } }
  | { readonly type: 'exception'; readonly exceptionDetails: { readonly text: string } };

/**
 * How long one call may take inside the browser. A page that is just moving to another process swallows the call,
 * so this is short enough for `until` to ask again.
 */
const CALL_TIMEOUT = 4_000;

/**
 * Available to every function that runs in the window: `elementOf(browserId)` and `inFrame(browser, source)`,
 * which runs privileged source in the browser's content process and gives what it returns.
 */
const PRELUDE = `
const elementOf = (browserId) => {
  const found = [...document.querySelectorAll('browser')].find((b) => b.browserId === browserId);
  if (!found) throw new Error('closed');
  return found;
};
const inFrame = (browser, source) => new Promise((resolve, reject) => {
  const name = 'pullquote-driver:' + Math.random();
  const timer = setTimeout(() => done({ data: { error: 'no answer from the page' } }), ${CALL_TIMEOUT});
  const done = ({ data }) => {
    clearTimeout(timer);
    browser.messageManager?.removeMessageListener(name, done);
    if (data.error) reject(new Error(data.error)); else resolve(data.value);
  };
  browser.messageManager.addMessageListener(name, done);
  const script = '(async () => { let reply; try { reply = { value: await (async () => {' + source + '})() }; }'
    + ' catch (error) { reply = { error: String(error) }; } sendAsyncMessage(' + JSON.stringify(name) + ', reply); })()';
  browser.messageManager.loadFrameScript('data:text/javascript;charset=utf-8,' + encodeURIComponent(script), false);
});
`;

export interface FrameCall {
  /** A function expression: it gets `args`, and `root` (the closed shadow root, or null) as a global. */
  readonly source: string;
  readonly args: readonly Json[];
  /** Whether to see the page past whatever its scripts patched. An extension's own page is run as it is. */
  readonly xrays: boolean;
}

export class FirefoxWindow {
  readonly #send: Send;
  readonly #context: string;

  private constructor(send: Send, context: string) {
    this.#send = send;
    this.#context = context;
  }

  static async of(browser: Browser): Promise<FirefoxWindow> {
    const connection: { send: Send } = Reflect.get(browser, 'connection');
    const send: Send = (method, params) => connection.send(method, params);
    const { result } = await send<Tree>('browsingContext.getTree', { 'moz:scope': 'chrome' });
    const window = result.contexts.find(({ url }) => url.includes('browser.xhtml'));
    if (!window) throw new Error('Firefox has no window');
    return new FirefoxWindow(send, window.context);
  }

  /** Runs a function expression in the browser's window, with its privileges; arguments and result as JSON. */
  async run<Result>(source: string, ...args: readonly Json[]): Promise<Result> {
    return this.#callFunction(this.#context, PRELUDE, source, args);
  }

  /**
   * The id and address of the frames of a tab, those of the extension among them.
   * @param root the tab's own id
   */
  async frames(root: string): Promise<readonly FrameInfo[]> {
    const { result } = await this.#send<Tree>('browsingContext.getTree', { root });
    return result.contexts.flatMap(({ children }) => children ?? []);
  }

  /** Runs a function expression in the document of a frame. */
  runInFrame<Result>(frame: string, source: string, args: readonly Json[]): Promise<Result> {
    return this.#callFunction(frame, '', source, args);
  }

  async #callFunction<Result>(
    context: string,
    prelude: string,
    source: string,
    args: readonly Json[],
  ): Promise<Result> {
    const { result: called } = await this.#send<Called>('script.callFunction', {
      functionDeclaration: `async (args) => { ${prelude}
        return JSON.stringify((await (${source})(...JSON.parse(args))) ?? null); }`,
      arguments: [{ type: 'string', value: JSON.stringify(args) }],
      awaitPromise: true,
      target: { context },
      userActivation: context === this.#context,
    });
    if (called.type === 'exception') throw new Error(called.exceptionDetails.text);
    return fromJson(called.result.value ?? 'null');
  }

  /** Runs a function in the document of the `<browser>` with this id, in its content process. */
  async call<Result>(browserId: number, call: FrameCall): Promise<Result> {
    return fromJson(await this.privileged<string>(browserId, sandboxed(call)));
  }

  /** Runs statements in the content process of that `<browser>` with the browser's privileges. */
  privileged<Result>(browserId: number, statements: string): Promise<Result> {
    return this.run(`(id, source) => inFrame(elementOf(id), source)`, browserId, statements);
  }
}

/** Privileged statements that run `source` beside or as the document's own scripts, and give its result as JSON. */
export function sandboxed({ source, args, xrays }: FrameCall): string {
  const expression = `(async () => JSON.stringify((await (${source})(...${JSON.stringify(args)})) ?? null))()`;
  return `
    const sandbox = Cu.Sandbox(content, { sandboxPrototype: content, wantXrays: ${xrays}, sameZoneAs: content });
    const host = content.document.querySelector('pullquote-ui');
    sandbox.root = host ? host.openOrClosedShadowRoot : null;
    return await Cu.evalInSandbox(${JSON.stringify(expression)}, sandbox);`;
}
