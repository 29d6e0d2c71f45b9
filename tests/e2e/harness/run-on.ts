import type { Page } from 'puppeteer-core';
import type { Json, Run } from './driver.ts';

/** A `Run` over a page, a frame or a worker. */
export function runOn(where: Pick<Page, 'evaluate'>): Run {
  return <Args extends readonly Json[], Result>(fn: (...args: Args) => Result, ...args: Args) =>
    where.evaluate<[], () => Promise<Result>>(callSource(fn, args));
}

/** The expression that calls `fn` with `args`. */
function callSource(fn: unknown, args: readonly Json[]): string {
  return `(${String(fn)})(...${JSON.stringify(args)})`;
}

/** JSON of our own making (code of ours in the browser, our manifest), whose shape the caller knows. */
// The caller names the type.
// oxlint-disable-next-line typescript/no-unnecessary-type-parameters
export function fromJson<Result>(json: string): Result {
  const value: Result = JSON.parse(json);
  return value;
}
