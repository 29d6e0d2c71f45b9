/** Work in slices, between which the page goes on: no slice is long enough to be felt. */

/** Half a frame: the page keeps the other half. */
const SLICE_MS = 8;

/** Goes on with some work while `mayGoOn` says so. True where it is done. */
export type Work = (mayGoOn: () => boolean) => boolean;

export interface Slices {
  /** Works until it is done, beginning with a task of its own. Replaces work that is under way. */
  run(work: Work, done: (spent: number) => void): void;
  /** Works for a slice at once. Returns the milliseconds it took. */
  now(work: Work): number;
  /** Drops what is under way. */
  stop(): void;
}

/** What is needed of a window. */
export interface TaskWindow {
  readonly performance: { now(): number };
  readonly scheduler?: { postTask(task: () => void, options: { priority: 'user-visible' }): unknown };
  readonly MessageChannel: typeof MessageChannel;
}

export function createSlices(window: TaskWindow): Slices {
  const { performance } = window;
  const nextTask = taskStarter(window);
  let current: object | null = null;

  function slice(work: Work): { done: boolean; spent: number } {
    const start = performance.now();
    const done = work(() => performance.now() - start < SLICE_MS);
    return { done, spent: performance.now() - start };
  }

  return {
    run(work, done) {
      const token = (current = {});
      let total = 0;
      const step = (): void => {
        if (current !== token) return;
        const result = slice(work);
        total += result.spent;
        if (!result.done) nextTask(step);
        else if (current === token) {
          current = null;
          done(total);
        }
      };
      nextTask(step);
    },
    now: (work) => slice(work).spent,
    stop() {
      current = null;
    },
  };
}

/** The browser's own scheduler where there is one, which lets input and painting go first; messages elsewhere. */
function taskStarter(window: TaskWindow): (task: () => void) => void {
  const { scheduler } = window;
  if (scheduler) {
    return (task) => void scheduler.postTask(task, { priority: 'user-visible' });
  }
  const { port1, port2 } = new window.MessageChannel();
  const tasks: (() => void)[] = [];
  port1.addEventListener('message', () => tasks.shift()?.());
  port1.start();
  return (task) => {
    tasks.push(task);
    port2.postMessage(null);
  };
}
