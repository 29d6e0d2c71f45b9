import { describe, expect, it, vi } from 'vitest';
import { createSlices } from './slices';

/** A window whose clock moves only when work is done, and whose tasks run when they are told to. */
function fakeWindow() {
  let now = 0;
  const tasks: (() => void)[] = [];
  const scheduler = { postTask: (task: () => void) => void tasks.push(task) };
  return {
    slices: createSlices({ performance: { now: () => now }, scheduler, MessageChannel }),
    work: (milliseconds: number) => void (now += milliseconds),
    tasks,
    runTask: () => tasks.shift()?.(),
  };
}

describe('slices', () => {
  it('let the page go on between them, and tell how long all took', () => {
    const { slices, work, tasks, runTask } = fakeWindow();
    let left = 40;
    const done = vi.fn<(spent: number) => void>();
    const lengths: number[] = [];
    slices.run((mayGoOn) => {
      let steps = 0;
      while (left > 0 && (steps === 0 || mayGoOn())) {
        work(1);
        left--;
        steps++;
      }
      lengths.push(steps);
      return left === 0;
    }, done);
    expect(lengths).toEqual([]);
    while (tasks.length > 0) runTask();
    expect(lengths).toEqual([8, 8, 8, 8, 8]);
    expect(done).toHaveBeenCalledExactlyOnceWith(40);
  });

  it('drop work that was replaced or stopped', () => {
    const { slices, tasks, runTask } = fakeWindow();
    const [first, second, done] = [vi.fn<() => boolean>(), vi.fn<() => boolean>(), vi.fn<() => void>()];
    slices.run(first, done);
    slices.run(second, done);
    slices.stop();
    while (tasks.length > 0) runTask();
    expect([first, second, done].flatMap((each) => each.mock.calls)).toEqual([]);
  });

  it('work at once, but no longer than a slice', () => {
    const { slices, work } = fakeWindow();
    const spent = slices.now((mayGoOn) => {
      while (mayGoOn()) work(1);
      return false;
    });
    expect(spent).toBe(8);
  });
});
