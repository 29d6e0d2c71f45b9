import { readFile } from 'node:fs/promises';
import * as v from 'valibot';
import { expect, it } from 'vitest';
import { PASSAGES, SAMPLE_TITLE } from '../fixtures/passages.ts';
import { describeBrowsers } from './harness/describe-browsers.ts';
import type { Driver } from './harness/driver.ts';
import { mark, painted } from './harness/painted.ts';
import { tabOf } from './harness/tab-of.ts';
import { until } from './harness/until.ts';

/** Of the extension, where `background` runs. */
declare const chrome: {
  readonly alarms: {
    create(name: string, when: object): Promise<void>;
    get(name: string): Promise<{ readonly periodInMinutes?: number } | undefined>;
  };
  readonly storage: { readonly local: { set(values: object): Promise<void> } };
};

let cases = 0;

describeBrowsers('the popup', 'all', (stage) => {
  const open = () => stage.open(`${stage.site.sample}?id=popup${++cases}`);

  it('says what to do on a page without marks', async () => {
    const popup = await stage.driver.popup(await open());
    await popup.waitForText(SAMPLE_TITLE);
    await popup.waitForText('Alt+Shift+Q');
  });

  it('says why a page of the browser cannot be annotated', async () => {
    const page = await stage.driver.open('about:blank');
    const popup = await stage.driver.popup(page);
    await popup.waitForText('cannot be annotated');
    await popup.close();
    await page.close();
  });

  it('lists marks in the order of the page, and shows a new one without being opened again', async () => {
    const page = await open();
    await mark(page, PASSAGES.claim, 'claim');
    await mark(page, PASSAGES.quote, 'quote');
    const view = await stage.driver.openView(`popup.html?tab=${await tabOf(stage, page.url())}`);
    await view.waitForText(PASSAGES.quote);
    const text = await view.text();
    expect(text.indexOf(PASSAGES.quote)).toBeLessThan(text.indexOf(PASSAGES.claim));
    await page.bringToFront();
    await mark(page, PASSAGES.highlight, 'highlight');
    // A tab in the background draws nothing, so its text is looked for in the document.
    await until(
      () => view.evaluate((words) => document.body.textContent.includes(words), PASSAGES.highlight),
      {
        what: 'the new mark',
      },
    );
    await view.close();
  });

  it('edits note and speaker while the page is open, and both are there in the card', async () => {
    const page = await open();
    await mark(page, PASSAGES.quote, 'quote');
    const popup = await stage.driver.popup(page);
    await popup.waitForText(PASSAGES.quote);
    await popup.clickNamed('Edit');
    await popup.fill('textarea', 'From the popup.');
    await popup.waitForText('Saved');
    await popup.close();
    await page.clickText(PASSAGES.quote);
    const card = await page.waitForCard();
    await card.waitFor('textarea');
    expect(await card.evaluate(() => document.querySelector('textarea')?.value)).toBe('From the popup.');
  });

  it('deletes with undo, and the page follows', async () => {
    const page = await open();
    await mark(page, PASSAGES.quote, 'quote');
    const popup = await stage.driver.popup(page);
    await popup.waitForText(PASSAGES.quote);
    await popup.clickNamed('Delete');
    await until(async () => (await page.highlights()).quote.length === 0, { what: 'the mark to go' });
    await popup.clickNamed('Undo');
    await painted(page, PASSAGES.quote, 'quote');
    await popup.close();
  });

  it('shows what was deleted until its time has run out; the daily look takes that away for good', async () => {
    const page = await open();
    await mark(page, PASSAGES.quote, 'quote');
    await mark(page, PASSAGES.claim, 'claim');
    const popup = await stage.driver.popup(page);
    await popup.waitForText(PASSAGES.claim);
    await popup.clickNamed('Delete');
    await until(async () => (await page.highlights()).quote.length === 0, { what: 'the quote to go' });
    await popup.clickNamed('Delete');
    await until(async () => (await page.highlights()).claim.length === 0, { what: 'the claim to go' });
    await popup.close();
    expect(await wordsInTrash(stage.driver)).toEqual(
      expect.arrayContaining([PASSAGES.quote, PASSAGES.claim]),
    );
    const daily = await stage.driver.background(
      async () => (await chrome.alarms.get('trash'))?.periodInMinutes,
    );
    expect(daily).toBe(24 * 60);
    await stage.driver.background(outlive, PASSAGES.quote);
    await until(async () => !(await wordsInTrash(stage.driver)).includes(PASSAGES.quote), {
      what: 'the older one to go',
    });
    expect(await wordsInTrash(stage.driver)).toContain(PASSAGES.claim);
  });

  it('jumps to a mark in the page', async () => {
    const page = await open();
    await mark(page, PASSAGES.claim, 'claim');
    await page.inspect(() => scrollTo({ top: 0, behavior: 'instant' }));
    const popup = await stage.driver.popup(page);
    await popup.waitForText(PASSAGES.claim);
    await popup.click('button[data-jump], .pq-passage');
    await until(
      () =>
        page.inspect(
          (words) => {
            const found = [...document.querySelectorAll('p')].find((p) => p.textContent.includes(words));
            const box = found?.getBoundingClientRect();
            return box !== undefined && box.top > 0 && box.bottom < innerHeight;
          },
          PASSAGES.claim.slice(0, 30),
        ),
      { what: 'the mark in view' },
    );
  });

  it('searches across everything, and gives back what was deleted', async () => {
    const page = await open();
    await mark(page, PASSAGES.shortQuote, 'quote');
    const popup = await stage.driver.popup(page);
    await popup.waitForText(PASSAGES.shortQuote);
    await popup.clickNamed('All marks');
    await popup.fill('input[type=search]', 'second purse');
    await popup.waitForText(PASSAGES.shortQuote);
    await popup.fill('input[type=search]', 'xylophone');
    await popup.waitForText('Nothing found');
    expect(await popup.text()).not.toContain(PASSAGES.shortQuote);
    await popup.close();
  });

  it('exports the article to a file and to the clipboard', async () => {
    const page = await open();
    await mark(page, PASSAGES.quote, 'quote');
    const popup = await stage.driver.popup(page);
    await popup.waitForText(PASSAGES.quote);
    await popup.clickNamed('Export');
    await popup.clickNamed('Save a file');
    const file = await until(
      async () => (await stage.driver.downloads()).find((name) => name.endsWith('.md')),
      { what: 'the file' },
    );
    // The browser names the file before it writes it.
    const markdown = await until(async () => (await readFile(file, 'utf8')) || null, { what: 'its text' });
    expect(markdown).toMatch(/^---\ntitle: /);
    expect(markdown).toContain(PASSAGES.quote);
    expect(markdown).toContain(':~:text=');
    await popup.close();
  });
});

const deletedSchema = v.array(
  v.object({ deletedAt: v.nullable(v.number()), target: v.nullable(v.object({ exact: v.string() })) }),
);

/** The words of what is in the trash. */
async function wordsInTrash(driver: Driver): Promise<string[]> {
  const { pullquote } = await driver.records();
  const rows = v.parse(deletedSchema, pullquote?.['annotations']);
  return rows.flatMap(({ deletedAt, target }) => (deletedAt === null ? [] : [target?.exact ?? '']));
}

/** As if what says `words` had been deleted 100 days ago, that had been noticed eight days ago, and the daily look were due. */
async function outlive(words: string): Promise<void> {
  const DAY = 86_400_000;
  const opening = indexedDB.open('pullquote');
  await new Promise((resolve) => {
    opening.addEventListener('success', resolve);
  });
  const changing = opening.result.transaction('annotations', 'readwrite');
  const reading = changing.objectStore('annotations').openCursor();
  reading.addEventListener('success', () => {
    const cursor = reading.result;
    if (!cursor) return;
    const { deletedAt, target } = cursor.value;
    if (deletedAt !== null && target.exact === words)
      cursor.update({ ...cursor.value, deletedAt: deletedAt - 100 * DAY });
    cursor.continue();
  });
  await new Promise((resolve) => {
    changing.addEventListener('complete', resolve);
  });
  opening.result.close();
  await chrome.storage.local.set({ 'trash-noticed': Date.now() - 8 * DAY });
  await chrome.alarms.create('trash', { when: Date.now() });
}
