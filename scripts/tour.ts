/** The headless tour: the main job once through in Chromium, with a picture of each stage and the export. */
import { copyFile, mkdir, readFile, rm } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { Driver, PageHandle } from '../tests/e2e/harness/driver.ts';
import { launch } from '../tests/e2e/harness/launch.ts';
import { until } from '../tests/e2e/harness/until.ts';
import { PASSAGES, SAMPLE_TITLE } from '../tests/fixtures/passages.ts';
import { startSite, type Site } from '../tests/fixtures/site.ts';

type Kind = 'quote' | 'claim';

/**
 * Runs the tour with the unpacked extension in `extensionDir`, writes pictures and export to `folder` (emptied
 * first) and prints what was verified.
 * @returns whether every step succeeded
 */
export async function tour(extensionDir: string, folder: string): Promise<boolean> {
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  const site = await startSite();
  const driver = await launch('chromium', { extensionDir, grant: 'all' });
  const report = new Report(folder);
  try {
    await report.step('the welcome page opens', async () => {
      const welcome = await driver.openView('welcome.html');
      await welcome.waitForText('Pullquote');
      await welcome.screenshot(report.file('1-welcome.png'));
      await welcome.screenshot(report.file('1-welcome-dark.png'), { dark: true });
      await welcome.close();
    });
    const page = await driver.open(site.sample);
    await markStages(page, report);
    await report.step('the popup lists both marks', () => popupStage(driver, page, report));
    await report.step('the export holds both passages, word for word', () =>
      exportStage(driver, page, report),
    );
    await report.step('the reader shows the article alone, with both marks, and what changed in it', () =>
      readerStage(driver, page, site, report),
    );
    await report.step('nothing went wrong on the way', async () => {
      const errors = await driver.extensionErrors();
      if (errors.length > 0) throw new Error(errors.join('\n'));
    });
  } finally {
    await driver.close();
    await site.close();
  }
  return report.finish();
}

async function markStages(page: PageHandle, report: Report): Promise<void> {
  await report.step('selecting a sentence shows the toolbar beside it', async () => {
    await page.select(PASSAGES.quote);
    await page.waitForToolbar();
    await page.screenshot(report.file('2-toolbar.png'));
  });
  await report.step('a quote and a claim are marked with the mouse', async () => {
    await page.toolbarAction('quote');
    await painted(page, 'quote');
    await page.select(PASSAGES.claim);
    await page.toolbarAction('claim');
    await painted(page, 'claim');
    await page.screenshot(report.file('3-marked.png'));
  });
  await report.step('clicking a mark opens its card, where a speaker and a note are typed', async () => {
    await page.clickText(PASSAGES.quote);
    const card = await page.waitForCard();
    await card.fillNamed('Speaker', 'Maren Okafor-Lind');
    await card.fillNamed('Note', 'Ask the town hall for the two letters.');
    await page.screenshot(report.file('4-card.png'));
    await card.click('[data-action="close"]');
    await until(async () => (await page.card()) === null, { what: 'the card to close' });
  });
  await report.step('after a reload both marks are back', async () => {
    await page.reload();
    await painted(page, 'quote');
    await painted(page, 'claim');
    await page.scrollTo(PASSAGES.quote);
    await page.screenshot(report.file('5-restored.png'));
  });
}

async function popupStage(driver: Driver, page: PageHandle, report: Report): Promise<void> {
  const popup = await driver.popup(page);
  await popup.waitForText(PASSAGES.quote);
  await popup.waitForText(PASSAGES.claim);
  await popup.waitForText('Maren Okafor-Lind');
  await popup.screenshot(report.file('6-popup.png'));
  await popup.screenshot(report.file('6-popup-dark.png'), { dark: true });
  await popup.clickNamed('Open in a tab');
  const tab = await driver.openedView('popup.html?tab=');
  await tab.waitForText(PASSAGES.claim);
  await tab.screenshot(report.file('6-popup-320.png'), { width: 320 });
  await tab.close();
}

async function exportStage(driver: Driver, page: PageHandle, report: Report): Promise<void> {
  const popup = await driver.popup(page);
  await popup.waitForText(PASSAGES.quote);
  await popup.clickNamed('Export');
  await popup.clickNamed('Save a file');
  const downloaded = await until(
    async () => (await driver.downloads()).find((path) => path.endsWith('.md')),
    {
      what: 'the exported file',
    },
  );
  await popup.screenshot(report.file('7-exported.png'));
  await popup.close();
  const kept = report.file(basename(downloaded));
  await copyFile(downloaded, kept);
  const markdown = await readFile(kept, 'utf8');
  for (const words of [
    SAMPLE_TITLE,
    PASSAGES.quote,
    PASSAGES.claim,
    'Maren Okafor-Lind',
    'the two letters',
  ]) {
    if (!markdown.includes(words)) throw new Error(`“${words}” is missing in ${kept}`);
  }
}

async function readerStage(driver: Driver, page: PageHandle, site: Site, report: Report): Promise<void> {
  const popup = await driver.popup(page);
  await popup.clickNamed('Read');
  const reader = await driver.openedView('reader.html');
  await reader.waitForText(PASSAGES.claim);
  await reader.screenshot(report.file('8-reader.png'), { width: 1100 });
  await reader.screenshot(report.file('8-reader-dark.png'), { width: 1100, dark: true });
  await reader.screenshot(report.file('8-reader-320.png'), { width: 320 });
  site.edit = 'reword';
  await reader.click('[popovertarget="reader-versions"]');
  await reader.clickNamed('Check for changes');
  await reader.waitForText('1 passage reworded');
  await reader.screenshot(report.file('8-changes.png'), { width: 1100 });
  await reader.close();
}

async function painted(page: PageHandle, kind: Kind): Promise<void> {
  const wanted = PASSAGES[kind];
  await until(async () => (await page.highlights())[kind].includes(wanted), {
    what: `the ${kind} to be painted`,
  });
}

/** Keeps count, and prints one line for each step with the files that it wrote. */
class Report {
  readonly #folder: string;
  #files: string[] = [];
  #failed = 0;
  #steps = 0;

  constructor(folder: string) {
    this.#folder = folder;
  }

  /** The path of a file of the current step. */
  file(name: string): string {
    const path = join(this.#folder, name);
    this.#files.push(path);
    return path;
  }

  async step(title: string, run: () => Promise<void>): Promise<void> {
    this.#steps += 1;
    this.#files = [];
    try {
      await run();
      console.log(`✓ ${title}`);
    } catch (error) {
      this.#failed += 1;
      console.log(`✗ ${title}\n  ${error instanceof Error ? error.message : String(error)}`);
    }
    for (const path of this.#files) console.log(`    ${path}`);
  }

  finish(): boolean {
    const done = this.#steps - this.#failed;
    console.log(`\n${done} of ${this.#steps} steps succeeded. Pictures and export: ${this.#folder}`);
    return this.#failed === 0;
  }
}
