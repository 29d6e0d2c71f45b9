/** Visits to the long page, one painter at a time. */
import type { Browser, CDPSession, JSHandle, Page } from 'playwright';
import { longArticle } from './long-article.ts';
import type { PageState, PaintingHarness } from './types.ts';

const ADDRESS = 'https://painting.invalid/news/page.html';
export const SENTENCES = 6_000;
const SCROLL_STEPS = 60;
const MUTATION_FRAMES = 60;

/** Processor time of the page's main thread, in ms; the parts of `taskMs` that go to style and layout. */
export interface Work {
  readonly taskMs: number;
  readonly styleMs: number;
  readonly layoutMs: number;
}

/** One visit. `callMs`: the painter's own call, before the browser has shown anything. */
export interface Visit {
  readonly callMs: number;
  readonly paint: Work;
  readonly scroll: Work;
  readonly mutate: Work;
  readonly elementsAdded: number;
  readonly textsAdded: number;
  /** Painting changed nothing of the page's markup and text nodes. */
  readonly isUnchanged: boolean;
}

export class Visitor {
  readonly #browser: Browser;
  readonly #script: string;
  readonly #html = longArticle(SENTENCES);

  /** `script`: the harness, bundled. */
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
