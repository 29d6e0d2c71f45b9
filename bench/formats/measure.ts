/** What a stretch of work costs the page: time, heap, long tasks. */
import type { Cost } from './types';

declare global {
  interface Performance {
    /** Chromium's; exact with `--enable-precise-memory-info`. */
    readonly memory?: { readonly usedJSHeapSize: number };
  }
}

const SAMPLE_EVERY = 100;

const pause = (ms: number): Promise<void> => new Promise((done) => setTimeout(done, ms));

function heapNow(): number {
  return performance.memory?.usedJSHeapSize ?? Number.NaN;
}

/** The heap without what nobody needs any more. */
export function heapInUse(): number {
  // There with `--expose-gc`.
  const collect: (() => unknown) | undefined = globalThis.gc;
  collect?.();
  return heapNow();
}

export interface Measured<T> {
  readonly value: T;
  readonly cost: Cost;
}

/** @param work calls `progress` as it would tell the user */
export async function measure<T>(work: (progress: () => void) => Promise<T>): Promise<Measured<T>> {
  await pause(SAMPLE_EVERY);
  const base = heapInUse();
  let [heap, progressCalls] = [base, 0];
  const sample = (): void => {
    heap = Math.max(heap, heapNow());
  };
  const tasks: number[] = [];
  const take = (entries: PerformanceEntryList): void =>
    void tasks.push(...entries.map(({ duration }) => duration));
  // The collection of garbage above is a long task of its own, which is not counted.
  await pause(SAMPLE_EVERY);
  const observer = new PerformanceObserver((list) => take(list.getEntries()));
  observer.observe({ type: 'longtask' });
  const timer = setInterval(sample, SAMPLE_EVERY);
  try {
    const began = performance.now();
    const value = await work(() => {
      progressCalls++;
      sample();
    });
    const ms = performance.now() - began;
    sample();
    // The last task has to end before it is told of.
    await pause(SAMPLE_EVERY);
    take(observer.takeRecords());
    return {
      value,
      cost: {
        ms,
        heap: heap - base,
        longTasks: tasks.length,
        longestMs: Math.max(0, ...tasks),
        progressCalls,
      },
    };
  } finally {
    observer.disconnect();
    clearInterval(timer);
  }
}
