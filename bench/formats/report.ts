/** From what was measured to rows, and from rows to tables. */
import { tableOf } from '../runner/table.ts';
import type { Cost, FileTakenIn, FileWritten, Stopped, Tool } from './types.ts';

/** Times in ms, heap in MB. What was not measured of a tool is left out. */
export interface Row {
  readonly tool: Tool;
  readonly case: string;
  readonly annotations: number;
  readonly ms: number;
  readonly msRatio: number;
  readonly bytes: number;
  readonly heapMB: number;
  readonly heapRatio: number;
  readonly longTasks: number;
  readonly longestMs: number;
  readonly progressCalls: number;
  /** What of the heap was in use in the middle. */
  readonly heldMB?: number;
  readonly stopMs?: number;
  readonly stopLeavesNothing?: boolean;
  /** Only of imports. */
  readonly surveyMs?: number;
  readonly undoMs?: number;
  readonly written?: number;
  readonly undoLeavesNothing?: boolean;
}

const MB = 1024 * 1024;

interface Measured {
  readonly tool: Tool;
  readonly case: string;
  readonly annotations: number;
  readonly stopped: Stopped | null;
  readonly baseline: Cost;
}

export function exportRow({ stopped, baseline, ...row }: Measured, done: FileWritten): Row {
  return { ...row, ...costOf(done, baseline), bytes: done.bytes, ...stoppedOf(stopped) };
}

/** `ms` is the import alone; heap and long tasks are those of survey, import and undo together. */
export function importRow(
  { stopped, baseline, ...row }: Measured,
  bytes: number,
  { survey, import: taken, undo, written, isUndone }: FileTakenIn,
): Row {
  const parts = [survey, taken, undo];
  const all: Cost = {
    ms: taken.ms,
    heap: Math.max(...parts.map(({ heap }) => heap)),
    longTasks: parts.reduce((sum, { longTasks }) => sum + longTasks, 0),
    longestMs: Math.max(...parts.map(({ longestMs }) => longestMs)),
    progressCalls: taken.progressCalls,
  };
  const own =
    row.tool === 'pullquote' ? { surveyMs: survey.ms, undoMs: undo.ms, undoLeavesNothing: isUndone } : {};
  return { ...row, ...costOf(all, baseline), bytes, ...own, written, ...stoppedOf(stopped) };
}

function costOf(cost: Cost, baseline: Cost) {
  return {
    ms: cost.ms,
    msRatio: cost.ms / baseline.ms,
    heapMB: cost.heap / MB,
    heapRatio: cost.heap / baseline.heap,
    longTasks: cost.longTasks,
    longestMs: cost.longestMs,
    progressCalls: cost.progressCalls,
  };
}

function stoppedOf(stopped: Stopped | null) {
  return stopped ? { heldMB: stopped.held / MB, stopMs: stopped.ms, stopLeavesNothing: stopped.isClean } : {};
}

const yesOrNo = (value: boolean | undefined): string => (value === undefined ? '' : value ? 'yes' : 'NO');
const whole = (value: number | undefined): string => value?.toFixed(0) ?? '';

export function formatsTable(rows: readonly Row[]): string {
  const head = ['marks', 'case', 'tool'].concat(
    ['survey', 'ms', '× ms', 'undo', 'stop', 'MB', 'heap', '× heap', 'held', 'long', 'longest', 'calls'],
    ['stop clean', 'undo clean'],
  );
  return tableOf(
    [
      head,
      ...rows.map((row) => [
        String(row.annotations),
        row.case,
        row.tool,
        whole(row.surveyMs),
        whole(row.ms),
        row.msRatio.toFixed(2),
        whole(row.undoMs),
        whole(row.stopMs),
        (row.bytes / MB).toFixed(1),
        row.heapMB.toFixed(1),
        row.heapRatio.toFixed(2),
        row.heldMB?.toFixed(1) ?? '',
        String(row.longTasks),
        whole(row.longestMs),
        String(row.progressCalls),
        yesOrNo(row.stopLeavesNothing),
        yesOrNo(row.undoLeavesNothing),
      ]),
    ],
    3,
  );
}
