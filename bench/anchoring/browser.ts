/** A browser with the bench's code in its pages. */
import { join } from 'node:path';
import type { Browser, Page } from 'playwright';
import { bundle } from '../runner/bundle.ts';
import { launchChromium } from '../runner/chromium.ts';
import type { Harness } from './types.ts';

const ADDRESS = 'https://anchoring.invalid/news/page.html';
const POLICY = "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-eval'";

/** A tab in which the page's own scripts stay text, and which asks nobody for anything. */
async function openTab(browser: Browser, html: Buffer): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
  const page = await context.newPage();
  const charset = isUtf8(html) ? '; charset=utf-8' : '';
  let served = false;
  await context.route('**/*', async (route) => {
    if (served || route.request().url() !== ADDRESS) return route.fulfill({ status: 204 });
    served = true;
    const headers = { 'content-type': `text/html${charset}`, 'content-security-policy': POLICY };
    return route.fulfill({ body: html, headers });
  });
  await page.goto(ADDRESS, { waitUntil: 'domcontentloaded' });
  return page;
}

export function isUtf8(bytes: Buffer): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return true;
  } catch {
    return false;
  }
}

/** A page with the harness in it. */
export interface BenchTab extends Harness {
  close(): Promise<void>;
}

export interface BenchBrowser {
  /** Without `html`, an empty page. */
  open(html?: Buffer): Promise<BenchTab>;
  close(): Promise<void>;
}

const EMPTY = Buffer.from('<!doctype html><title>Empty</title>');

export async function startBrowser(): Promise<BenchBrowser> {
  const script = await bundle(join(import.meta.dirname, 'harness.ts'));
  const browser = await launchChromium();
  return {
    async open(html = EMPTY) {
      const page = await openTab(browser, html);
      await page.evaluate(script);
      return tabOf(page);
    },
    close: () => browser.close(),
  };
}

/** The harness's functions, each run in the page. */
async function tabOf(page: Page): Promise<BenchTab> {
  const harness = await page.evaluateHandle(() => {
    if (!globalThis.anchoringBench) throw new Error('The harness is not there');
    return globalThis.anchoringBench;
  });
  return {
    open: (options) => harness.evaluate((bench, given) => bench.open(given), options),
    run: (options) => harness.evaluate((bench, given) => bench.run(given), options),
    pair: (options) => harness.evaluate((bench, given) => bench.pair(given), options),
    openLong: (options) => harness.evaluate((bench, given) => bench.openLong(given), options),
    time: (options) => harness.evaluate((bench, given) => bench.time(given), options),
    close: () => page.context().close(),
  };
}
