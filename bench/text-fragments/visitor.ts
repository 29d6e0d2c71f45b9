/** Visits to a page of the corpus by the links that lead into it. */
import type { Browser, BrowserContext, CDPSession, JSHandle, Page } from 'playwright';
import { isUtf8 } from '../anchoring/browser.ts';
import { paintedIn, sumOf, verdictOn } from './judge.ts';
import type { Painted, Verdict } from './judge.ts';
import { decodePng } from './png.ts';
import type { Box, LinkedMark, PrepareOptions, TextFragmentsHarness } from './types.ts';

const ADDRESS = 'https://fragments.invalid/news/page.html';
/** The page's own scripts stay text, and it asks nobody for anything. */
const POLICY = "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-eval'";
const WINDOW = { width: 1280, height: 900 };
/** How far around a passage is looked for what else is highlighted, in CSS pixels. */
const AROUND = 400;
/** The browser looks for the passage when the page has loaded; after this, in ms, it has. */
const SETTLE = 120;
const SETTLE_LONG = 1_000;

/** What became of a link. */
export interface Visit {
  readonly verdict: Verdict;
  /** Whether the browser scrolled to where the passage begins. */
  readonly isInView: boolean;
  readonly painted: Painted;
}

/** What the scripts of a page do that hides itself until they run. */
const REVEAL =
  'html, body { display: block !important; visibility: visible !important; opacity: 1 !important }';

type Bench = JSHandle<TextFragmentsHarness>;

export class Visitor {
  readonly #context: BrowserContext;
  readonly #script: string;

  private constructor(context: BrowserContext, script: string) {
    this.#context = context;
    this.#script = script;
  }

  /** `script`: the harness, bundled; `html`: the page. */
  static async to(browser: Browser, script: string, html: Buffer): Promise<Visitor> {
    const context = await browser.newContext({ viewport: WINDOW });
    const headers = {
      'content-type': `text/html${isUtf8(html) ? '; charset=utf-8' : ''}`,
      'content-security-policy': POLICY,
    };
    await context.route('**/*', (route) =>
      route.request().isNavigationRequest() && route.request().url().split('#')[0] === ADDRESS
        ? route.fulfill({ body: html, headers })
        : route.fulfill({ status: 204 }),
    );
    const visitor = new Visitor(context, script);
    if (await visitor.#isHidden())
      await context.addInitScript((style) => {
        const sheet = new CSSStyleSheet();
        sheet.replaceSync(style);
        document.adoptedStyleSheets.push(sheet);
      }, REVEAL);
    return visitor;
  }

  async prepare(options: Omit<PrepareOptions, 'url'>): Promise<readonly LinkedMark[]> {
    const { page, bench } = await this.#open(ADDRESS);
    const marks = await bench.evaluate((harness, given) => harness.prepare(given), {
      ...options,
      url: ADDRESS,
    });
    await page.close();
    return marks;
  }

  /** Follows the mark's link in a tab of its own, and looks at what Chromium highlights. */
  async follow({ link, start, end }: LinkedMark): Promise<Visit> {
    const { page, bench } = await this.#open(link);
    try {
      await page.waitForTimeout(SETTLE);
      const ends = { start, end };
      let { isInView } = await bench.evaluate((harness, given) => harness.land(given), ends);
      await bench.evaluate((harness) => harness.strip());
      const camera = new Camera(await this.#context.newCDPSession(page), bench);
      let layout = await bench.evaluate((harness, given) => harness.layout(given), ends);
      let painted = await camera.around(layout.boxes);
      if (verdictOn(painted) === 'missed') {
        // Perhaps it is still looking.
        await page.waitForTimeout(SETTLE_LONG);
        ({ isInView } = await bench.evaluate((harness, given) => harness.land(given), ends));
        layout = await bench.evaluate((harness, given) => harness.layout(given), ends);
        painted = await camera.all(layout);
      }
      return { verdict: verdictOn(painted), isInView, painted };
    } finally {
      await page.close();
    }
  }

  close(): Promise<void> {
    return this.#context.close();
  }

  async #isHidden(): Promise<boolean> {
    const { page, bench } = await this.#open(ADDRESS);
    const isHidden = await bench.evaluate((harness) => harness.isHidden());
    await page.close();
    return isHidden;
  }

  async #open(url: string): Promise<{ page: Page; bench: Bench }> {
    const page = await this.#context.newPage();
    await page.goto(url, { waitUntil: 'load' });
    await page.evaluate(this.#script);
    const bench = await page.evaluateHandle(() => {
      if (!globalThis.textFragmentsBench) throw new Error('The harness is not there');
      return globalThis.textFragmentsBench;
    });
    return { page, bench };
  }
}

/** Takes pictures of a page, a window at a time. */
class Camera {
  readonly #session: CDPSession;
  readonly #bench: Bench;

  constructor(session: CDPSession, bench: Bench) {
    this.#session = session;
    this.#bench = bench;
  }

  /** The passage and what lies about it: a highlight is one piece, so that what is right there is right. */
  around(boxes: readonly Box[]): Promise<Painted> {
    const top = Math.max(0, Math.min(...boxes.map((box) => box.top)) - AROUND);
    const bottom = Math.max(...boxes.map((box) => box.bottom)) + AROUND;
    const left = Math.min(...boxes.map((box) => box.left));
    const right = Math.max(...boxes.map((box) => box.right));
    return this.#between(top, bottom, right > WINDOW.width ? left : 0, boxes);
  }

  all({ height, boxes }: { readonly height: number; readonly boxes: readonly Box[] }): Promise<Painted> {
    return this.#between(0, height, 0, boxes);
  }

  async #between(top: number, bottom: number, left: number, boxes: readonly Box[]): Promise<Painted> {
    const parts: Painted[] = [];
    for (let at = top; at < bottom; at += WINDOW.height) {
      const corner = await this.#bench.evaluate((harness, to) => harness.scroll(to), { left, top: at });
      const { data } = await this.#session.send('Page.captureScreenshot', {
        format: 'png',
        optimizeForSpeed: true,
      });
      const seen = boxes.map((box) => ({
        left: box.left - corner.left,
        right: box.right - corner.left,
        top: box.top - corner.top,
        bottom: box.bottom - corner.top,
      }));
      parts.push(paintedIn(decodePng(Buffer.from(data, 'base64')), seen));
      if (corner.top < at - 1) break;
    }
    return sumOf(parts);
  }
}
