import { readFile } from 'node:fs/promises';
import { expect, it } from 'vitest';
import { PASSAGES, SAMPLE_TITLE } from '../fixtures/passages.ts';
import { hypothesisFile } from '../fixtures/hypothesis-file.ts';
import { describeBrowsers } from './harness/describe-browsers.ts';
import type { Driver, PageHandle, ViewHandle } from './harness/driver.ts';
import { choose, chooseFor, give, giveMany, isDisabled } from './harness/in-transfer.ts';
import { mark, painted } from './harness/painted.ts';
import { until } from './harness/until.ts';

/** So many marks that their import has a middle, in which it can be stopped. */
const MANY = 10_000;

let cases = 0;

describeBrowsers('the page for export and import', 'all', (stage) => {
  const open = (): Promise<PageHandle> => stage.open(`${stage.site.sample}?id=transfer${++cases}`);
  const bringIn = (driver: Driver = stage.driver): Promise<ViewHandle> =>
    driver.openView('transfer.html?tab=in');

  it('opens from the popup for the article in the tab, saves a file and copies', async () => {
    const page = await open();
    await mark(page, PASSAGES.quote, 'quote');
    await mark(page, PASSAGES.claim, 'claim');
    const other = await open();
    await mark(other, PASSAGES.highlight, 'highlight');
    await page.bringToFront();
    const popup = await stage.driver.popup(page);
    await popup.waitForText(PASSAGES.quote);
    await popup.clickNamed('Export');
    await popup.clickNamed('More: filters, templates, import');
    const view = await stage.driver.openedView('transfer.html');
    await view.waitForText('Marks: 2 · Articles: 1');
    await view.clickNamed('Claim');
    await view.waitForText('Marks: 1 · Articles: 1');
    await view.clickNamed('Save a file');
    await view.waitForText('Saved as ');
    const markdown = await downloaded(stage.driver, '.md');
    expect(markdown).toContain(`title: "${SAMPLE_TITLE}"`);
    expect(markdown).toContain(PASSAGES.quote);
    expect(markdown).not.toContain(PASSAGES.claim);
    expect(markdown).not.toContain(PASSAGES.highlight);
    expect(await view.evaluate(() => document.querySelector('pre')?.textContent)).toBe(markdown);
    await view.clickNamed('Copy');
    await view.waitForText('Copied.');
    expect(await page.clipboard()).toBe(markdown);
    await view.close();
  });

  it('takes a collection to another browser, where its marks stand in their places, and takes it back', async () => {
    const page = await open();
    const url = page.url();
    await mark(page, PASSAGES.quote, 'quote');
    await mark(page, PASSAGES.claim, 'claim');
    const out = await stage.driver.openView('transfer.html');
    await out.evaluate(choose, 'format:pullquote');
    await out.waitForText('Keeps everything.');
    await out.clickNamed('Save a file');
    await out.waitForText('Saved as ');
    const file = await downloaded(stage.driver, '.json');
    await out.close();

    const driver = await stage.fresh('all');
    const view = await bringIn(driver);
    await view.evaluate(give, 'marks.json', file);
    await view.waitForText('Pullquote JSON');
    const count = JSON.parse(file).articles.flatMap(
      (each: { annotations: unknown[] }) => each.annotations,
    ).length;
    await view.waitForText(`Bring in: ${count}`);
    expect(await rows(driver, 'annotations')).toEqual([]);
    await view.clickNamed(`Bring in: ${count}`);
    await view.waitForText(`Brought in: ${count}.`);
    expect(sorted(await rows(driver, 'annotations'))).toEqual(
      sorted(await rows(stage.driver, 'annotations')),
    );
    const there = await driver.open(url);
    await painted(there, PASSAGES.quote, 'quote');
    await painted(there, PASSAGES.claim, 'claim');

    await view.clickNamed('Undo');
    await view.waitForText('Undone: everything is as it was.');
    await there.bringToFront();
    await until(async () => (await there.highlights()).quote.length === 0, { what: 'the marks to go' });
    expect(await rows(driver, 'annotations')).toEqual([]);
    expect(await rows(driver, 'imports')).toEqual([]);
    expect(await driver.extensionErrors()).toEqual([]);
  });

  it('places what comes from Hypothesis by its words', async () => {
    const id = `hypothesis${++cases}`;
    const url = `${stage.site.sample}?id=${id}`;
    const view = await bringIn();
    await view.evaluate(give, 'hypothesis.json', hypothesisFile(url, { exact: PASSAGES.highlight }));
    await view.waitForText('Hypothesis (JSON or CSV)');
    await view.clickNamed('Bring in: 1');
    await view.waitForText('Brought in: 1.');
    const page = await stage.open(url);
    await painted(page, PASSAGES.highlight, 'highlight');
    await page.clickText(PASSAGES.highlight);
    const card = await page.waitForCard();
    await card.waitFor('textarea');
    expect(await card.evaluate(() => document.querySelector('textarea')?.value)).toBe('Ask who knew.');
    await view.close();
  });

  it('shows on a page that is open already what comes in for it', async () => {
    const page = await open();
    const view = await bringIn();
    await view.evaluate(give, 'hypothesis.json', hypothesisFile(page.url(), { exact: PASSAGES.claim }));
    await view.clickNamed('Bring in: 1');
    await view.waitForText('Brought in: 1.');
    await page.bringToFront();
    await painted(page, PASSAGES.claim, 'highlight');
    await view.close();
  });

  it('takes a table that nobody knows by what the user says of its columns', async () => {
    const url = `${stage.site.sample}?id=table${++cases}`;
    const view = await bringIn();
    const table = `Wording;Web page;Remark;Voice\r\n"${PASSAGES.quote}";${url};Whose bill?;Maren Okafor-Lind\r\n`;
    await view.evaluate(give, 'clippings.csv', table);
    await view.waitForText('Pullquote does not know this table.');
    expect(await view.evaluate(isDisabled, 'Look through it')).toBe(true);
    await view.evaluate(chooseFor, 'Passage', 'Wording');
    await view.evaluate(chooseFor, 'Note', 'Remark');
    await view.evaluate(chooseFor, 'Who said it', 'Voice');
    await view.clickNamed('Look through it');
    await view.clickNamed('Bring in: 1');
    await view.waitForText('Brought in: 1.');
    const page = await stage.open(url);
    await painted(page, PASSAGES.quote, 'quote');
    const row = (await rows(stage.driver, 'annotations')).find(({ note }) => note === 'Whose bill?');
    expect(row).toMatchObject({ kind: 'quote', quote: { speaker: 'Maren Okafor-Lind' } });
    await view.close();
  });

  it('takes back what came in by half, when the window was closed, as soon as the browser wakes it', async () => {
    const driver = await stage.fresh('all');
    const before = await closedInTheMiddle(driver, stage.site.sample);
    await driver.stopBackground();
    await driver.background(() => true);
    await until(async () => (await rows(driver, 'imports')).length === 0, {
      what: 'the import to be taken back',
      timeout: 60_000,
    });
    expect(await driver.records()).toEqual(before);
    expect(await driver.extensionErrors()).toEqual([]);
  }, 180_000);

  it('takes it back before anything else comes in', async () => {
    const driver = await stage.fresh('all');
    const before = await closedInTheMiddle(driver, stage.site.sample);
    const view = await bringIn(driver);
    await view.evaluate(give, 'one.json', hypothesisFile(stage.site.sample, { exact: PASSAGES.claim }));
    await view.clickNamed('Bring in: 1');
    await until(() => view.evaluate(() => document.body.innerText.includes('Brought in: 1.')), {
      what: 'the mark to come in',
      timeout: 60_000,
    });
    expect(await rows(driver, 'imports')).toHaveLength(1);
    await view.clickNamed('Undo');
    await view.waitForText('Undone: everything is as it was.');
    expect(await driver.records()).toEqual(before);
  }, 180_000);

  it('says what is wrong with a broken file, and leaves everything as it is', async () => {
    const before = await stage.driver.records();
    const view = await bringIn();
    const whole = JSON.stringify({ format: 'pullquote', version: 1, articles: [] });
    await view.evaluate(give, 'cut-off.json', whole.slice(0, -1));
    await view.waitForText('This file is damaged or cut off.');
    await view.evaluate(give, 'later.json', whole.replace('1', '9'));
    await view.waitForText('A newer version of Pullquote wrote this file.');
    await view.evaluate(give, 'letter.txt', 'Dear editor: I wish to complain.');
    await view.waitForText('This is none of the files that Pullquote can read.');
    await view.waitForText('Nothing has changed.');
    expect(await view.evaluate(() => document.querySelectorAll('.transfer-card').length)).toBe(3);
    expect(await stage.driver.records()).toEqual(before);
    await view.close();
  });

  it('shows markup in a file as the words that it is, and runs nothing of it', async () => {
    const page = await open();
    const told = { exact: evil('passage'), note: evil('note'), title: evil('title') };
    const view = await bringIn();
    await view.evaluate(give, `${evil('name')}.json`, hypothesisFile(page.url(), told));
    await view.clickNamed('Look at some of them (1)');
    for (const name of ['passage', 'note', 'title', 'name']) await view.waitForText(evil(name));
    await view.clickNamed('Bring in: 1');
    await view.waitForText('Brought in: 1.');
    await view.clickNamed('Take out');
    await view.evaluate(choose, 'format:html');
    await view.waitForText('How the file begins');
    expect(await view.evaluate(() => document.documentElement.dataset['ran'] ?? 'no')).toBe('no');
    expect(await view.evaluate(() => document.querySelectorAll('#app img, #app script').length)).toBe(0);
    await view.close();
  });

  it('leaves no errors behind', async () => {
    expect(await stage.driver.extensionErrors()).toEqual([]);
  });
});

/** A name that would do something wherever it was taken for markup. */
function evil(name: string): string {
  const act = "document.documentElement.dataset.ran='yes'";
  return `${name} <img src=x onerror="${act}"><script>${act}</script>`;
}

/** The text of the newest file with this ending, once it is written. */
async function downloaded(driver: Driver, ending: string): Promise<string> {
  const file = await until(async () => (await driver.downloads()).find((name) => name.endsWith(ending)), {
    what: `a file ${ending}`,
  });
  // The browser names the file before it writes it.
  return until(async () => (await readFile(file, 'utf8')) || null, { what: 'its text' });
}

/**
 * Brings in very many marks, and closes the window when some of them are there.
 * @returns all that was in the databases before
 */
async function closedInTheMiddle(driver: Driver, url: string): ReturnType<Driver['records']> {
  const page = await driver.open(url);
  await mark(page, PASSAGES.quote, 'quote');
  await until(async () => (await rows(driver, 'versions')).length > 0, { what: 'the copy' });
  const before = await driver.records();
  const view = await driver.openView('transfer.html?tab=in');
  await view.evaluate(giveMany, MANY, url);
  await until(async () => (await view.evaluate(isDisabled, `Bring in: ${MANY}`)) === false, {
    what: 'the look through the file',
    timeout: 60_000,
  });
  await view.clickNamed(`Bring in: ${MANY}`);
  await until(() => view.evaluate(() => /Bringing in: [1-9]/u.test(document.body.innerText)), {
    what: 'the import to be in its middle',
  });
  await view.close();
  expect((await rows(driver, 'annotations')).length).toBeGreaterThan(1);
  return before;
}

type Row = Readonly<Record<string, unknown>>;

async function rows(driver: Driver, store: string): Promise<Row[]> {
  const databases = await driver.records();
  // The database is ours, and its rows are records.
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  return (databases['pullquote']?.[store] ?? []) as Row[];
}

function sorted(records: readonly Row[]): Row[] {
  return records.toSorted((a, b) => (String(a['id']) < String(b['id']) ? -1 : 1));
}
