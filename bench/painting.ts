/**
 * `npm run bench:painting`: what it costs to paint marks on a long page, beside other ways to do it. See README.md
 * beside this file.
 */
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { paintingTable, rowOf } from './painting/report.ts';
import type { Row } from './painting/report.ts';
import { SENTENCES, Visitor } from './painting/visitor.ts';
import type { Visit } from './painting/visitor.ts';
import { bundle } from './runner/bundle.ts';
import { launchChromium } from './runner/chromium.ts';
import { writeRows } from './runner/json-file.ts';
import { chosenOf, wholeNumber } from './runner/options.ts';
import { endProgress, progress } from './runner/progress.ts';

const COUNTS = ['20', '200', '2000'];
const NONE = 'none';
const OURS = 'pullquote';
const PAINTERS = [
  OURS,
  'hypothesis (wrapping)',
  'mark.js',
  'css highlights',
  'recogito (spans)',
  'recogito (css highlights)',
];

/** Interleaved, so that what else the machine does meets all alike. */
async function visitAll(
  visitor: Visitor,
  painters: readonly string[],
  marks: number,
  runs: number,
): Promise<Row[]> {
  const visits = new Map<string, Visit[]>([NONE, ...painters].map((painter) => [painter, []]));
  for (let run = 1; run <= runs; run++)
    for (const [painter, own] of visits) {
      progress(`${marks} marks, run ${run} of ${runs}: ${painter}`);
      const visit = await visitor.visit(painter, marks);
      if (painter === OURS && !visit.isUnchanged) throw new Error(`${OURS} changed the page's DOM`);
      own.push(visit);
    }
  const base = visits.get(NONE) ?? [];
  return Array.from(visits, ([painter, own]) => rowOf(painter, marks, own, painter === NONE ? null : base));
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      runs: { type: 'string', default: '5' },
      tools: { type: 'string' },
      marks: { type: 'string' },
      json: { type: 'string' },
    },
  });
  const runs = wholeNumber('--runs', values.runs);
  const painters = chosenOf('--tools', values.tools, PAINTERS);
  const counts = chosenOf('--marks', values.marks, COUNTS).map(Number);
  const script = await bundle(join(import.meta.dirname, 'painting', 'harness.ts'));
  const browser = await launchChromium();
  const rows: Row[] = [];
  try {
    const visitor = new Visitor(browser, script);
    for (const count of counts) rows.push(...(await visitAll(visitor, painters, count, runs)));
  } finally {
    endProgress();
    await browser.close();
  }
  console.log(
    `A page of ${SENTENCES} sentences; medians of ${runs} interleaved visits in ms of its main thread's processor time, less those of \`${NONE}\``,
  );
  console.log(paintingTable(rows));
  if (values.json !== undefined) await writeRows(values.json, 'painting', rows);
}

await main();
