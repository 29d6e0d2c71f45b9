import { inflateSync } from 'node:zlib';
import { expect, it } from 'vitest';
import { WHITE, over, type Colour } from '../../lib/page/painting/colour.ts';
import { FERRY } from '../fixtures/living-pages.ts';
import { LIGHTHOUSE } from '../fixtures/pages.ts';
import { describeBrowsers } from './harness/describe-browsers.ts';
import type { PageHandle } from './harness/driver.ts';
import { mark, painted } from './harness/painted.ts';
import { until } from './harness/until.ts';

let cases = 0;
const fresh = (url: string): string => `${url}${url.includes('?') ? '&' : '?'}id=looks${++cases}`;

async function hasLayer(page: PageHandle, name: string, present = true): Promise<void> {
  await until(async () => (await page.layers()).includes(name) === present, {
    what: `${present ? 'something' : 'nothing'} painted as ${name}`,
  });
}

describeBrowsers('the look of marks', 'all', (stage) => {
  it.each([
    ['on a page', '/living/long'],
    ['in a shadow tree', '/living/shadow'],
    ['in a frame', '/living/frames?depth=1'],
  ])('%s tells on which one the pointer is, and a click opens it', async (_, path) => {
    const page = await stage.open(fresh(path));
    await mark(page, FERRY[1], 'quote');
    await page.hoverText(FERRY[1]);
    await hasLayer(page, 'hover');
    await page.clickText(FERRY[1]);
    await page.waitForCard();
    await page.press('Escape');
    await until(async () => (await page.cardAnnotation()) === null, { what: 'the card to close' });
    await page.hoverText(FERRY[0]);
    await hasLayer(page, 'hover', false);
  });

  it('suits a dark page, and a page that turns dark', async () => {
    const page = await stage.open(fresh('/dark'));
    await mark(page, LIGHTHOUSE[0] ?? '', 'quote');
    expect(await page.layers()).toEqual(['quote-dark']);
    const turning = await stage.open(fresh('/plain'));
    await mark(turning, LIGHTHOUSE[0] ?? '', 'claim');
    await hasLayer(turning, 'claim');
    await turning.inspect(() => document.documentElement.setAttribute('data-theme', 'dark'));
    await hasLayer(turning, 'claim-dark');
  });

  it('shows marks that lie in one another above each other', async () => {
    const page = await stage.open(fresh('/living/long'));
    await mark(page, FERRY[2], 'quote');
    await mark(page, 'nobody at the ministry', 'claim');
    await hasLayer(page, 'claim-2');
    expect(await page.layers()).toEqual(['claim-2', 'quote']);
  });

  it('is back when the page has thrown out all highlights, which are its own otherwise', async () => {
    const page = await stage.open(fresh('/living/long'));
    await mark(page, FERRY[1], 'quote');
    await page.evaluate(() => {
      CSS.highlights.clear();
      CSS.highlights.set('own', new Highlight());
    });
    await page.wheel(600);
    await page.scrollTo(FERRY[1]);
    await painted(page, FERRY[1], 'quote');
    expect(await page.evaluate(() => CSS.highlights.has('own'))).toBe(true);
  });

  it('prints, also what is far from the window', async () => {
    const page = await stage.open(fresh('/living/long'));
    await mark(page, FERRY[1], 'quote');
    await mark(page, 'Log entry 0', 'quote');
    await page.inspect(() => window.scrollTo(0, document.documentElement.scrollHeight));
    const paper = over({ red: 37, green: 99, blue: 235, alpha: 0.13 }, WHITE);
    // Firefox prints a copy of the document, and leaves its highlights behind.
    const expected = stage.browser === 'firefox' ? 0 : 2;
    expect(fills(await page.pdf(), paper)).toBeGreaterThanOrEqual(expected);
  });
});

/** How many times a PDF sets this colour to fill with. */
function fills(pdf: Uint8Array, { red, green, blue }: Colour): number {
  const bytes = Buffer.from(pdf);
  let count = 0;
  for (let at = bytes.indexOf('stream\n'); at >= 0; at = bytes.indexOf('stream\n', at + 7)) {
    const end = bytes.indexOf('endstream', at);
    let text = '';
    try {
      text = inflateSync(bytes.subarray(at + 7, end)).toString('latin1');
    } catch {
      // A picture or a font.
    }
    for (const [, r, g, b] of text.matchAll(/([\d.]+) ([\d.]+) ([\d.]+) rg/g)) {
      const far = Math.max(
        Math.abs(Number(r) * 255 - red),
        Math.abs(Number(g) * 255 - green),
        Math.abs(Number(b) * 255 - blue),
      );
      if (far < 2) count++;
    }
    at = end;
  }
  return count;
}
