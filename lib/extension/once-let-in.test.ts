import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { onceLetIn } from './once-let-in';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

it('enters at once where the door is open', async () => {
  const work = vi.fn<() => Promise<string>>(async () => 'in');
  await expect(onceLetIn(work)).resolves.toBe('in');
  expect(work).toHaveBeenCalledTimes(1);
});

it('enters a tab whose access comes a moment after the key', async () => {
  let given = false;
  setTimeout(() => (given = true), 100);
  const entered = onceLetIn(async () => {
    if (!given) throw new Error('Cannot access contents of the page');
    return 'in';
  });
  await vi.runAllTimersAsync();
  await expect(entered).resolves.toBe('in');
});

it('says what a page answers that lets nobody in, within half a second', async () => {
  const began = Date.now();
  const answer = onceLetIn(() => Promise.reject(new Error('chrome://'))).catch(String);
  await vi.runAllTimersAsync();
  expect(await answer).toContain('chrome://');
  expect(Date.now() - began).toBeLessThan(500);
});
