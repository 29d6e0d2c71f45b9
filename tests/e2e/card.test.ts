import { expect, it } from 'vitest';
import { PASSAGES } from '../fixtures/passages.ts';
import { describeBrowsers } from './harness/describe-browsers.ts';
import { mark, painted } from './harness/painted.ts';
import { tabOf } from './harness/tab-of.ts';
import { until } from './harness/until.ts';

let cases = 0;

/** Runs in a view. */
const isThere = (words: string): boolean => document.body.textContent.includes(words);

describeBrowsers('the card', 'all', (stage) => {
  const open = () => stage.open(`${stage.site.sample}?id=card${++cases}`);

  it('opens at a clicked mark, saves what is typed, and closes with Escape', async () => {
    const page = await open();
    await page.select(PASSAGES.quote);
    await page.toolbarAction('quote');
    await painted(page, PASSAGES.quote, 'quote');
    await page.clickText(PASSAGES.quote);
    const card = await page.waitForCard();
    await card.fill('input[role=combobox]', 'Maren Okafor-Lind');
    await card.fill('textarea', 'Ask for the letters.');
    await card.waitForText('Saved');
    await card.press('Escape');
    await until(async () => (await page.card()) === null, { what: 'the card to close' });
    await page.reload();
    await painted(page, PASSAGES.quote, 'quote');
    await page.clickText(PASSAGES.quote);
    const again = await page.waitForCard();
    await again.waitFor('textarea');
    expect(await again.evaluate(() => document.querySelector('textarea')?.value)).toBe(
      'Ask for the letters.',
    );
    expect(
      await again.evaluate(() => document.querySelector<HTMLInputElement>('input[role=combobox]')?.value),
    ).toBe('Maren Okafor-Lind');
  });

  it('opens for typing when a note is asked for, and the page hears no key of it', async () => {
    const page = await open();
    await page.evaluate(() => {
      Object.assign(window, { heard: [] as string[] });
      for (const type of ['keydown', 'keypress', 'input', 'beforeinput']) {
        window.addEventListener(
          type,
          (event) => Reflect.get(window, 'heard').push(String(Reflect.get(event, 'key'))),
          true,
        );
      }
    });
    await page.select(PASSAGES.highlight);
    await page.toolbarAction('note');
    const card = await page.waitForCard();
    await card.waitFor('textarea');
    await until(() => card.evaluate(() => document.activeElement?.localName === 'textarea'), {
      what: 'the focus in the note',
    });
    await page.type('secret');
    await until(() => card.evaluate(() => document.querySelector('textarea')?.value === 'secret'), {
      what: 'the note',
    });
    expect(await page.evaluate(() => Reflect.get(window, 'heard'))).toEqual([]);
    await painted(page, PASSAGES.highlight, 'highlight');
  });

  it('keeps typed text when the page is left before it was saved', async () => {
    const page = await open();
    await page.select(PASSAGES.claim);
    await page.toolbarAction('claim');
    await painted(page, PASSAGES.claim, 'claim');
    await page.clickText(PASSAGES.claim);
    const card = await page.waitForCard();
    await card.waitFor('textarea');
    await card.click('textarea');
    await card.type('half a thought');
    await page.reload();
    await painted(page, PASSAGES.claim, 'claim');
    await page.clickText(PASSAGES.claim);
    const again = await page.waitForCard();
    await again.waitFor('textarea');
    await until(() => again.evaluate(() => document.querySelector('textarea')?.value === 'half a thought'), {
      what: 'the text',
    });
  });

  it('deletes, and the notice takes it back', async () => {
    const page = await open();
    await page.select(PASSAGES.shortQuote);
    await page.toolbarAction('quote');
    await painted(page, PASSAGES.shortQuote, 'quote');
    await page.clickText(PASSAGES.shortQuote);
    const card = await page.waitForCard();
    await card.click('[data-action="delete"]');
    await until(async () => (await page.highlights()).quote.length === 0, { what: 'the mark to go' });
    await page.waitForNotice('Mark deleted');
    await page.clickUi('[data-action="notice-action"]');
    await painted(page, PASSAGES.shortQuote, 'quote');
  });

  it('keeps the tag that is being typed when Escape closes it', async () => {
    const page = await open();
    await mark(page, PASSAGES.claim, 'claim');
    await page.clickText(PASSAGES.claim);
    const card = await page.waitForCard();
    await card.fill('.pq-tags input', 'zebra');
    await card.press('Escape');
    await until(async () => (await page.card()) === null, { what: 'the card to close' });
    await page.clickText(PASSAGES.claim);
    await (await page.waitForCard()).waitForText('zebra');
  });

  it('closes when its mark is deleted elsewhere, and the notice brings that back', async () => {
    const page = await open();
    await mark(page, PASSAGES.quote, 'quote');
    await page.clickText(PASSAGES.quote);
    const card = await page.waitForCard();
    await card.fill('textarea', 'Ask for the letters.');
    const popup = await stage.driver.openView(`popup.html?tab=${await tabOf(stage, page.url())}`);
    await popup.clickNamed('Delete');
    await page.bringToFront();
    await until(async () => (await page.card()) === null, { what: 'the card to close' });
    await page.waitForNotice('Mark deleted');
    await page.clickUi('[data-action="notice-action"]');
    await painted(page, PASSAGES.quote, 'quote');
    // A tab in the background draws nothing, so its text is looked for in the document.
    await until(() => popup.evaluate(isThere, 'Ask for the letters.'), { what: 'the note in the popup' });
    await popup.close();
  });
});
