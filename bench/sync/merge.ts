/** What it costs that a large collection of another device comes into the database, in real Chromium. */
import { join } from 'node:path';
import type { Cost } from '../formats/types.ts';
import { bundle } from '../runner/bundle.ts';
import { openProfilePage } from '../runner/profile-page.ts';
import { tableOf } from '../runner/table.ts';
import type { MergeCosts, MergeTool } from './merge-harness';

export interface MergeRow {
  readonly tool: MergeTool;
  readonly case: 'merge' | 'words';
  readonly annotations: number;
  /** Fields that are written, each a register of its own; articles included. */
  readonly operations: number;
  readonly ms: number;
  readonly msRatio: number;
  readonly longTasks: number;
  readonly longestMs: number;
  readonly heapMB: number;
}

const TOOLS: readonly MergeTool[] = ['rows without indexes', 'rows alone', 'pullquote'];

/** Every tool in a browser of its own. */
export async function mergeRows(annotations: number): Promise<MergeRow[]> {
  const script = await bundle(join(import.meta.dirname, 'merge-harness.ts'));
  const rows: MergeRow[] = [];
  for (const tool of TOOLS) {
    const { merge, words, operations } = await mergedIn(script, tool, annotations);
    const rowOf = (name: MergeRow['case'], { ms, longTasks, longestMs, heap }: Cost): MergeRow => {
      const msRatio = ms / (rows[0]?.ms ?? ms);
      const heapMB = heap / 1e6;
      return { tool, case: name, annotations, operations, ms, msRatio, longTasks, longestMs, heapMB };
    };
    rows.push(rowOf('merge', merge), ...(words ? [rowOf('words', words)] : []));
  }
  return rows;
}

async function mergedIn(script: string, tool: MergeTool, annotations: number): Promise<MergeCosts> {
  const { page, close } = await openProfilePage(script);
  try {
    return await page.evaluate(
      ([which, count]) => {
        if (!globalThis.mergeBench) throw new Error('The harness is not there');
        return globalThis.mergeBench.merge(which, count);
      },
      [tool, annotations] as const,
    );
  } finally {
    await close();
  }
}

export function mergeTable(rows: readonly MergeRow[]): string {
  const head = ['tool', 'case', 'annotations', 'operations', 'ms', '', 'long tasks', 'longest ms', 'heap MB'];
  const lines = rows.map((row) => [
    row.tool,
    row.case,
    String(row.annotations),
    String(row.operations),
    row.ms.toFixed(0),
    `×${row.msRatio.toFixed(1)}`,
    String(row.longTasks),
    row.longestMs.toFixed(0),
    row.heapMB.toFixed(0),
  ]);
  return tableOf([head, ...lines]);
}
