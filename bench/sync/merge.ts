/** What it costs that a large collection of another device comes into the database, in real Chromium. */
import { join } from 'node:path';
import type { Cost } from '../formats/types.ts';
import { bundle } from '../runner/bundle.ts';
import { openProfilePage } from '../runner/profile-page.ts';
import { tableOf } from '../runner/table.ts';
import type { MergeTool } from './merge-harness';

export interface MergeRow {
  readonly tool: MergeTool;
  readonly case: 'merge';
  readonly annotations: number;
  readonly ms: number;
  readonly msRatio: number;
  readonly longTasks: number;
  readonly longestMs: number;
  readonly heapMB: number;
}

const TOOLS: readonly MergeTool[] = ['rows alone', 'pullquote'];

/** Every tool in a browser of its own. */
export async function mergeRows(annotations: number): Promise<MergeRow[]> {
  const script = await bundle(join(import.meta.dirname, 'merge-harness.ts'));
  const rows: MergeRow[] = [];
  for (const tool of TOOLS) {
    const { ms, longTasks, longestMs, heap } = await mergedIn(script, tool, annotations);
    const msRatio = ms / (rows[0]?.ms ?? ms);
    rows.push({ tool, case: 'merge', annotations, ms, msRatio, longTasks, longestMs, heapMB: heap / 1e6 });
  }
  return rows;
}

async function mergedIn(script: string, tool: MergeTool, annotations: number): Promise<Cost> {
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
  const head = ['tool', 'case', 'annotations', 'ms', '', 'long tasks', 'longest ms', 'heap MB'];
  const lines = rows.map((row) => [
    row.tool,
    row.case,
    String(row.annotations),
    row.ms.toFixed(0),
    `×${row.msRatio.toFixed(1)}`,
    String(row.longTasks),
    row.longestMs.toFixed(0),
    row.heapMB.toFixed(0),
  ]);
  return tableOf([head, ...lines]);
}
