/**
 * `npm run bench:text-fragments`: whether the links that we make lead Chromium to the passage. See README.md beside
 * this file.
 */
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { Browser } from 'playwright';
import { corpusFiles } from './anchoring/corpus.ts';
import type { CorpusFile } from './anchoring/corpus.ts';
import { bundle } from './runner/bundle.ts';
import { launchChromium } from './runner/chromium.ts';
import { writeRows } from './runner/json-file.ts';
import { wholeNumber } from './runner/options.ts';
import { endProgress, progress } from './runner/progress.ts';
import { exampleText, rowsOf, rowsTable } from './text-fragments/report.ts';
import type { Result } from './text-fragments/report.ts';
import type { LinkedMark } from './text-fragments/types.ts';
import { Visitor } from './text-fragments/visitor.ts';

interface Options {
  readonly pages: string;
  readonly seed: number;
  /** Of all pages together. */
  readonly marks: number;
  readonly limit: number;
  readonly listBad: boolean;
  readonly json: string | null;
}

/** @throws {Error} that says what is wrong with the arguments */
function readOptions(): Options {
  const { values } = parseArgs({
    options: {
      pages: { type: 'string' },
      seed: { type: 'string', default: '1' },
      marks: { type: 'string', default: '500' },
      'limit-pages': { type: 'string' },
      'list-bad': { type: 'boolean', default: false },
      json: { type: 'string' },
    },
  });
  const { pages, 'limit-pages': limit } = values;
  if (pages === undefined) throw new Error('--pages DIR is needed');
  return {
    pages,
    seed: wholeNumber('--seed', values.seed),
    marks: wholeNumber('--marks', values.marks),
    limit: limit === undefined ? Infinity : wholeNumber('--limit-pages', limit),
    listBad: values['list-bad'],
    json: values.json ?? null,
  };
}

interface Prepared {
  readonly file: CorpusFile;
  readonly marks: readonly LinkedMark[];
}

/** Marks of every page, as many of each as there are: what a short page lacks, the others have more. */
function shared(pages: readonly Prepared[], count: number): Prepared[] {
  const order = pages
    .flatMap(({ marks }, page) => marks.map((_, at) => ({ page, at })))
    .toSorted((one, other) => one.at - other.at || one.page - other.page)
    .slice(0, count);
  return pages.map(({ file, marks }, page) => ({
    file,
    marks: marks.slice(0, order.filter((entry) => entry.page === page).length),
  }));
}

async function prepareAll(
  browser: Browser,
  script: string,
  { pages, limit, marks, seed }: Options,
): Promise<Prepared[]> {
  const files = await corpusFiles(pages, limit);
  const prepared: Prepared[] = [];
  // Twice as many as are needed if no page is short of them.
  const each = Math.ceil((2 * marks) / files.length);
  for (const [at, file] of files.entries()) {
    progress(`links of page ${at + 1} of ${files.length}: ${file.name}`);
    const visitor = await Visitor.to(browser, script, await file.read());
    prepared.push({ file, marks: await visitor.prepare({ page: file.name, seed, marks: each }) });
    await visitor.close();
  }
  return shared(prepared, marks);
}

async function followAll(browser: Browser, script: string, pages: readonly Prepared[]): Promise<Result[]> {
  const results: Result[] = [];
  for (const [at, { file, marks }] of pages.entries()) {
    const visitor = await Visitor.to(browser, script, await file.read());
    for (const [done, mark] of marks.entries()) {
      progress(`page ${at + 1} of ${pages.length}: ${file.name}, ${done + 1} of ${marks.length}`);
      results.push({ page: file.name, mark, ...(await visitor.follow(mark)) });
    }
    await visitor.close();
  }
  return results;
}

async function main(): Promise<void> {
  const options = readOptions();
  const script = await bundle(join(import.meta.dirname, 'text-fragments', 'harness.ts'));
  const browser = await launchChromium();
  let results: Result[];
  try {
    results = await followAll(browser, script, await prepareAll(browser, script, options));
  } finally {
    endProgress();
    await browser.close();
  }
  if (options.listBad)
    for (const result of results.filter(({ verdict, isInView }) => verdict !== 'right' || !isInView))
      console.log(exampleText(result));
  const rows = rowsOf(results);
  const pages = new Set(results.map(({ page }) => page)).size;
  console.log(`${results.length} marks on ${pages} pages, seed ${options.seed}; per cent of n`);
  console.log(rowsTable(rows));
  if (options.json !== null) await writeRows(options.json, 'text-fragments', rows);
}

await main();
