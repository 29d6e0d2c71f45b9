import { expect, it } from 'vitest';
import { LIGHTHOUSE } from '../fixtures/pages.ts';
import { PASSAGES } from '../fixtures/passages.ts';
import { describeBrowsers } from './harness/describe-browsers.ts';
import type { Driver } from './harness/driver.ts';
import { mark, painted } from './harness/painted.ts';
import { until } from './harness/until.ts';

const FIRST = LIGHTHOUSE[0] ?? '';

/** The match patterns that the sentinel is registered for. */
function sentinelMatches(driver: Driver): Promise<string[]> {
  return driver.background(async () => {
    const { scripting } = Reflect.get(globalThis, 'browser') ?? Reflect.get(globalThis, 'chrome');
    const scripts: { matches?: string[] }[] = await scripting.getRegisteredContentScripts();
    return scripts.flatMap(({ matches = [] }) => matches).toSorted();
  });
}

describeBrowsers('without access to any site', 'none', (stage) => {
  it('nothing of ours is in a page until the user asks', async () => {
    const page = await stage.open('/plain?id=untouched');
    await page.select(FIRST);
    await new Promise((resolve) => setTimeout(resolve, 700));
    expect(await page.toolbar()).toBeNull();
    expect(await page.inspect(() => document.querySelector('pullquote-ui'))).toBeNull();
    expect(await sentinelMatches(stage.driver)).toEqual([]);
  });

  it('the toolbar button brings marks back on the current page, and the toolbar for more', async () => {
    const page = await stage.open('/plain?id=button');
    const popup = await stage.driver.popup(page);
    await popup.waitForText('The lighthouse at Corran is dark');
    await popup.close();
    await mark(page, FIRST, 'quote');
    await page.reload();
    await new Promise((resolve) => setTimeout(resolve, 500));
    expect((await page.highlights()).quote).toEqual([]);
    const again = await stage.driver.popup(page);
    await again.waitForText(FIRST.slice(0, 40));
    await painted(page, FIRST, 'quote');
  });

  it('a key marks what is selected', async () => {
    const page = await stage.open('/plain?id=key');
    await page.select(FIRST);
    await stage.driver.command(page, 'mark-claim');
    await painted(page, FIRST, 'claim');
  });

  it('the context menu marks what is selected', async () => {
    const page = await stage.open('/plain?id=menu');
    await page.select(FIRST);
    await stage.driver.contextMenu(page, 'mark-highlight');
    await painted(page, FIRST, 'highlight');
  });
});

describeBrowsers('access that is given and withdrawn', 'ask', (stage) => {
  it('registers the sentinel for what was granted, in open pages too, and unregisters it when the grant goes', async () => {
    const page = await stage.open('/plain?id=grant');
    expect(await sentinelMatches(stage.driver)).toEqual([]);
    await stage.driver.grant(['http://127.0.0.1/*']);
    await until(async () => (await sentinelMatches(stage.driver)).includes('http://127.0.0.1/*'), {
      what: 'the sentinel',
    });
    await page.bringToFront();
    await mark(page, FIRST, 'quote');
    await page.reload();
    await painted(page, FIRST, 'quote');
    await stage.driver.withdraw(['http://127.0.0.1/*']);
    await until(async () => (await sentinelMatches(stage.driver)).length === 0, {
      what: 'the sentinel to go',
    });
    await page.reload();
    await new Promise((resolve) => setTimeout(resolve, 700));
    expect((await page.highlights()).quote).toEqual([]);
  });

  // Chromium's own prompt cannot be answered by a driver; there, `grant` stands in for the answer above.
  it('is given by a click on the welcome page, where the browser can be asked', async () => {
    const driver = await stage.fresh('none');
    const welcome = await driver.welcome();
    await welcome.waitForText('Allow on all sites');
    if (driver.answersPrompts) await welcome.clickNamed('Allow on all sites');
    const wanted = driver.answersPrompts ? 2 : 0;
    await until(async () => (await sentinelMatches(driver)).length === wanted, { what: 'the sentinel' });
    const page = await driver.open(stage.site.sample);
    await page.select(PASSAGES.quote);
    await driver.command(page, 'mark-quote');
    await painted(page, PASSAGES.quote, 'quote');
  });
});

describeBrowsers('injection', 'all', (stage) => {
  it('twice leaves one annotator', async () => {
    const page = await stage.open('/plain?id=twice');
    await mark(page, FIRST, 'quote');
    for (let n = 0; n < 3; n++) await stage.driver.command(page, 'copy-link');
    await until(
      async () => (await page.inspect(() => document.querySelectorAll('pullquote-ui').length)) === 1,
      { what: 'one host' },
    );
    await page.select(LIGHTHOUSE[2] ?? '');
    await stage.driver.command(page, 'mark-claim');
    await painted(page, LIGHTHOUSE[2] ?? '', 'claim');
    const records = await stage.driver.records();
    const claims = Object.values(records['pullquote'] ?? {})
      .flat()
      .filter((record) => JSON.stringify(record).includes('"kind":"claim"'));
    expect(claims).toHaveLength(1);
  });

  it('survives the background being stopped between two commands', async () => {
    const page = await stage.open('/plain?id=stopped');
    await mark(page, FIRST, 'quote');
    await stage.driver.stopBackground();
    await mark(page, LIGHTHOUSE[2] ?? '', 'claim');
    await stage.driver.stopBackground();
    await page.reload();
    await painted(page, FIRST, 'quote');
    await painted(page, LIGHTHOUSE[2] ?? '', 'claim');
  });

  it('after an update the old copy is gone, the new one marks, and nothing is lost', async () => {
    const driver = await stage.fresh('all');
    const page = await driver.open(`${stage.site.origin}/plain?id=updated`);
    await mark(page, FIRST, 'quote');
    await driver.updateExtension();
    await page.bringToFront();
    await mark(page, LIGHTHOUSE[2] ?? '', 'claim');
    await painted(page, FIRST, 'quote');
    expect(await page.inspect(() => document.querySelectorAll('pullquote-ui').length)).toBe(1);
  });
});

describeBrowsers('keys', 'none', (stage) => {
  it('that the manifest suggests are all given by the browser', async () => {
    const keys = await stage.driver.background(async () => {
      const { commands } = Reflect.get(globalThis, 'browser') ?? Reflect.get(globalThis, 'chrome');
      const all: { name: string; shortcut: string }[] = await commands.getAll();
      return Object.fromEntries(all.map(({ name, shortcut }) => [name, shortcut]));
    });
    expect(keys).toMatchObject({
      _execute_action: 'Alt+Shift+L',
      'mark-quote': 'Alt+Shift+Q',
      'mark-claim': 'Alt+Shift+K',
      'mark-highlight': 'Alt+Shift+H',
    });
  });
});
