import { expect, test } from 'vitest';
import { longTasksOf, readTasks } from './trace';

const URL = 'http://127.0.0.1/page';
const OURS = 'chrome-extension://abc/';
const main = { pid: 7, tid: 1, ph: 'X' };
const task = (ts: number, dur: number, tdur?: number) => ({
  ...main,
  name: 'RunTask',
  ts,
  dur,
  ...(tdur === undefined ? {} : { tdur }),
});

/** Node 2 is the page's function, 3 ours, 4 the browser's below ours. Samples a millisecond apart. */
function traceOf(tasks: readonly object[], samples: readonly number[]): string {
  const nodes = [
    { id: 1, callFrame: { url: '' } },
    { id: 2, parent: 1, callFrame: { url: 'http://127.0.0.1/app.js' } },
    { id: 3, parent: 1, callFrame: { url: `${OURS}annotator.js` } },
    { id: 4, parent: 3, callFrame: {} },
  ];
  const chunk = { cpuProfile: { nodes, samples }, timeDeltas: samples.map(() => 1_000) };
  return JSON.stringify({
    traceEvents: [
      { ...main, ph: 'M', ts: 0, name: 'thread_name', args: { name: 'CrRendererMain' } },
      { ...main, pid: 9, ph: 'M', ts: 0, name: 'thread_name', args: { name: 'CrRendererMain' } },
      {
        ...main,
        pid: 1,
        ph: 'I',
        ts: 0,
        name: 'FrameCommittedInBrowser',
        args: { data: { url: URL, processId: 7 } },
      },
      { ...main, ph: 'P', ts: 0, id: '0x1', name: 'Profile', args: { data: { startTime: 0 } } },
      { ...main, tid: 5, ph: 'P', ts: 0, id: '0x1', name: 'ProfileChunk', args: { data: chunk } },
      { ...task(0, 900_000), pid: 9 },
      { ...task(0, 900_000), tid: 3 },
      ...tasks,
    ],
  });
}

test('tasks of the page’s main thread alone are read, with the time of our scripts and what they call', () => {
  // Ours is on the stack from 1 ms to 4 ms, in two tasks.
  const tasks = readTasks(traceOf([task(3_000, 5_000), task(0, 3_000)], [3, 4, 3, 2, 2]), URL, OURS);
  expect(tasks).toEqual([
    { ms: 3, oursMs: 2 },
    { ms: 5, oursMs: 1 },
  ]);
});

test('a task counts with its processor time', () => {
  const [read] = readTasks(traceOf([task(0, 10_000, 5_000)], [3, 3, 3, 2]), URL, OURS);
  expect(read).toEqual({ ms: 5, oursMs: 1.5 });
});

test('a trace without the page is refused', () => {
  expect(() => readTasks(traceOf([], []), 'http://127.0.0.1/other', OURS)).toThrow('no page');
});

test('a long task is ours where our scripts take so long, or make it so', () => {
  expect(
    longTasksOf([
      { ms: 80, oursMs: 60 },
      { ms: 55, oursMs: 6 },
      { ms: 80, oursMs: 6 },
      { ms: 70, oursMs: 0 },
      { ms: 49, oursMs: 49 },
    ]),
  ).toEqual({ count: 4, ours: 2, longestOursMs: 60, oursMs: 121 });
});
