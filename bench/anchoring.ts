/**
 * `npm run bench:anchoring`: whether marks are found again on pages that changed, beside other libraries, and how
 * fast. See README.md beside this file.
 */
import { startBrowser } from './anchoring/browser.ts';
import type { BenchBrowser } from './anchoring/browser.ts';
import { calibrationText } from './anchoring/calibration.ts';
import { readOptions } from './anchoring/options.ts';
import type { Options } from './anchoring/options.ts';
import { endProgress } from './runner/progress.ts';
import { writeRows } from './runner/json-file.ts';
import { exampleText, rowsOf, rowsTable } from './anchoring/report.ts';
import type { Row } from './anchoring/report.ts';
import { runPairs } from './anchoring/run-pairs.ts';
import { runSeeded } from './anchoring/run-seeded.ts';
import type { SeededRun } from './anchoring/run-seeded.ts';
import { runSpeed, speedTable } from './anchoring/run-speed.ts';
import type { SpeedRow } from './anchoring/run-speed.ts';

function report({ results, title, notes }: SeededRun, { tools, listBad, calibration }: Options): Row[] {
  endProgress();
  if (listBad)
    for (const result of results.filter(({ outcome }) => outcome.tool === tools[0]))
      for (const example of result.outcome.examples) console.log(exampleText(result, example));
  for (const note of notes) console.log(note);
  const rows = rowsOf(results);
  console.log(`${title}\n${rowsTable(rows)}`);
  if (calibration) console.log(calibrationText(results));
  return rows;
}

async function runAll(browser: BenchBrowser, options: Options): Promise<(Row | SpeedRow)[]> {
  const { pages, pairs, speed } = options;
  const rows: (Row | SpeedRow)[] = [];
  if (pairs !== null) rows.push(...report(await runPairs(browser, pairs, options), options));
  if (pages !== null && speed) {
    const timed = await runSpeed(browser, pages, options);
    endProgress();
    console.log(speedTable(timed));
    rows.push(...timed);
  } else if (pages !== null) rows.push(...report(await runSeeded(browser, pages, options), options));
  return rows;
}

async function main(): Promise<void> {
  const options = readOptions();
  const browser = await startBrowser();
  try {
    const rows = await runAll(browser, options);
    if (rows.some((row) => row.tool === 'pullquote' && 'damaged' in row && row.damaged > 0))
      throw new Error('pullquote changed the text of a page');
    if (options.json !== null) await writeRows(options.json, 'anchoring', rows);
  } finally {
    endProgress();
    await browser.close();
  }
}

await main();
