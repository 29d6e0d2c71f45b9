/** From outcomes to rows, and from rows to a table. */
import { median } from '../runner/median.ts';
import { tableOf } from '../runner/table.ts';
import type { Example, Outcome } from './types.ts';

/** Shares are fractions of 1: of `n` passages still there, `falseAnchors` and `unsureDeleted` of `nDeleted` cut ones. */
export interface Row {
  readonly tool: string;
  readonly case: string;
  readonly n: number;
  readonly right: number;
  readonly partial: number;
  readonly wrong: number;
  readonly missed: number;
  readonly unsure: number;
  readonly unsureRight: number;
  readonly nDeleted: number;
  readonly falseAnchors: number;
  readonly unsureDeleted: number;
  /** How many passages still there the tool had no time for; they count as missed. */
  readonly untried: number;
  /** Pages of which the tool lost text. */
  readonly damaged: number;
  /** Median over pages, and their sum. */
  readonly ms: number;
  readonly msTotal: number;
}

/** What one tool made of one page under one edit. */
export interface Result {
  readonly page: string;
  readonly edit: string;
  readonly outcome: Outcome;
}

function rowOf(tool: string, edit: string, outcomes: readonly Outcome[]): Row {
  const sum = (value: (outcome: Outcome) => number): number =>
    outcomes.reduce((total, outcome) => total + value(outcome), 0);
  const n = sum(({ counts }) => counts.right + counts.partial + counts.wrong + counts.missed);
  const nDeleted = sum(({ counts }) => counts['false-anchor'] + counts.rejected);
  const ofKept = (count: number): number => (n === 0 ? 0 : count / n);
  const ofDeleted = (count: number): number => (nDeleted === 0 ? 0 : count / nDeleted);
  const times = outcomes.map(({ ms }) => ms);
  return {
    tool,
    case: edit,
    n,
    right: ofKept(sum(({ counts }) => counts.right)),
    partial: ofKept(sum(({ counts }) => counts.partial)),
    wrong: ofKept(sum(({ counts }) => counts.wrong)),
    missed: ofKept(sum(({ counts }) => counts.missed)),
    unsure: ofKept(sum(({ unsure }) => unsure)),
    unsureRight: ofKept(sum(({ unsureRight }) => unsureRight)),
    nDeleted,
    falseAnchors: ofDeleted(sum(({ counts }) => counts['false-anchor'])),
    unsureDeleted: ofDeleted(sum(({ unsureDeleted }) => unsureDeleted)),
    untried: sum(({ untried }) => untried),
    damaged: outcomes.filter(({ isDamaged }) => isDamaged).length,
    ms: median(times),
    msTotal: times.reduce((total, ms) => total + ms, 0),
  };
}

/** One row for each case and tool, in the order in which they first come. */
export function rowsOf(results: readonly Result[]): Row[] {
  const groups = Map.groupBy(results, ({ edit, outcome }) => `${edit}\n${outcome.tool}`);
  return [...groups.values()].flatMap((group) => {
    const [first] = group;
    return first
      ? [
          rowOf(
            first.outcome.tool,
            first.edit,
            group.map(({ outcome }) => outcome),
          ),
        ]
      : [];
  });
}

const SHARES = ['right', 'partial', 'wrong', 'missed', 'unsure', 'unsureRight'] as const;
const DELETED = ['falseAnchors', 'unsureDeleted'] as const;

const percent = (share: number): string => (share * 100).toFixed(2);

function cells(row: Row): string[] {
  return [
    row.case,
    row.tool,
    String(row.n),
    ...SHARES.map((share) => (row.n === 0 ? '' : percent(row[share]))),
    row.nDeleted === 0 ? '' : String(row.nDeleted),
    ...DELETED.map((share) => (row.nDeleted === 0 ? '' : percent(row[share]))),
    row.ms.toFixed(1),
    row.msTotal.toFixed(0),
  ];
}

/** Percentages. Lines below say where a tool had too little time, and where it lost text of the page. */
export function rowsTable(rows: readonly Row[]): string {
  const head = ['case', 'tool', 'n', ...SHARES, 'nDeleted', ...DELETED, 'ms', 'ms total'];
  const late = rows
    .filter(({ untried }) => untried > 0)
    .map((row) => `${row.tool} had no time for ${row.untried} passages: ${row.case}`);
  return [tableOf([head, ...rows.map(cells)]), ...late, ...damageLines(rows)].join('\n');
}

function damageLines(rows: readonly Row[]): string[] {
  const tools = Map.groupBy(
    rows.filter(({ damaged }) => damaged > 0),
    ({ tool }) => tool,
  );
  return Array.from(tools, ([tool, own]) => {
    const cases = own.map((row) => `${row.case} ${row.damaged}`).join(', ');
    return `${tool} lost text of the page, so often: ${cases}`;
  });
}

/** One example of a bad answer, over several lines. */
export function exampleText({ page, edit, outcome }: Result, example: Example): string {
  const score = example.score === null ? '' : ` score ${example.score.toFixed(3)}`;
  const unsure = example.unsure ? ' (unsure)' : '';
  return [
    `${outcome.tool} ${edit} ${page}: ${example.verdict}${unsure}${score} [${example.shape}]`,
    `  mark   ${example.exact}`,
    ...(example.truth === '' ? [] : [`  truth  ${example.truth}`]),
    ...(example.placed === '' ? [] : [`  placed ${example.placed}`]),
  ].join('\n');
}
