import { expect, it } from 'vitest';
import { FERRY } from '../fixtures/living-pages.ts';
import { NEEDLE } from '../fixtures/pages.ts';
import { describeBrowsers } from './harness/describe-browsers.ts';
import type { PageHandle } from './harness/driver.ts';
import { mark, painted } from './harness/painted.ts';
import { pause, until } from './harness/until.ts';

/** Addresses that differ in a parameter that names the article are different articles: each test has its own. */
let cases = 0;
const fresh = (url: string): string => `${url}${url.includes('?') ? '&' : '?'}id=living${++cases}`;

const counter = (page: PageHandle, name: string): Promise<number> =>
  page.inspect((key) => Number(document.documentElement.dataset[key] ?? 0), name);

async function counts(page: PageHandle, name: string, more: number): Promise<void> {
  const now = await counter(page, name);
  await until(async () => (await counter(page, name)) >= now + more, { what: `${more} more ${name}` });
}

/** How many of `times` looks, spread over a second and a half, see `text` painted as a quote. */
async function timesPainted(page: PageHandle, text: string, times: number): Promise<number> {
  let seen = 0;
  for (let look = 0; look < times; look++) {
    if ((await page.highlights()).quote.includes(text)) seen++;
    await pause(1_500 / times);
  }
  return seen;
}

async function badge(page: PageHandle): Promise<string> {
  return page.inspect(() => document.documentElement.dataset['crashed'] ?? '');
}

describeBrowsers('a page that lives', 'all', (stage) => {
  it.each(['/living/react', '/living/vue'])(
    'keeps its marks on %s through every render, and its framework never stumbles over us',
    async (path) => {
      const url = fresh(path);
      const page = await stage.open(url);
      await mark(page, FERRY[1], 'quote');
      await page.evaluate(() => Reflect.get(window, 'start')());
      await counts(page, 'renders', 4);
      await painted(page, FERRY[1], 'quote');
      expect(await timesPainted(page, FERRY[1], 12)).toBeGreaterThanOrEqual(6);
      await page.reload();
      await painted(page, FERRY[1], 'quote');
      await counts(page, 'renders', 4);
      await painted(page, FERRY[1], 'quote');
      expect(await badge(page)).toBe('');
    },
  );

  it('paints a mark when endless scrolling brings its text', async () => {
    const page = await stage.open(fresh('/living/infinite'));
    const down = async (): Promise<void> => {
      await until(
        async () => {
          await page.inspect(() => window.scrollTo(0, document.documentElement.scrollHeight));
          return page.inspect((text) => document.body.innerText.includes(text), FERRY[0]);
        },
        { what: 'the end of the feed' },
      );
    };
    await down();
    await mark(page, FERRY[0], 'quote');
    await page.reload();
    await page.inspect(() => window.scrollTo(0, 0));
    expect((await page.highlights()).quote).toEqual([]);
    await down();
    await page.scrollTo(FERRY[0]);
    await painted(page, FERRY[0], 'quote');
  });

  it('keeps marks in a live blog that grows above and is cut below', async () => {
    const url = fresh('/living/blog?every=250');
    const page = await stage.open(url);
    // The entries move while they are selected with a mouse; by keyboard and script they do not.
    await page.inspect((text) => {
      const paragraph = Array.from(document.querySelectorAll('p')).find((p) => p.textContent === text);
      if (paragraph) getSelection()?.selectAllChildren(paragraph);
    }, FERRY[2]);
    await page.toolbarAction('claim');
    await counts(page, 'posts', 12);
    await page.scrollTo(FERRY[2]);
    await painted(page, FERRY[2], 'claim');
    await page.reload();
    await page.scrollTo(FERRY[2]);
    await painted(page, FERRY[2], 'claim');
  });

  it.each(['css', 'clone'])('shows a mark behind “Read more” once it is opened (%s)', async (how) => {
    const page = await stage.open(fresh(`/living/more?how=${how}`));
    await page.clickText('Read more');
    await mark(page, FERRY[3], 'claim');
    await page.reload();
    await pause(600);
    // What is not shown is not painted, whether it is there or not.
    expect(await page.inspect((text) => document.body.innerText.includes(text), FERRY[3])).toBe(false);
    await page.clickText('Read more');
    await painted(page, FERRY[3], 'claim');
  });

  it('finds the mark of a virtualised list whenever its row exists', async () => {
    const page = await stage.open(fresh('/living/virtual'));
    const show = (row: number) => page.inspect((at) => window.scrollTo(0, at * 60), row);
    await show(298);
    await mark(page, FERRY[1], 'quote');
    await show(1_200);
    await until(async () => (await page.highlights()).quote.length === 0, { what: 'the row to go' });
    await show(298);
    await painted(page, FERRY[1], 'quote');
    await page.reload();
    await show(298);
    await painted(page, FERRY[1], 'quote');
  });

  it('marks text in open shadow trees, in slots, and restores it', async () => {
    const url = fresh('/living/shadow');
    const page = await stage.open(url);
    await mark(page, FERRY[1], 'quote');
    await mark(page, FERRY[3], 'claim');
    await page.reload();
    await painted(page, FERRY[1], 'quote');
    await painted(page, FERRY[3], 'claim');
  });

  it('marks text in frames of the same site, and restores it', async () => {
    const url = fresh('/living/frames?depth=2');
    const page = await stage.open(url);
    await mark(page, FERRY[1], 'quote');
    await page.reload();
    await painted(page, FERRY[1], 'quote');
  });

  it('finds a mark on a page of five megabytes, and the page stays usable meanwhile', async () => {
    const url = fresh('/big?mb=5');
    const page = await stage.open(url);
    await mark(page, NEEDLE, 'quote');
    await page.reload();
    await page.scrollTo(NEEDLE);
    await painted(page, NEEDLE, 'quote', 30_000);
  });
});
