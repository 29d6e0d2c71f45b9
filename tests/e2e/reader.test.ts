import { expect, it } from 'vitest';
import { PASSAGES, SAMPLE_TITLE } from '../fixtures/passages.ts';
import { startSite } from '../fixtures/site.ts';
import { describeBrowsers, type Stage } from './harness/describe-browsers.ts';
import type { PageHandle, ViewHandle } from './harness/driver.ts';
import type { Highlights } from './harness/in-page.ts';
import { mark, painted } from './harness/painted.ts';
import { until } from './harness/until.ts';

/** In the background, of which the browser runs this part. */
declare const chrome: {
  readonly tabs: {
    query(wanted: object): Promise<readonly { readonly id?: number; readonly url?: string }[]>;
    sendMessage(id: number, message: object): Promise<unknown>;
  };
};

let cases = 0;

describeBrowsers('the reader', 'all', (stage) => {
  const open = (): Promise<PageHandle> => stage.open(`${stage.site.sample}?id=reader${++cases}`);

  it('opens from the popup with the article alone, and keeps a copy of it', async () => {
    const page = await open();
    const popup = await stage.driver.popup(page);
    await popup.waitForText(SAMPLE_TITLE);
    await popup.clickNamed('Read');
    const reader = await stage.driver.openedView('reader.html');
    await reader.waitForText(PASSAGES.quote);
    expect(await reader.text()).not.toContain('Most read');
    expect(await reader.evaluate(() => document.title)).toBe(SAMPLE_TITLE);
    expect(await versionsOf(stage, page.url())).toHaveLength(1);
    await reader.close();
  });

  it('opens by its key and from the menu', async () => {
    const page = await open();
    await stage.driver.command(page, 'open-reader');
    const byKey = await stage.driver.openedView('reader.html');
    await byKey.waitForText(PASSAGES.quote);
    await byKey.close();
    await page.bringToFront();
    await page.select(PASSAGES.claim);
    await stage.driver.contextMenu(page, 'open-reader');
    const byMenu = await stage.driver.openedView('reader.html');
    await byMenu.waitForText(PASSAGES.quote);
    expect(await versionsOf(stage, page.url())).toHaveLength(1);
    await byMenu.close();
  });

  it('shows the marks of the page, and what is marked in it shows on the page', async () => {
    const page = await open();
    await mark(page, PASSAGES.quote, 'quote');
    const reader = await readerOf(stage, page);
    await shows(reader, 'quote', PASSAGES.quote);
    await markIn(stage, reader, PASSAGES.claim, 'claim');
    await shows(reader, 'claim', PASSAGES.claim);
    await page.bringToFront();
    await painted(page, PASSAGES.claim, 'claim');
    await page.reload();
    await painted(page, PASSAGES.claim, 'claim');
    await mark(page, PASSAGES.highlight, 'highlight');
    await shows(reader, 'highlight', PASSAGES.highlight);
    await reader.close();
  });

  it('takes marks with the mouse, the toolbar and the keys, as a page does', async ({ skip }) => {
    // Firefox lets no driver select with the mouse in a page of an extension.
    if (stage.browser === 'firefox') skip();
    const page = await open();
    await mark(page, PASSAGES.quote, 'quote');
    await copies(stage, page, 1);
    const article = await articleOf(stage, page.url());
    const reader = await stage.open(`${stage.driver.extensionOrigin}reader.html?article=${article}`);
    await painted(reader, PASSAGES.quote, 'quote');
    await mark(reader, PASSAGES.claim, 'claim');
    await reader.select(PASSAGES.highlight);
    await stage.driver.command(reader, 'mark-highlight');
    await painted(reader, PASSAGES.highlight, 'highlight');
    await reader.clickText(PASSAGES.claim);
    const card = await reader.waitForCard();
    await card.fill('textarea', 'Written in the reader.');
    await card.waitForText('Saved');
    await card.click('[data-action="close"]');
    await until(async () => (await reader.card()) === null, { what: 'the card to close' });
    const notes = (await rows(stage, 'annotations')).map((row) => row['note']);
    expect(notes).toContain('Written in the reader.');
    await page.bringToFront();
    await painted(page, PASSAGES.claim, 'claim');
    await painted(page, PASSAGES.highlight, 'highlight');
  });

  it('reads without the network', async () => {
    const paper = await startSite();
    const page = await stage.open(`${paper.sample}?id=offline`);
    await mark(page, PASSAGES.quote, 'quote');
    const url = page.url();
    await until(async () => (await versionsOf(stage, url)).length === 1, { what: 'the copy' });
    await paper.close();
    const reader = await stage.driver.openView(`reader.html?article=${await articleOf(stage, url)}`);
    await reader.waitForText(PASSAGES.claim);
    await shows(reader, 'quote', PASSAGES.quote);
    await reader.close();
  });

  it('keeps each version of an article that is edited twice, and says what changed', async () => {
    const page = await open();
    await mark(page, PASSAGES.quote, 'quote');
    await mark(page, PASSAGES.reword, 'claim');
    await mark(page, PASSAGES.cut, 'highlight');
    await copies(stage, page, 1);
    stage.site.edit = 'reword';
    await page.reload();
    await copies(stage, page, 2);
    stage.site.edit = 'cut';
    await page.reload();
    await copies(stage, page, 3);
    const popup = await stage.driver.popup(page);
    await popup.waitForText('This article changed 2 times since you saved it.');
    await popup.clickNamed('See what changed');
    const changes = await stage.driver.openedView('reader.html');
    await changes.waitForText('1 passage reworded');
    await changes.waitForText('1 passage cut');
    await changes.waitForText('1 of your marks is touched');
    expect(await texts(changes, '[data-type="cut"] del')).toEqual([expect.stringContaining(PASSAGES.cut)]);
    expect(await texts(changes, '.changes-marks')).toEqual([PASSAGES.cut]);
    // From the first to the second version.
    const ids = await changes.evaluate(() =>
      [...(document.querySelector('select')?.options ?? [])].map(({ value }) => value),
    );
    await choose(changes, 0, ids[2] ?? '');
    await choose(changes, 1, ids[1] ?? '');
    await changes.waitForText('1 passage reworded');
    await until(async () => (await texts(changes, '.changes-marks')).join('') === PASSAGES.reword, {
      what: 'the mark in what was reworded',
    });
    await changes.close();
  });

  it('opens a mark whose passage was cut in the version where it stood', async () => {
    const page = await open();
    await mark(page, PASSAGES.cut, 'quote');
    await copies(stage, page, 1);
    stage.site.edit = 'cut';
    await page.reload();
    await copies(stage, page, 2);
    const popup = await stage.driver.popup(page);
    await popup.waitForText('Not found on this page');
    await popup.clickNamed('Read it where it stood');
    const reader = await stage.driver.openedView('reader.html');
    await reader.waitForText('This is the article as it was on');
    await shows(reader, 'quote', PASSAGES.cut);
    await reader.clickNamed('Show the newest');
    await reader.waitForText('Marks that are not in this version');
    await reader.close();
  });

  it('looks at the page when it is asked to, and says whether it changed', async () => {
    const page = await open();
    await mark(page, PASSAGES.cut, 'quote');
    await copies(stage, page, 1);
    const reader = await readerOf(stage, page);
    await reader.click('[popovertarget="reader-versions"]');
    await reader.clickNamed('Check for changes');
    await reader.waitForText('The page still says what you saved.');
    // Its marks are still there, so that the page hands in a copy by itself, too: before or after it is asked to.
    stage.site.edit = 'reword';
    await reader.click('[popovertarget="reader-versions"]');
    await reader.clickNamed('Check for changes');
    await reader.waitForText('1 passage reworded');
    stage.site.edit = 'cut';
    await reader.click('[popovertarget="reader-versions"]');
    await reader.clickNamed('Check for changes');
    await reader.waitForText('1 passage cut');
    await reader.waitForText('1 of your marks is touched');
    expect(await versionsOf(stage, page.url())).toHaveLength(3);
    await reader.close();
  });
});

async function texts(view: ViewHandle, selector: string): Promise<(string | null)[]> {
  return view.evaluate(
    (wanted) => [...document.querySelectorAll(wanted)].map(({ textContent }) => textContent),
    selector,
  );
}

/** Chooses an option of the n-th list. */
async function choose(view: ViewHandle, list: number, value: string): Promise<void> {
  await view.evaluate(
    (nth, wanted) => {
      const select = document.querySelectorAll('select')[nth];
      if (!select) throw new Error(`no list ${nth}`);
      select.value = wanted;
      select.dispatchEvent(new Event('change', { bubbles: true }));
    },
    list,
    value,
  );
}

async function copies(stage: Stage, page: PageHandle, count: number): Promise<void> {
  await until(async () => (await versionsOf(stage, page.url())).length === count, {
    what: `${count} versions`,
    timeout: 30_000,
  });
}

type Row = Readonly<Record<string, unknown>>;

async function rows(stage: Stage, store: string): Promise<Row[]> {
  const databases = await stage.driver.records();
  // The database is ours, and its rows are records.
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  return (databases['pullquote']?.[store] ?? []) as Row[];
}

async function articleOf(stage: Stage, url: string): Promise<string> {
  const article = (await rows(stage, 'articles')).find((row) => row['url'] === url);
  if (typeof article?.['id'] !== 'string') throw new Error(`nothing is kept of ${url}`);
  return article['id'];
}

async function versionsOf(stage: Stage, url: string): Promise<Row[]> {
  const id = await articleOf(stage, url).catch(() => null);
  return (await rows(stage, 'versions')).filter((row) => row['articleId'] === id);
}

/** The reader with the article of a page, once a copy of it is kept. */
async function readerOf(stage: Stage, page: PageHandle): Promise<ViewHandle> {
  await until(async () => (await versionsOf(stage, page.url())).length > 0, { what: 'the copy' });
  const reader = await stage.driver.openView(`reader.html?article=${await articleOf(stage, page.url())}`);
  await reader.waitForText(PASSAGES.quote);
  return reader;
}

async function shows(reader: ViewHandle, kind: keyof Highlights, text: string): Promise<void> {
  const words = async (): Promise<string[]> =>
    reader.evaluate(
      (name) =>
        [...(CSS.highlights.get(`pullquote-${name}`) ?? [])].map((range) =>
          range instanceof Range ? range.toString() : '',
        ),
      kind,
    );
  await until(async () => (await words()).includes(text), {
    what: `“${text}” as ${kind} in the reader`,
  });
}

/** Selects `text` in the reader and marks it as the key does: the background asks the tab that is in front. */
async function markIn(stage: Stage, reader: ViewHandle, text: string, kind: keyof Highlights): Promise<void> {
  await reader.evaluate((words) => {
    const walker = document.createTreeWalker(document.querySelector('article') ?? document.body, 4);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const at = node.textContent?.indexOf(words) ?? -1;
      if (at < 0) continue;
      document.getSelection()?.setBaseAndExtent(node, at, node, at + words.length);
      return;
    }
    throw new Error(`no “${words}” in the reader`);
  }, text);
  await stage.driver.background(
    async (address, wanted) => {
      const tabs = await chrome.tabs.query({});
      const tab = tabs.find(({ url }) => url?.startsWith(address));
      await chrome.tabs.sendMessage(tab?.id ?? -1, {
        type: 'tab.mark',
        payload: { kind: wanted, edit: false },
      });
    },
    `${stage.driver.extensionOrigin}reader.html`,
    kind,
  );
}
