/** From visits to rows, and from rows to a table. */
import { median } from '../runner/median.ts';
import { tableOf } from '../runner/table.ts';
import type { Visit, Work } from './visitor.ts';

/** What is measured of a painter, in the order of the table: medians over its visits. */
const MEASURES = {
  callMs: ({ callMs }: Visit) => callMs,
  paintMs: ({ paint }: Visit) => paint.taskMs,
  scrollMs: ({ scroll }: Visit) => scroll.taskMs,
  mutationMs: ({ mutate }: Visit) => mutate.taskMs,
  totalMs: (visit: Visit) => sumOf(visit, ({ taskMs }) => taskMs),
  styleMs: (visit: Visit) => sumOf(visit, ({ styleMs }) => styleMs),
  layoutMs: (visit: Visit) => sumOf(visit, ({ layoutMs }) => layoutMs),
  paintStyleMs: ({ paint }: Visit) => paint.styleMs,
  scrollStyleMs: ({ scroll }: Visit) => scroll.styleMs,
  mutationStyleMs: ({ mutate }: Visit) => mutate.styleMs,
} as const;
type Measure = keyof typeof MEASURES;
const NAMES: readonly Measure[] = [
  'callMs',
  'paintMs',
  'scrollMs',
  'mutationMs',
  'totalMs',
  'styleMs',
  'layoutMs',
  'paintStyleMs',
  'scrollStyleMs',
  'mutationStyleMs',
];

/**
 * Medians in ms of processor time, less those of a page on which nobody paints, which are in the row of that name.
 * `styleMs` and `layoutMs` are the parts of `totalMs` that go to style and layout.
 */
export interface Row extends Readonly<Record<Measure, number>> {
  readonly tool: string;
  readonly case: string;
  readonly marks: number;
  readonly runs: number;
  readonly elementsAdded: number;
  readonly textsAdded: number;
}

function sumOf({ paint, scroll, mutate }: Visit, part: (work: Work) => number): number {
  return part(paint) + part(scroll) + part(mutate);
}

/** `base`: the visits of a page on which nobody paints; null where `visits` are these themselves. */
export function rowOf(
  tool: string,
  marks: number,
  visits: readonly Visit[],
  base: readonly Visit[] | null,
): Row {
  const of = (name: Measure): number =>
    median(visits.map(MEASURES[name])) - (base ? median(base.map(MEASURES[name])) : 0);
  return {
    tool,
    case: `painting-${marks}`,
    marks,
    runs: visits.length,
    callMs: of('callMs'),
    paintMs: of('paintMs'),
    scrollMs: of('scrollMs'),
    mutationMs: of('mutationMs'),
    totalMs: of('totalMs'),
    styleMs: of('styleMs'),
    layoutMs: of('layoutMs'),
    paintStyleMs: of('paintStyleMs'),
    scrollStyleMs: of('scrollStyleMs'),
    mutationStyleMs: of('mutationStyleMs'),
    elementsAdded: median(visits.map(({ elementsAdded }) => elementsAdded)),
    textsAdded: median(visits.map(({ textsAdded }) => textsAdded)),
  };
}

export function paintingTable(rows: readonly Row[]): string {
  const head = ['marks', 'painter', ...NAMES.map((name) => name.replace(/Ms$/, '')), '+elements', '+texts'];
  return tableOf([
    head,
    ...rows.map((row) => [
      String(row.marks),
      row.tool,
      ...NAMES.map((name) => row[name].toFixed(1)),
      String(row.elementsAdded),
      String(row.textsAdded),
    ]),
  ]);
}
