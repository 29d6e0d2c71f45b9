import { expect, it } from 'vitest';
import { LIGHTHOUSE, ORCHARD, SHARED } from '../fixtures/pages.ts';
import { PASSAGES } from '../fixtures/passages.ts';
import { describeBrowsers } from './harness/describe-browsers.ts';
import type { PageHandle } from './harness/driver.ts';
import { mark, painted } from './harness/painted.ts';
import { until } from './harness/until.ts';

/** Addresses that differ in a parameter that names the article are different articles: each test has its own. */
let cases = 0;
const fresh = (url: string): string => `${url}${url.includes('?') ? '&' : '?'}id=${++cases}`;

async function nothingPainted(page: PageHandle): Promise<void> {
  const { quote, claim, highlight } = await page.highlights();
  expect([...quote, ...claim, ...highlight]).toEqual([]);
}

describeBrowsers('marks come back', 'all', (stage) => {
  it('after a reload, in another tab, and at the address with tracking parameters and a fragment', async () => {
    const url = fresh(stage.site.sample);
    const page = await stage.open(url);
    await mark(page, PASSAGES.quote, 'quote');
    await page.reload();
    await painted(page, PASSAGES.quote, 'quote');
    await painted(await stage.open(url), PASSAGES.quote, 'quote');
    await painted(await stage.open(`${url}&utm_source=mail&fbclid=abc#comments`), PASSAGES.quote, 'quote');
  });

  it('without a change to the document outside our one element', async () => {
    const url = fresh(stage.site.sample);
    const page = await stage.open(url);
    const before = await page.inspect(() => document.body.outerHTML);
    await mark(page, PASSAGES.quote, 'quote');
    expect(await page.inspect(() => document.body.outerHTML)).toBe(before);
    expect(
      await page.inspect(() => [...document.documentElement.children].map((element) => element.localName)),
    ).toEqual(['head', 'body', 'pullquote-ui']);
  });

  it('in a single-page site, and never on the next article', async () => {
    const page = await stage.open(fresh('/spa/a'));
    await mark(page, SHARED, 'claim');
    await page.clickText('Orchard');
    await until(() => page.inspect((text) => document.body.innerText.includes(text), ORCHARD[0] ?? ''), {
      what: 'the next article',
    });
    await until(async () => (await page.highlights()).claim.length === 0, { what: 'the mark to go' });
    await new Promise((resolve) => setTimeout(resolve, 1_000));
    await nothingPainted(page);
    await page.back();
    await painted(page, SHARED, 'claim');
  });

  it('where the second article of a single-page site was marked under a stale canonical address', async () => {
    const page = await stage.open('/spa/a');
    await page.clickText('Orchard');
    await mark(page, ORCHARD[0] ?? '', 'highlight');
    const direct = await stage.open('/spa/b');
    await painted(direct, ORCHARD[0] ?? '', 'highlight');
    const other = await stage.open('/spa/a');
    await new Promise((resolve) => setTimeout(resolve, 1_000));
    await nothingPainted(other);
  });

  it('when the text arrives late', async () => {
    const page = await stage.open(fresh('/late?ms=800'));
    await until(() => page.inspect((text) => document.body.innerText.includes(text), LIGHTHOUSE[0] ?? ''), {
      what: 'the text',
    });
    await mark(page, LIGHTHOUSE[0] ?? '', 'quote');
    await page.reload();
    await painted(page, LIGHTHOUSE[0] ?? '', 'quote');
  });

  it('again and again on a page that is drawn anew all the time', async () => {
    const page = await stage.open(fresh('/rerender?every=900'));
    // A selection is gone when the page is drawn anew: a slow machine would not come to mark anything.
    await page.inspect(() => void (document.documentElement.dataset['still'] = ''));
    await mark(page, LIGHTHOUSE[2] ?? '', 'claim');
    await page.inspect(() => void delete document.documentElement.dataset['still']);
    const renders = (): Promise<number> =>
      page.inspect(() => Number(document.documentElement.dataset['renders'] ?? 0));
    const now = await renders();
    await until(async () => (await renders()) > now + 2, { what: 'three more renders' });
    await painted(page, LIGHTHOUSE[2] ?? '', 'claim');
  });

  it('out of the back/forward cache, with what was marked meanwhile elsewhere', async () => {
    const url = fresh('/plain');
    const page = await stage.open(url);
    await mark(page, LIGHTHOUSE[0] ?? '', 'quote');
    await page.goto(`${stage.site.origin}/dark`);
    await mark(await stage.open(url), LIGHTHOUSE[2] ?? '', 'claim');
    await page.bringToFront();
    await page.back();
    await painted(page, LIGHTHOUSE[0] ?? '', 'quote');
    await painted(page, LIGHTHOUSE[2] ?? '', 'claim');
  });

  it('in two tabs at once: a mark made in one shows in the other', async () => {
    const url = fresh('/plain');
    const one = await stage.open(url);
    const two = await stage.open(url);
    await mark(two, LIGHTHOUSE[0] ?? '', 'quote');
    await painted(one, LIGHTHOUSE[0] ?? '', 'quote');
  });

  it.each(['/rtl', '/cjk', '/dark'])('on %s', async (path) => {
    const page = await stage.open(path);
    const text = await page.inspect(
      () => document.querySelector('article p:nth-of-type(2)')?.textContent ?? '',
    );
    await mark(page, text, 'quote');
    await page.reload();
    await painted(page, text, 'quote');
  });

  it('reworded text keeps its mark or loses it honestly; a cut passage is listed with its words', async () => {
    const page = await stage.open(fresh(stage.site.sample));
    await mark(page, PASSAGES.quote, 'quote');
    await mark(page, PASSAGES.cut, 'claim');
    stage.site.edit = 'cut';
    await page.reload();
    await painted(page, PASSAGES.quote, 'quote');
    const popup = await stage.driver.popup(page);
    await popup.waitForText('Not found on this page');
    await popup.waitForText(PASSAGES.cut);
    await popup.close();
    expect((await page.highlights()).claim).toEqual([]);
    stage.site.edit = 'none';
    await page.reload();
    await painted(page, PASSAGES.cut, 'claim');
  });
});
