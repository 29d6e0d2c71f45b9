/** `--speed`: how long each tool takes on long pages. */
import type { BenchBrowser } from './browser.ts';
import { corpusFiles, decoded } from './corpus.ts';
import type { Options } from './options.ts';
import { progress } from '../runner/progress.ts';
import { tableOf } from '../runner/table.ts';
import type { Timing } from './types.ts';

const BUDGET_MS = 5_000;
const REFERENCE = 'hypothesis';

interface Size {
  readonly name: string;
  readonly characters: number;
  readonly marks: readonly number[];
  readonly edits: readonly string[];
}

const SIZES: readonly Size[] = [
  { name: '200k', characters: 200_000, marks: [100, 1_000], edits: ['unchanged', 'words-10', 'deleted'] },
  { name: '493k', characters: 493_000, marks: [100], edits: ['unchanged', 'inserted-above'] },
];

/** Times are medians over `runs` warm runs, in ms; `ratio` is to Hypothesis. Shares are fractions of 1. */
export interface SpeedRow {
  readonly tool: string;
  readonly case: string;
  /** Marks looked for: fewer than asked for where the tool could not describe more in the time that it had. */
  readonly n: number;
  readonly ms: number;
  readonly ratio: number | null;
  /** Share of the marks that the tool placed, and of those that it had no time for. */
  readonly placed: number;
  readonly untried: number;
  readonly runs: number;
  /** Ours alone: the parts of `ms` where the page is read for it. */
  readonly indexMs: number | null;
  readonly locateMs: number | null;
  /** Ours alone: all that a visit takes, the page read and all marks located in it, also where `ms` needs less. */
  readonly visitMs: number | null;
  /** Style and layout of the page anew, beside the tool's runs. */
  readonly layoutMs: number;
  readonly indexMsPer100k: number | null;
  readonly layoutMsPer100k: number;
}

export async function runSpeed(
  browser: BenchBrowser,
  folder: string,
  { seed, tools, limit, limitMs }: Options,
): Promise<SpeedRow[]> {
  const files = await corpusFiles(folder, limit);
  const pages = await Promise.all(files.map(async (file) => decoded(await file.read())));
  const rows: SpeedRow[] = [];
  for (const { name, characters, marks, edits } of SIZES)
    for (const tool of tools) {
      const tab = await browser.open();
      progress(`${name} ${tool}`);
      const summary = await tab.openLong({ pages, characters, seed, tool, marks, limitMs });
      for (const edit of edits) {
        progress(`${name} ${tool} ${edit}`);
        const timings = await tab.time({ edit, marks, budgetMs: BUDGET_MS, limitMs });
        for (const [at, timing] of timings.entries()) {
          const label = `speed-${name}-${marks[at]}-${edit}`;
          rows.push(rowOf(tool, label, summary.characters / 100_000, timing));
        }
      }
      await tab.close();
    }
  return withRatios(rows);
}

function rowOf(tool: string, label: string, per100k: number, timing: Timing): SpeedRow {
  const { described, ms, runs, placed, untried, indexMs, locateMs, visitMs, layoutMs } = timing;
  return {
    tool,
    case: label,
    n: described,
    ms,
    ratio: null,
    placed,
    untried,
    runs,
    indexMs,
    locateMs,
    visitMs,
    layoutMs,
    indexMsPer100k: indexMs === null ? null : indexMs / per100k,
    layoutMsPer100k: layoutMs / per100k,
  };
}

/** By case, in the order in which the cases first come. */
function withRatios(rows: readonly SpeedRow[]): SpeedRow[] {
  return [...Map.groupBy(rows, (row) => row.case).values()].flatMap((group) => {
    const reference = group.find(({ tool }) => tool === REFERENCE);
    return group.map((row) => (reference ? { ...row, ratio: row.ms / reference.ms } : row));
  });
}

const number = (value: number | null, digits = 1): string => (value === null ? '' : value.toFixed(digits));

/** How many times as long 1,000 marks take as 100, of tools that had the time to look for them all. */
function tenfoldTable(rows: readonly SpeedRow[]): string {
  const head = ['1,000 marks to 100', 'tool', 'ms', 'visit'];
  const lines = rows.flatMap((many) => {
    const few = rows.find(
      ({ tool, case: label }) => tool === many.tool && label === many.case.replace('-1000-', '-100-'),
    );
    if (!few || few === many || few.untried > 0 || many.untried > 0) return [];
    const visits = many.visitMs === null || few.visitMs === null ? null : many.visitMs / few.visitMs;
    return [[many.case.replace('-1000-', '-'), many.tool, number(many.ms / few.ms), number(visits)]];
  });
  return tableOf([head, ...lines]);
}

/** A line a row, and how the time grows with the marks. */
export function speedTable(rows: readonly SpeedRow[]): string {
  return `${timesTable(rows)}\n\n${tenfoldTable(rows)}`;
}

function timesTable(rows: readonly SpeedRow[]): string {
  const head = [
    'case',
    'tool',
    'n',
    'ms',
    '× Hyp.',
    'placed %',
    'untried %',
    'runs',
    'index',
    'locate',
    'visit',
    'layout',
    'index/100k',
    'layout/100k',
  ];
  return tableOf([
    head,
    ...rows.map((row) => [
      row.case,
      row.tool,
      String(row.n),
      number(row.ms),
      number(row.ratio, 3),
      number(row.placed * 100),
      row.untried === 0 ? '' : number(row.untried * 100),
      String(row.runs),
      number(row.indexMs),
      number(row.locateMs),
      number(row.visitMs),
      number(row.layoutMs),
      number(row.indexMsPer100k),
      number(row.layoutMsPer100k),
    ]),
  ]);
}
