/** From visits to rows, and from rows to a table. */
import { tableOf } from '../runner/table.ts';
import type { LinkedMark } from './types.ts';
import type { Visit } from './visitor.ts';

/** A mark of a page, and what Chromium made of its link. */
export interface Result extends Visit {
  readonly page: string;
  readonly mark: LinkedMark;
}

/** Shares are fractions of `n`. `bySpecification`: links that the specification's own algorithm leads to the passage. */
export interface Row {
  readonly tool: string;
  readonly case: string;
  readonly n: number;
  readonly right: number;
  readonly partial: number;
  readonly wrong: number;
  readonly missed: number;
  /** Links without a directive, among those that are `missed`. */
  readonly plain: number;
  /** Of those that are `right`: Chromium also scrolled to where the passage begins. */
  readonly inView: number;
  readonly bySpecification: number;
}

function rowOf(name: string, results: readonly Result[]): Row {
  const n = results.length;
  const share = (of: (result: Result) => boolean): number => (n === 0 ? 0 : results.filter(of).length / n);
  return {
    tool: 'pullquote',
    case: name,
    n,
    right: share(({ verdict }) => verdict === 'right'),
    partial: share(({ verdict }) => verdict === 'partial'),
    wrong: share(({ verdict }) => verdict === 'wrong'),
    missed: share(({ verdict }) => verdict === 'missed'),
    plain: share(({ mark }) => !mark.link.includes(':~:')),
    inView: share(({ verdict, isInView }) => verdict === 'right' && isInView),
    bySpecification: share(({ mark }) => mark.bySpecification === 'right'),
  };
}

/** All that the specification can express, these by shape, and what it cannot express, by reason. */
export function rowsOf(results: readonly Result[]): Row[] {
  const expressible = results.filter(({ mark }) => mark.barrier === null);
  const shapes = [...Map.groupBy(expressible, ({ mark }) => mark.shape)].toSorted(([one], [other]) =>
    one.localeCompare(other),
  );
  const others = Map.groupBy(
    results.filter(({ mark }) => mark.barrier !== null),
    ({ mark }) => mark.barrier ?? '',
  );
  return [
    rowOf('expressible', expressible),
    ...shapes.map(([shape, own]) => rowOf(shape, own)),
    ...[...others].map(([reason, own]) => rowOf(`not: ${reason}`, own)),
  ];
}

const percent = (share: number): string => (share * 100).toFixed(1);

export function rowsTable(rows: readonly Row[]): string {
  const head = ['case', 'n', 'right', 'partial', 'wrong', 'missed', 'plain', 'in view', 'by spec.'];
  return tableOf(
    [
      head,
      ...rows.map((row) => [
        row.case,
        String(row.n),
        percent(row.right),
        percent(row.partial),
        percent(row.wrong),
        percent(row.missed),
        percent(row.plain),
        percent(row.inView),
        percent(row.bySpecification),
      ]),
    ],
    1,
  );
}

/** One result in full. */
export function exampleText({ page, mark, verdict, isInView, painted }: Result): string {
  const { shape, exact, link, barrier, bySpecification } = mark;
  const { expected, covered, outside } = painted;
  const [, directive = '(none)'] = link.split(':~:text=');
  return [
    `${verdict}${isInView ? '' : ', not in view:'} ${page} ${shape}${barrier === null ? '' : ` (not: ${barrier})`}`,
    `  by the specification: ${bySpecification}; ${covered} of ${expected} px, ${outside} elsewhere`,
    `  marked ${JSON.stringify(exact)}`,
    `  link   ${decodeURIComponent(directive)}`,
  ].join('\n');
}
