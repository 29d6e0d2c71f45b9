/** What a run of the bench says, as rows and as a table. */
import { median } from '../runner/median.ts';
import { tableOf } from '../runner/table.ts';
import type { Expected } from './datasets.ts';
import type { Extracted } from './harness.ts';
import { f1Of, isSameDay, isSameTitle, namesAuthor, overlapOf, precisionOf, recallOf } from './score.ts';

/** One tool on one page. `ms`: the median of its runs there. */
export interface Result {
  readonly page: string;
  readonly expected: Expected;
  readonly given: Extracted;
}

/** Shares are fractions of 1, null where no page says what is right. */
export interface Row {
  readonly tool: string;
  readonly case: string;
  readonly pages: number;
  readonly precision: number;
  readonly recall: number;
  readonly f1: number;
  readonly exact: number;
  /** Pages whose own F1 is below .8. */
  readonly below80: number;
  readonly titleAccuracy: number | null;
  readonly authorAccuracy: number | null;
  readonly dateAccuracy: number | null;
  readonly msMedian: number;
  readonly msP95: number;
}

const POOR = 0.8;

const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;

function percentile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((one, other) => one - other);
  return sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN;
}

export function f1OfPage({ expected, given }: Result): number {
  const overlap = overlapOf(expected.text, given.text);
  return f1Of(precisionOf(overlap), recallOf(overlap));
}

/** Of the pages that say what is right, the share where it was found. */
function accuracy(
  results: readonly Result[],
  key: 'title' | 'author' | 'date',
  isRight: (expected: string, given: string) => boolean,
): number | null {
  const known = results.filter(({ expected }) => expected[key] !== '');
  if (known.length === 0) return null;
  return mean(known.map(({ expected, given }) => Number(isRight(expected[key], given[key]))));
}

export function rowOf(tool: string, dataset: string, results: readonly Result[]): Row {
  const overlaps = results.map(({ expected, given }) => overlapOf(expected.text, given.text));
  const precision = mean(overlaps.map(precisionOf));
  const recall = mean(overlaps.map(recallOf));
  const times = results.map(({ given }) => given.ms);
  return {
    tool,
    case: dataset,
    pages: results.length,
    precision,
    recall,
    // As the benchmark has it: of the means, not the mean of the pages' own.
    f1: f1Of(precision, recall),
    exact: mean(overlaps.map(({ extra, lost }) => Number(extra === 0 && lost === 0))),
    below80: results.filter((result) => f1OfPage(result) < POOR).length,
    titleAccuracy: accuracy(results, 'title', isSameTitle),
    authorAccuracy: accuracy(results, 'author', namesAuthor),
    dateAccuracy: accuracy(results, 'date', isSameDay),
    msMedian: median(times),
    msP95: percentile(times, 0.95),
  };
}

const share = (value: number | null): string => (value === null ? '' : value.toFixed(3));

export function extractionTable(rows: readonly Row[]): string {
  const head = 'dataset,tool,pages,precision,recall,F1,exact,below .8,title,author,date,ms median,ms p95';
  return tableOf([
    head.split(','),
    ...rows.map((row) => [
      row.case,
      row.tool,
      `${row.pages}`,
      ...[row.precision, row.recall, row.f1, row.exact].map(share),
      `${row.below80}`,
      ...[row.titleAccuracy, row.authorAccuracy, row.dateAccuracy].map(share),
      row.msMedian.toFixed(1),
      row.msP95.toFixed(1),
    ]),
  ]);
}
