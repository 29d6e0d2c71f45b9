import { expect, it } from 'vitest';
import { HOSTILE_PLAIN, HOSTILE_SENTENCE, HOSTILE_TITLE_START, NEEDLE } from '../fixtures/pages.ts';
import { PASSAGES } from '../fixtures/passages.ts';
import { describeBrowsers } from './harness/describe-browsers.ts';
import { mark, painted } from './harness/painted.ts';
import { until } from './harness/until.ts';

describeBrowsers('a hostile page', 'all', (stage) => {
  it('patches everything, and its marks are made, kept and found all the same', async () => {
    const page = await stage.open('/hostile');
    await mark(page, HOSTILE_PLAIN, 'quote');
    await page.reload();
    await painted(page, HOSTILE_PLAIN, 'quote');
    expect(await page.inspect(() => document.documentElement.dataset['caught'] ?? '')).toBe('');
  });

  it('has text with bidi and zero-width characters, which is marked as it stands', async () => {
    const page = await stage.open('/hostile?id=2');
    await page.inspect((words) => {
      const paragraph = [...document.querySelectorAll('p')].find((p) => p.textContent.includes(words));
      if (paragraph) document.getSelection()?.selectAllChildren(paragraph);
    }, 'bread rose by 4');
    await stage.driver.command(page, 'mark-claim');
    await painted(page, HOSTILE_SENTENCE, 'claim');
    await page.reload();
    await painted(page, HOSTILE_SENTENCE, 'claim');
  });

  it('is shown in the popup as plain text, and nothing of it runs', async () => {
    const page = await stage.open('/hostile?id=3');
    await mark(page, HOSTILE_PLAIN, 'quote');
    const popup = await stage.driver.popup(page);
    await popup.waitForText(HOSTILE_TITLE_START.slice(0, 40));
    await popup.waitForText(HOSTILE_PLAIN);
    expect(await popup.evaluate(() => document.documentElement.dataset['ran'] ?? 'no')).toBe('no');
    expect(
      await popup.evaluate(() => document.querySelectorAll('#app img, main img, h1 script').length),
    ).toBe(0);
    await popup.close();
    expect(await page.inspect(() => document.documentElement.dataset['ran'] ?? 'no')).toBe('no');
  });

  it('posts messages that nobody of ours hears', async () => {
    const driver = await stage.fresh('all');
    const page = await driver.open(`${stage.site.origin}/hostile?id=4`);
    await mark(page, HOSTILE_PLAIN, 'highlight');
    await new Promise((resolve) => setTimeout(resolve, 2_500));
    const { annotations = [] } = (await driver.records())['pullquote'] ?? {};
    expect(annotations).toHaveLength(1);
    expect(annotations[0]).toMatchObject({ kind: 'highlight', deletedAt: null });
  });

  it('cannot make the background act with malformed or foreign requests of our own script', async () => {
    const driver = await stage.fresh('all');
    const page = await driver.open(`${stage.site.origin}/plain?id=5`);
    await mark(page, 'The lighthouse at Corran has been dark', 'quote');
    const welcome = await driver.openView('welcome.html');
    // A view may not speak as a page, and nothing gets past its schema.
    const answers = await welcome.evaluate(async () => {
      const { runtime } = Reflect.get(globalThis, 'browser') ?? Reflect.get(globalThis, 'chrome');
      const messages = [
        { type: 'page.create', payload: {} },
        {
          type: 'view.command',
          payload: { command: { type: 'edit', id: 'x', changes: { kind: 'nonsense' } } },
        },
        { type: 'view.command', payload: { command: { type: 'drop', ids: ['x'] } } },
        { type: '__proto__', payload: {} },
        { type: 'toString', payload: {} },
        'nothing',
      ];
      return Promise.all(
        messages.map(async (message) => (await runtime.sendMessage(message))?.failure?.code ?? 'accepted'),
      );
    });
    expect(answers).toEqual(['refused', 'invalid', 'invalid', 'refused', 'refused', 'refused']);
    expect((await driver.records())['pullquote']?.['annotations']).toHaveLength(1);
  });
});

describeBrowsers('a difficult page', 'all', (stage) => {
  it('with a strict content security policy and Trusted Types: toolbar, marks and card work', async () => {
    const page = await stage.open('/strict');
    await mark(page, PASSAGES.quote, 'quote');
    await page.clickText(PASSAGES.quote);
    const card = await page.waitForCard();
    await card.fill('textarea', 'Works here too.');
    await card.waitForText('Saved');
  });

  it('of two megabytes is marked and restored', async () => {
    const page = await stage.open('/big?mb=2');
    await mark(page, NEEDLE, 'quote');
    await page.reload();
    await painted(page, NEEDLE, 'quote');
  });

  it('with a million text nodes is marked and restored, and does not hang', async () => {
    const page = await stage.open('/nodes?count=1000000');
    await until(() => page.inspect(() => document.documentElement.dataset['ready'] === 'true'), {
      what: 'the page',
      timeout: 40_000,
    });
    await page.select(NEEDLE);
    await page.toolbarAction('quote');
    await painted(page, NEEDLE, 'quote', 40_000);
    await page.reload();
    await painted(page, NEEDLE, 'quote', 40_000);
  }, 120_000);
});
