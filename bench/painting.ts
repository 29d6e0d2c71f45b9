/**
 * `npm run bench:painting`: what it costs to paint marks on a long page, beside other ways to do it. See README.md
 * beside this file.
 */
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { chromium } from 'playwright';
import type { Browser, CDPSession, JSHandle, Page } from 'playwright';
import { findChromium } from '../scripts/browsers.mjs';
import { longArticle } from './painting/long-article.ts';
import type { PageState, PaintingHarness } from './painting/types.ts';
import { bundle } from './runner/bundle.ts';
import { writeRows } from './runner/json-file.ts';
import { median } from './runner/median.ts';
import { chosenOf, wholeNumber } from './runner/options.ts';
import { endProgress, progress } from './runner/progress.ts';
import { tableOf } from './runner/table.ts';

const ADDRESS = 'https://painting.invalid/news/page.html';
const SENTENCES = 6_000;
const COUNTS = [20, 200, 2_000];
const SCROLL_STEPS = 60;
const MUTATION_FRAMES = 60;
const NONE = 'none';
const OURS = 'pullquote';
const PAINTERS = [
  NONE,
  OURS,
  'hypothesis (wrapping)',
  'mark.js',
  'css highlights',
  'recogito (spans)',
  'recogito (css highlights)',
];

/** Processor time of the page's main thread, in ms; the parts of `taskMs` that go to style and layout. */
interface Work {
  readonly taskMs: number;
  readonly styleMs: number;
  readonly layoutMs: number;
}

/** One visit. `callMs`: the painter's own call, before the browser has shown anything. */
interface Visit {
  readonly callMs: number;
  readonly paint: Work;
  readonly scroll: Work;
  readonly mutate: Work;
  readonly elementsAdded: number;
  readonly textsAdded: number;
  readonly isUnchanged: boolean;
}

/**
 * Medians over the visits in ms, less those of a page on which nobody paints, which are in the row `none`. `totalMs`
 * is all of it: painting, scrolling over the page, text that changes.
 */
interface Row {
  readonly tool: string;
  readonly case: string;
  readonly marks: number;
  readonly runs: number;
  readonly callMs: number;
  readonly paintMs: number;
  readonly paintStyleMs: number;
  readonly paintLayoutMs: number;
  readonly scrollMs: number;
  readonly mutationMs: number;
  readonly totalMs: number;
  readonly elementsAdded: number;
  readonly textsAdded: number;
}

type Costs = Omit<Row, 'tool' | 'case' | 'marks' | 'runs'>;

class Visitor {
  readonly #browser: Browser;
  readonly #script: string;
  readonly #html = longArticle(SENTENCES);

  constructor(browser: Browser, script: string) {
    this.#browser = browser;
    this.#script = script;
  }

  async visit(painter: string, count: number): Promise<Visit> {
    const context = await this.#browser.newContext({ viewport: { width: 1280, height: 900 } });
    try {
      const page = await context.newPage();
      const session = await context.newCDPSession(page);
      // The thread's own time: what else the machine does is not counted.
      await session.send('Performance.enable', { timeDomain: 'threadTicks' });
      const bench = await this.#open(page);
      await bench.evaluate((harness, marks) => harness.prepare(marks, 1), count);
      const before = await bench.evaluate((harness) => harness.state());
      let callMs = 0;
      const paint = await workOf(session, async () => {
        callMs = await bench.evaluate((harness, name) => harness.paint(name), painter);
      });
      const after = await bench.evaluate((harness) => harness.state());
      const scroll = await workOf(session, () =>
        bench.evaluate((harness, steps) => harness.scroll(steps), SCROLL_STEPS),
      );
      const mutate = await workOf(session, () =>
        bench.evaluate((harness, frames) => harness.mutate(frames), MUTATION_FRAMES),
      );
      return { callMs, paint, scroll, mutate, ...difference(before, after) };
    } finally {
      await context.close();
    }
  }

  async #open(page: Page): Promise<JSHandle<PaintingHarness>> {
    await page.route('**/*', (route) =>
      route.request().url() === ADDRESS
        ? route.fulfill({ contentType: 'text/html; charset=utf-8', body: this.#html })
        : route.fulfill({ status: 204 }),
    );
    await page.goto(ADDRESS, { waitUntil: 'load' });
    await page.evaluate(this.#script);
    return page.evaluateHandle(() => {
      if (!globalThis.paintingBench) throw new Error('The harness is not there');
      return globalThis.paintingBench;
    });
  }
}

function difference(
  before: PageState,
  after: PageState,
): Pick<Visit, 'elementsAdded' | 'textsAdded' | 'isUnchanged'> {
  return {
    elementsAdded: after.elements - before.elements,
    textsAdded: after.texts - before.texts,
    isUnchanged: after.texts === before.texts && after.html === before.html,
  };
}

async function workOf(session: CDPSession, act: () => Promise<void>): Promise<Work> {
  const before = await counters();
  await act();
  const after = await counters();
  const spent = (name: string): number => (after(name) - before(name)) * 1_000;
  return {
    taskMs: spent('TaskDuration'),
    styleMs: spent('RecalcStyleDuration'),
    layoutMs: spent('LayoutDuration'),
  };

  async function counters(): Promise<(name: string) => number> {
    const { metrics } = await session.send('Performance.getMetrics');
    return (name) => metrics.find((metric) => metric.name === name)?.value ?? Number.NaN;
  }
}

function costsOf(visits: readonly Visit[]): Costs {
  const of = (value: (visit: Visit) => number): number => median(visits.map(value));
  return {
    callMs: of(({ callMs }) => callMs),
    paintMs: of(({ paint }) => paint.taskMs),
    paintStyleMs: of(({ paint }) => paint.styleMs),
    paintLayoutMs: of(({ paint }) => paint.layoutMs),
    scrollMs: of(({ scroll }) => scroll.taskMs),
    mutationMs: of(({ mutate }) => mutate.taskMs),
    totalMs: of(({ paint, scroll, mutate }) => paint.taskMs + scroll.taskMs + mutate.taskMs),
    elementsAdded: of(({ elementsAdded }) => elementsAdded),
    textsAdded: of(({ textsAdded }) => textsAdded),
  };
}

function less(costs: Costs, base: Costs): Costs {
  return {
    callMs: costs.callMs - base.callMs,
    paintMs: costs.paintMs - base.paintMs,
    paintStyleMs: costs.paintStyleMs - base.paintStyleMs,
    paintLayoutMs: costs.paintLayoutMs - base.paintLayoutMs,
    scrollMs: costs.scrollMs - base.scrollMs,
    mutationMs: costs.mutationMs - base.mutationMs,
    totalMs: costs.totalMs - base.totalMs,
    elementsAdded: costs.elementsAdded,
    textsAdded: costs.textsAdded,
  };
}

function rowsOf(marks: number, runs: number, visits: ReadonlyMap<string, readonly Visit[]>): Row[] {
  const base = costsOf(visits.get(NONE) ?? []);
  return Array.from(visits, ([tool, own]) => {
    const costs = costsOf(own);
    const added = tool === NONE ? costs : less(costs, base);
    return { tool, case: `painting-${marks}`, marks, runs, ...added };
  });
}

function table(rows: readonly Row[]): string {
  const head = [
    'marks',
    'painter',
    'call',
    'paint',
    'of it style',
    'layout',
    'scroll',
    'mutation',
    'total',
    '+elements',
    '+texts',
  ];
  return tableOf([
    head,
    ...rows.map((row) => [
      String(row.marks),
      row.tool,
      ...[
        row.callMs,
        row.paintMs,
        row.paintStyleMs,
        row.paintLayoutMs,
        row.scrollMs,
        row.mutationMs,
        row.totalMs,
      ].map((ms) => ms.toFixed(1)),
      String(row.elementsAdded),
      String(row.textsAdded),
    ]),
  ]);
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      runs: { type: 'string', default: '7' },
      tools: { type: 'string' },
      json: { type: 'string' },
    },
  });
  const runs = wholeNumber('--runs', values.runs);
  const painters = [NONE, ...chosenOf('--tools', values.tools, PAINTERS.slice(1))];
  const executablePath = findChromium();
  if (executablePath === null) throw new Error('No Chromium found');
  const script = await bundle(join(import.meta.dirname, 'painting', 'harness.ts'));
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] });
  const rows: Row[] = [];
  try {
    const visitor = new Visitor(browser, script);
    for (const count of COUNTS) {
      const visits = new Map<string, Visit[]>(painters.map((painter) => [painter, []]));
      // Interleaved, so that what else the machine does meets all alike.
      for (let run = 1; run <= runs; run++)
        for (const painter of painters) {
          progress(`${count} marks, run ${run} of ${runs}: ${painter}`);
          const visit = await visitor.visit(painter, count);
          if (painter === OURS && !visit.isUnchanged) throw new Error(`${OURS} changed the page's DOM`);
          visits.get(painter)?.push(visit);
        }
      rows.push(...rowsOf(count, runs, visits));
    }
  } finally {
    endProgress();
    await browser.close();
  }
  console.log(
    `A page of ${SENTENCES} sentences; medians of ${runs} interleaved visits in ms of processor time of its main thread, less those of \`${NONE}\``,
  );
  console.log(table(rows));
  if (values.json !== undefined) await writeRows(values.json, 'painting', rows);
}

await main();
