/** What can go wrong in storage, in the few words that a person can act on. */
import * as v from 'valibot';
import { UnknownAnnotationError } from '../annotation/commands';

/**
 * `quota`: no room left; `closed`: the database cannot be reached now; `newer`: a newer version of the extension
 * wrote it; `invalid`: a record breaks the model; `unknown`: no such annotation; `failed`: anything else.
 */
export type StoreErrorCode = 'quota' | 'closed' | 'newer' | 'invalid' | 'unknown' | 'failed';

/** The only error that leaves `lib/store`; `cause` holds what was thrown inside. */
export class StoreError extends Error {
  override readonly name = 'StoreError';
  constructor(
    readonly code: StoreErrorCode,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

/** Whatever was thrown, as a StoreError. Looks through wrappers: a full disk arrives inside an AbortError. */
export function toStoreError(thrown: unknown): StoreError {
  const chain = unwrap(thrown);
  const known = chain.find((error) => error instanceof StoreError);
  if (known) return known;
  for (const [code, matches] of RULES) {
    const match = chain.find(matches);
    if (match !== undefined) return new StoreError(code, describe(match), { cause: thrown });
  }
  return new StoreError('failed', describe(thrown), { cause: thrown });
}

/** The most telling first: a full disk also aborts the transaction and may close the database. */
const RULES: readonly (readonly [StoreErrorCode, (error: unknown) => boolean])[] = [
  ['unknown', (error) => error instanceof UnknownAnnotationError],
  ['invalid', (error) => v.isValiError(error)],
  ['quota', named('QuotaExceededError')],
  ['newer', named('VersionError')],
  ['closed', named('DatabaseClosedError', 'InvalidStateError', 'OpenFailedError', 'MissingAPIError')],
];

function named(...names: readonly string[]): (error: unknown) => boolean {
  return (error) => names.includes(String(property(error, 'name')));
}

/** `thrown` and everything that it wraps (`inner`, `cause`, the `failures` of a bulk write), outermost first. */
function unwrap(thrown: unknown): readonly unknown[] {
  const chain = new Set<unknown>([thrown]);
  for (const error of chain) {
    const failures = property(error, 'failures');
    const inside = [property(error, 'inner'), property(error, 'cause')];
    for (const next of inside.concat(Array.isArray(failures) ? failures.slice(0, 10) : [])) {
      if (typeof next === 'object' && next !== null && chain.size < 50) chain.add(next);
    }
  }
  return [...chain];
}

function property(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined;
}

function describe(error: unknown): string {
  if (v.isValiError(error)) {
    const [issue] = error.issues;
    return `${v.getDotPath(issue) ?? 'value'}: ${issue.message}`;
  }
  const message = property(error, 'message');
  return typeof message === 'string' && message !== '' ? message : String(property(error, 'name') ?? error);
}
