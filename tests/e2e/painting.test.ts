import { expect, it } from 'vitest';
import { FERRY, REWRITTEN } from '../fixtures/living-pages.ts';
import { describeBrowsers } from './harness/describe-browsers.ts';
import type { PageHandle } from './harness/driver.ts';
import { mark, painted } from './harness/painted.ts';
import { pause, until } from './harness/until.ts';

let cases = 0;
const fresh = (url: string): string => `${url}${url.includes('?') ? '&' : '?'}id=painting${++cases}`;

/** The accessible name of what has the focus in our interface. */
const focused = (page: PageHandle): Promise<string | null> =>
  page.ui((root) => root.activeElement?.getAttribute('aria-label') ?? root.activeElement?.textContent ?? '');

async function reaches(page: PageHandle, words: string): Promise<string> {
  return until(
    async () => {
      const name = (await focused(page)) ?? '';
      return name.includes(words) ? name : null;
    },
    { what: `the focus on “${words}”` },
  );
}

/** Where `text` stands in the window. */
const boxOf = (page: PageHandle, text: string) =>
  page.inspect((wanted) => {
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const at = (node.nodeValue ?? '').indexOf(wanted);
      if (at < 0 || !(node.parentElement?.checkVisibility() ?? false)) continue;
      const range = document.createRange();
      range.setStart(node, at);
      range.setEnd(node, at + wanted.length);
      const { top, bottom, height } = range.getBoundingClientRect();
      return { top, bottom, height, window: innerHeight };
    }
    return null;
  }, text);

describeBrowsers('marks on a page', 'all', (stage) => {
  it('are walked through by keyboard, each named for a screen reader, and opened with Enter', async () => {
    const page = await stage.open(fresh('/living/long'));
    await mark(page, FERRY[1], 'quote');
    await mark(page, FERRY[3], 'claim');
    await page.inspect(() => window.scrollTo(0, 0));
    await page.press('Alt+Shift+ArrowDown');
    const first = await reaches(page, 'empty berths');
    expect(first).toContain('1');
    expect(first).toContain('2');
    await page.press('ArrowDown');
    await reaches(page, 'return ticket');
    await until(
      async () => {
        const box = await boxOf(page, FERRY[3]);
        return box && box.top >= 0 && box.bottom <= box.window;
      },
      { what: 'the mark in the window' },
    );
    await page.press('ArrowUp');
    await reaches(page, 'empty berths');
    await page.press('Enter');
    const card = await page.waitForCard();
    await card.waitFor('textarea');
    await until(() => card.evaluate(() => document.hasFocus()), { what: 'the focus in the card' });
    await page.press('Tab');
    await until(() => card.evaluate(() => document.activeElement?.matches('main *') === true), {
      what: 'the first field of the card',
    });
    await page.press('Escape');
  });

  it('leave the keys to a reader who is typing', async () => {
    const page = await stage.open(fresh('/living/long'));
    await mark(page, FERRY[1], 'quote');
    await page.inspect(() => {
      const field = document.createElement('textarea');
      document.body.prepend(field);
      field.focus();
    });
    await page.press('Alt+Shift+ArrowDown');
    await pause(400);
    expect(await page.inspect(() => document.activeElement?.localName)).toBe('textarea');
  });

  it('open the inner one of two that overlap', async () => {
    const page = await stage.open(fresh('/living/long'));
    await mark(page, FERRY[2], 'quote');
    await mark(page, 'nobody at the ministry', 'claim');
    await painted(page, FERRY[2], 'quote');
    await page.clickText('nobody at the ministry');
    await page.waitForCard();
    const inner = await page.cardAnnotation();
    await page.press('Escape');
    await until(async () => (await page.cardAnnotation()) === null, { what: 'the card to close' });
    await page.clickText('4.6 million');
    await page.waitForCard();
    expect(await page.cardAnnotation()).not.toBe(inner);
  });

  it('are jumped to from the popup, through folds, below a header that stays, past pictures that grow', async () => {
    const page = await stage.open(fresh('/living/folded'));
    await page.inspect(() => {
      for (const fold of Array.from(document.querySelectorAll('details'))) fold.open = true;
    });
    await mark(page, FERRY[2], 'claim');
    await page.reload();
    const popup = await stage.driver.popup(page);
    await popup.waitForText(FERRY[2]);
    await popup.click('button.pq-passage');
    await until(
      async () => {
        const box = await boxOf(page, FERRY[2]);
        return box && box.height > 0 && box.top > 120 && box.bottom < box.window;
      },
      { what: 'the mark, clear of the header' },
    );
    await painted(page, FERRY[2], 'claim');
  });

  it('that are uncertain are asked for in the popup, and the answer holds', async () => {
    const url = fresh('/living/rewritten');
    const page = await stage.open(url);
    await mark(page, FERRY[2], 'claim');
    stage.site.edit = 'reword';
    await page.reload();
    const popup = await stage.driver.popup(page);
    // The popup hears of the page's state when the page has settled, whichever of them is there first.
    await popup.waitForText('Is this the place?');
    expect(await popup.text()).toContain(REWRITTEN.slice(0, 60));
    await popup.clickNamed('Yes, it is here');
    await popup.waitForText('Placed.');
    await popup.close();
    await page.reload();
    await until(
      async () => (await page.highlights()).claim.some((words) => REWRITTEN.startsWith(words.slice(0, 60))),
      { what: 'the mark where the user said that it is' },
    );
  });
});
