import { expect, it } from 'vitest';
import { PASSAGES } from '../fixtures/passages.ts';
import { describeBrowsers } from './harness/describe-browsers.ts';
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
    await until(async () => (await page.highlights())[kind].includes(PASSAGES[kind]), { what: 'the mark' });
  });

  it.each([
    ['mark-quote', 'quote'],
    ['mark-claim', 'claim'],
    ['mark-highlight', 'highlight'],
  ] as const)('marks with the key of %s', async (command, kind) => {
    const page = await sample();
    await page.select(PASSAGES[kind]);
    await stage.driver.command(page, command);
    await until(async () => (await page.highlights())[kind].includes(PASSAGES[kind]), { what: 'the mark' });
  });

  it.each([
    ['mark-quote', 'quote'],
    ['mark-claim', 'claim'],
  ] as const)('marks with the context menu item %s', async (item, kind) => {
    const page = await sample();
    await page.select(PASSAGES[kind]);
    await stage.driver.contextMenu(page, item);
    await until(async () => (await page.highlights())[kind].includes(PASSAGES[kind]), { what: 'the mark' });
  });
});
