/** The table of what syncing costs. */
import { tableOf } from '../runner/table.ts';
import type { Cost } from './cost';

const HEAD = ['tool', 'case', 'annotations', 'ms', '', 'requests', '', 'bytes', '', 'at rest', 'heap MB'];
const UNKNOWN = '–';

/** Beside each number how many times ours it is; in brackets bytes as they would be if they were compressed. */
export function costsTable(rows: readonly Cost[]): string {
  const lines = rows.map((row) => {
    const ours = rows.find((each) => each.tool === 'pullquote' && each.case === row.case);
    const ratio = (of: (cost: Cost) => number): string =>
      ours && ours !== row ? times(of(row) / of(ours)) : '';
    return [
      row.tool,
      row.case,
      String(row.annotations),
      row.ms < 10 ? row.ms.toFixed(1) : whole(row.ms),
      ratio(({ ms }) => ms),
      whole(row.requests),
      ratio(({ requests }) => requests),
      withCompressed(row.bytes, row.compressedBytes),
      ratio(({ bytes }) => bytes),
      withCompressed(row.restBytes, row.compressedRestBytes),
      row.heapMB === undefined ? '' : whole(row.heapMB),
    ];
  });
  return tableOf([HEAD, ...lines]);
}

function withCompressed(bytes: number, compressed: number | undefined): string {
  return compressed === undefined ? whole(bytes) : `${whole(bytes)} (${whole(compressed)})`;
}

function whole(value: number): string {
  return Number.isFinite(value) ? value.toFixed(0) : UNKNOWN;
}

function times(ratio: number): string {
  if (!Number.isFinite(ratio)) return UNKNOWN;
  return `×${ratio.toPrecision(2).includes('e') ? ratio.toFixed(0) : ratio.toPrecision(2)}`;
}
