/** Waiting for something to become true, the only way in which the browser tests wait. */

export interface UntilOptions {
  /** What is waited for; it stands in the error. */
  readonly what: string;
  /** Milliseconds after which it is given up. */
  readonly timeout?: number;
}

/**
 * Asks again and again until the answer is neither null, undefined nor false, and gives that answer.
 * A question that throws (the page is just navigating, say) counts as not yet.
 *
 * @throws {Error} naming `what` and the last answer or failure
 */
export async function until<T>(
  ask: () => Promise<T | null | undefined | false>,
  { what, timeout = 15_000 }: UntilOptions,
): Promise<T> {
  const deadline = Date.now() + timeout;
  let last: unknown;
  do {
    try {
      const answer = await ask();
      if (answer !== null && answer !== undefined && answer !== false) return answer;
      last = answer;
    } catch (error) {
      last = error;
    }
    await pause(50);
  } while (Date.now() < deadline);
  throw new Error(`Waited ${timeout} ms in vain for ${what}; last: ${String(last)}`);
}

export const pause = (ms: number): Promise<void> =>
  new Promise((resolve) => {
    setTimeout(resolve, ms);
  });
