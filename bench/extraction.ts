/**
 * `npm run bench:extraction`: how well the article in a page is found, beside Readability and Defuddle. See README.md
 * beside this file.
 */
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { Page as Tab } from 'playwright';
import { readDataset } from './extraction/datasets.ts';
import type { Dataset, Page } from './extraction/datasets.ts';
import type { Extracted } from './extraction/harness.ts';
import { extractionTable, f1OfPage, rowOf } from './extraction/report.ts';
import type { Result, Row } from './extraction/report.ts';
import { bundle } from './runner/bundle.ts';
import { launchChromium } from './runner/chromium.ts';
import { writeRows } from './runner/json-file.ts';
import { median } from './runner/median.ts';
import { chosenOf, wholeNumber } from './runner/options.ts';
import { endProgress, progress } from './runner/progress.ts';

const TOOLS = ['pullquote', 'readability', 'defuddle'];

/** Every tool on one page, in turn, so that what else the machine does meets all alike. */
async function visit(
  tab: Tab,
  page: Page,
  tools: readonly string[],
  runs: number,
): Promise<Map<string, Result>> {
  const html = await page.html();
  const given = new Map<string, Extracted[]>(tools.map((tool) => [tool, []]));
  for (let run = 0; run < runs; run++)
    for (const [tool, own] of given)
      own.push(
        await tab.evaluate(
          ([name, source, url]) => {
            if (!globalThis.extractionBench) throw new Error('The harness is not there');
            return globalThis.extractionBench.extract(name, source, url);
          },
          [tool, html, page.url] as const,
        ),
      );
  return new Map(
    Array.from(given, ([tool, own]) => {
      const [first] = own;
      if (!first) throw new Error('No run');
      return [
        tool,
        {
          page: page.name,
          expected: page.expected,
          given: { ...first, ms: median(own.map(({ ms }) => ms)) },
        },
      ];
    }),
  );
}

async function rowsOf(
  tab: Tab,
  dataset: Dataset,
  tools: readonly string[],
  options: Options,
): Promise<Row[]> {
  const results = new Map<string, Result[]>(tools.map((tool) => [tool, []]));
  for (const [at, page] of dataset.pages.entries()) {
    progress(`${dataset.name}: page ${at + 1} of ${dataset.pages.length}`);
    const found = await visit(tab, page, tools, options.runs);
    for (const [tool, result] of found) results.get(tool)?.push(result);
  }
  endProgress();
  if (options.listBelow !== null) listPages(results, options.listBelow);
  return Array.from(results, ([tool, own]) => rowOf(tool, dataset.name, own));
}

function listPages(results: ReadonlyMap<string, readonly Result[]>, below: number): void {
  for (const [tool, own] of results)
    for (const result of own) {
      const f1 = f1OfPage(result);
      if (f1 < below) console.log(`${f1.toFixed(3)} ${tool} ${result.page}`);
    }
}

interface Options {
  readonly runs: number;
  readonly listBelow: number | null;
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      dataset: { type: 'string', multiple: true },
      tools: { type: 'string' },
      runs: { type: 'string', default: '3' },
      'list-below': { type: 'string' },
      json: { type: 'string' },
    },
  });
  const datasets = await Promise.all((values.dataset ?? []).map(readDataset));
  if (datasets.length === 0) throw new Error('Name the pages with --dataset KIND:PATH');
  const tools = chosenOf('--tools', values.tools, TOOLS);
  const listBelow = values['list-below'] === undefined ? null : Number(values['list-below']);
  const options = { runs: wholeNumber('--runs', values.runs), listBelow };
  const script = await bundle(join(import.meta.dirname, 'extraction', 'harness.ts'));
  const browser = await launchChromium();
  const rows: Row[] = [];
  try {
    const tab = await browser.newPage();
    // Nothing is loaded: documents that were only parsed ask for nothing, and this sees to it.
    await tab.route('**/*', (route) => route.abort());
    await tab.evaluate(script);
    for (const dataset of datasets) rows.push(...(await rowsOf(tab, dataset, tools, options)));
  } finally {
    await browser.close();
  }
  console.log(extractionTable(rows));
  if (values.json !== undefined) await writeRows(values.json, 'extraction', rows);
}

await main();
