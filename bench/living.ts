/**
 * `npm run bench:living`: long tasks that the extension causes on pages that are large or change while they are
 * read. See README.md beside this file.
 */
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import type { Browser, Page } from 'puppeteer-core';
import { install, openSettings, startChromium } from '../tests/e2e/harness/chromium-browser.ts';
import { pause } from '../tests/e2e/harness/until.ts';
import { createWorkspace } from '../tests/e2e/harness/workspace.ts';
import { startSite } from '../tests/fixtures/site.ts';
import { holdStill, keepChanging, paintedMarks, scrollBy, selectPassage } from './living/in-page.ts';
import { CATEGORIES, longTasksOf, readTasks } from './living/trace.ts';
import type { LongTasks } from './living/trace.ts';
import { writeRows } from './runner/json-file.ts';
import { chosenOf, wholeNumber } from './runner/options.ts';
import { endProgress, progress } from './runner/progress.ts';
import { tableOf } from './runner/table.ts';

const OURS = resolve(import.meta.dirname, '..', '.output', 'chrome-mv3');
/** How long a page is watched after it has loaded: it is scrolled down for the first half. */
const WATCHED_MS = 10_000;
const SCROLL_EVERY_MS = 250;
const CHANGE_EVERY_MS = 500;
const KINDS = ['quote', 'claim', 'highlight'];

interface LivingPage {
  readonly name: string;
  readonly path: string;
  /** It does not change by itself, so one of its paragraphs is changed now and then. */
  readonly isStill: boolean;
}

const PAGES: readonly LivingPage[] = [
  { name: 'big-5mb', path: '/big?mb=5', isStill: true },
  { name: 'million-text-nodes', path: '/nodes?count=1000000', isStill: true },
  { name: 'rerender', path: '/rerender?every=400', isStill: false },
  { name: 'react', path: '/living/react', isStill: false },
  { name: 'vue', path: '/living/vue', isStill: false },
  { name: 'live-blog', path: '/living/blog?every=500', isStill: false },
];

/** `longTasks`: those that the extension caused; `allLongTasks`: all of the page. Times in ms. */
interface Row {
  readonly tool: string;
  readonly case: string;
  readonly marks: number;
  readonly painted: number;
  readonly allLongTasks: number;
  readonly longTasks: number;
  readonly longestMs: number;
  readonly scriptMs: number;
}

/** Messages to the extension, from one of its own pages. */
interface Control {
  readonly page: Page;
  readonly origin: string;
}

async function openControl(browser: Browser, id: string): Promise<Control> {
  const page = await browser.newPage();
  const origin = `chrome-extension://${id}/`;
  await page.goto(`${origin}popup.html`);
  return { page, origin };
}

function ask(
  { page }: Control,
  how: 'runtime' | 'tabs',
  url: string,
  type: string,
  payload: object,
): Promise<unknown> {
  const call = `(async () => {
    const [tab] = await chrome.tabs.query({ url: ${JSON.stringify(url.replace(/\?.*$/, '*'))} });
    const message = { type: ${JSON.stringify(type)}, payload: { ...${JSON.stringify(payload)}, tabId: tab.id } };
    return ${how === 'tabs' ? 'chrome.tabs.sendMessage(tab.id, message)' : 'chrome.runtime.sendMessage(message)'};
  })()`;
  return page.evaluate(call);
}

/** Marks passages on the page as a user would: select, then a command. How many came to be. */
async function markAll(page: Page, control: Control, count: number): Promise<number> {
  const url = page.url();
  await page.evaluate(holdStill);
  await ask(control, 'runtime', url, 'view.annotate', {});
  let marked = 0;
  for (let at = 0; at < count; at++) {
    await page.evaluate(selectPassage, at, count);
    const kind = KINDS[at % KINDS.length] ?? 'quote';
    const answer = await ask(control, 'tabs', url, 'tab.mark', { kind, edit: false });
    if (JSON.stringify(answer) === '{"marked":true}') marked++;
    progress(`${url}: ${marked} marks`);
  }
  return marked;
}

/** Opens the page anew and watches it while it lives. */
async function watch(
  page: Page,
  isStill: boolean,
  scripts: string,
): Promise<LongTasks & { readonly painted: number }> {
  await page.bringToFront();
  const url = page.url();
  await page.tracing.start({ categories: CATEGORIES });
  await page.goto(url, { waitUntil: 'load', timeout: 120_000 });
  if (isStill) await page.evaluate(keepChanging, CHANGE_EVERY_MS);
  let painted = 0;
  for (let spent = 0; spent < WATCHED_MS; spent += SCROLL_EVERY_MS) {
    if (spent < WATCHED_MS / 2) await page.evaluate(scrollBy, 0.7);
    await pause(SCROLL_EVERY_MS);
    painted = Math.max(painted, await page.evaluate(paintedMarks));
  }
  const trace = await page.tracing.stop();
  if (!trace) throw new Error('There is no trace');
  const tasks = readTasks(new TextDecoder().decode(trace), url, scripts);
  return { ...longTasksOf(tasks), painted };
}

const rowOf = (
  tool: string,
  name: string,
  marks: number,
  { painted, count, ours, longestOursMs, oursMs }: LongTasks & { readonly painted: number },
): Row => ({
  tool,
  case: name,
  marks,
  painted,
  allLongTasks: count,
  longTasks: ours,
  longestMs: longestOursMs,
  scriptMs: oursMs,
});

/** The same pages with and without the extension. */
async function measure(names: readonly string[], count: number, withOurs: boolean): Promise<Row[]> {
  const site = await startSite();
  const workspace = await createWorkspace();
  const browser = await startChromium(workspace);
  const rows: Row[] = [];
  try {
    const settings = await openSettings(browser);
    const id = withOurs
      ? await install(browser, settings, { extensionDir: OURS, grant: 'all' }, workspace)
      : null;
    await pause(2_000);
    for (const { name, path, isStill } of PAGES.filter((one) => names.includes(one.name))) {
      progress(`${withOurs ? 'pullquote' : 'none'} ${name}`);
      const page = await browser.newPage();
      await page.goto(site.origin + path, { waitUntil: 'load', timeout: 120_000 });
      const control = id === null ? null : await openControl(browser, id);
      await page.bringToFront();
      const marks = control ? await markAll(page, control, count) : 0;
      await control?.page.close();
      const seen = await watch(page, isStill, control?.origin ?? 'chrome-extension://');
      rows.push(rowOf(withOurs ? 'pullquote' : 'none', name, marks, seen));
      await page.close();
    }
  } finally {
    endProgress();
    await browser.close();
    await workspace.remove();
    await site.close();
  }
  return rows;
}

function table(rows: readonly Row[]): string {
  const head = [
    'page',
    'tool',
    'marks',
    'painted',
    'long tasks',
    'of ours',
    'longest of ours',
    'all of ours',
  ];
  return tableOf([
    head,
    ...rows.map((row) => [
      row.case,
      row.tool,
      String(row.marks),
      String(row.painted),
      String(row.allLongTasks),
      String(row.longTasks),
      row.longestMs.toFixed(1),
      row.scriptMs.toFixed(1),
    ]),
  ]);
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      pages: { type: 'string' },
      marks: { type: 'string', default: '100' },
      json: { type: 'string' },
    },
  });
  const count = wholeNumber('--marks', values.marks);
  const names = chosenOf(
    '--pages',
    values.pages,
    PAGES.map(({ name }) => name),
  );
  const ours = await measure(names, count, true);
  const none = await measure(names, count, false);
  const rows = names.flatMap((name) => [...none, ...ours].filter((row) => row.case === name));
  console.log(`Tasks over 50 ms in ${WATCHED_MS / 1_000} s after loading; times in ms`);
  console.log(table(rows));
  if (values.json !== undefined) await writeRows(values.json, 'living', rows);
}

await main();
