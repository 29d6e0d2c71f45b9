import { expect, it } from 'vitest';
import { PASSAGES } from '../fixtures/passages.ts';
import { describeBrowsers } from './harness/describe-browsers.ts';
import { painted } from './harness/painted.ts';
import { until } from './harness/until.ts';

describeBrowsers('marking', 'all', (stage) => {
  const sample = (query = '') =>
    stage.open(
      `${stage.site.sample}?case=${encodeURIComponent(expect.getState().currentTestName ?? '')}${query}`,
    );

  it('offers the toolbar beside the selection, never on it', async () => {
    const page = await sample();
    await page.select(PASSAGES.quote);
    const { box, actions } = await page.waitForToolbar();
    expect(actions).toEqual(['quote', 'claim', 'highlight', 'note', 'copy-link', 'off']);
    const selected = await page.inspect(() => {
      const { left, top, right, bottom } =
        document.getSelection()?.getRangeAt(0).getBoundingClientRect() ?? new DOMRect();
      return { left, top, right, bottom };
    });
    const apart =
      box.x + box.width <= selected.left ||
      box.x >= selected.right ||
      box.y + box.height <= selected.top ||
      box.y >= selected.bottom;
    expect(apart).toBe(true);
  });

  it('offers the toolbar in a corner where the selection fills the window', async () => {
    const page = await sample();
    await page.clickText('Engineers had known', {});
    await page.press('Control+a');
    const { box } = await page.waitForToolbar();
    const [width, height] = await page.inspect(() => [innerWidth, innerHeight] as const);
    expect(box.x + box.width).toBeGreaterThan(width - 40);
    expect(box.x + box.width).toBeLessThanOrEqual(width);
    expect(box.y + box.height).toBeGreaterThan(height - 40);
    expect(box.y + box.height).toBeLessThanOrEqual(height);
  });

  it('takes the toolbar away on Escape and on a click elsewhere', async () => {
    const page = await sample();
    await page.select(PASSAGES.quote);
    await page.waitForToolbar();
    await page.press('Escape');
    await until(async () => (await page.toolbar()) === null, { what: 'the toolbar to go' });
    await page.select(PASSAGES.claim);
    await page.waitForToolbar();
    await page.clickText('Engineers had known', {});
    await until(async () => (await page.toolbar()) === null, { what: 'the toolbar to go' });
  });

  it.each(['quote', 'claim', 'highlight'] as const)('marks a %s with the toolbar', async (kind) => {
    const page = await sample();
    await page.select(PASSAGES[kind]);
    await page.toolbarAction(kind);
    await painted(page, PASSAGES[kind], kind);
  });

  it.each([
    ['mark-quote', 'quote'],
    ['mark-claim', 'claim'],
    ['mark-highlight', 'highlight'],
  ] as const)('marks with the key of %s', async (command, kind) => {
    const page = await sample();
    await page.select(PASSAGES[kind]);
    await stage.driver.command(page, command);
    await painted(page, PASSAGES[kind], kind);
  });

  it.each([
    ['mark-quote', 'quote'],
    ['mark-claim', 'claim'],
  ] as const)('marks with the context menu item %s', async (item, kind) => {
    const page = await sample();
    await page.select(PASSAGES[kind]);
    await stage.driver.contextMenu(page, item);
    await painted(page, PASSAGES[kind], kind);
  });

  it('says so when a key is pressed with nothing selected', async () => {
    const page = await sample();
    await stage.driver.command(page, 'mark-quote');
    await page.waitForNotice('Select some text');
  });

  it('takes a mark back with the notice', async () => {
    const page = await sample();
    await page.select(PASSAGES.quote);
    await page.toolbarAction('quote');
    await page.waitForNotice('Quote saved');
    await page.clickUi('[data-action="notice-action"]');
    await until(async () => (await page.highlights()).quote.length === 0, { what: 'the mark to go' });
  });

  it('copies a passage with its source and a link to the place', async () => {
    const page = await sample();
    await page.select(PASSAGES.shortQuote);
    await page.toolbarAction('copy-link');
    await page.waitForNotice('Copied');
    const text = await page.clipboard();
    expect(text).toContain(`“${PASSAGES.shortQuote}”`);
    expect(text).toContain('Lantern News');
    expect(text).toMatch(/#:~:text=.*There%20is%20no%20second%20purse\.(?:,-[^,]+)?$/);
  });

  it('selects by keyboard, and the toolbar comes without taking the focus', async () => {
    const page = await sample();
    await page.select('Engineers');
    await page.waitForToolbar();
    await page.press('Escape');
    await until(async () => (await page.toolbar()) === null, { what: 'the toolbar to go' });
    const focus = await page.inspect(() => document.activeElement?.localName);
    for (let n = 0; n < 4; n++) await page.press('Shift+ArrowRight');
    await page.waitForToolbar();
    expect(await page.inspect(() => document.activeElement?.localName)).toBe(focus);
    expect(await page.inspect(() => String(document.getSelection()))).toBe('Engineers had');
  });

  it('never reaches into a field that is typed in', async () => {
    const page = await sample();
    await page.inspect(() => document.querySelector<HTMLInputElement>('input')?.focus());
    await page.type('reader@example.org');
    await page.inspect(() => document.querySelector<HTMLInputElement>('input')?.select());
    await new Promise((resolve) => setTimeout(resolve, 600));
    expect(await page.toolbar()).toBeNull();
  });

  it('marks text outside the article', async () => {
    const page = await sample();
    // A link cannot be dragged over: that drags the link.
    await page.inspect((words) => {
      const link = [...document.querySelectorAll('a')].find((a) => a.textContent.includes(words));
      if (link) document.getSelection()?.selectAllChildren(link);
    }, PASSAGES.outside);
    await page.toolbarAction('highlight');
    await painted(page, PASSAGES.outside, 'highlight');
  });

  it('scrolls away with the selection', async () => {
    const page = await sample();
    await page.select(PASSAGES.quote);
    await page.waitForToolbar();
    await page.wheel(3_000);
    await until(async () => (await page.toolbar()) === null, { what: 'the toolbar to go' });
  });

  it('can be turned off for a site, where keys still work, and on again in the popup', async () => {
    const page = await stage.open(`${stage.site.otherOrigin}/plain`);
    await page.select('The lighthouse at Corran has been dark');
    await page.toolbarAction('off');
    await page.waitForNotice('stays away on this site');
    await page.reload();
    await page.select('The lighthouse at Corran has been dark');
    await new Promise((resolve) => setTimeout(resolve, 800));
    expect(await page.toolbar()).toBeNull();
    await stage.driver.command(page, 'mark-highlight');
    await painted(page, 'The lighthouse at Corran has been dark', 'highlight');
    const popup = await stage.driver.popup(page);
    await popup.click('[role=switch]');
    await popup.close();
    await page.select('nine more than in the same month');
    await page.waitForToolbar();
  });
});
