/** Expected failures as values: what went wrong, so that a person can act on it. */
import * as v from 'valibot';

/** `code` names the failure's text in the catalogue (`error_CODE`); `detail` is for a report, not for reading. */
const failureSchema = v.object({
  code: v.picklist(['quota', 'closed', 'newer', 'invalid', 'unknown', 'refused', 'unreachable', 'failed']),
  detail: v.string(),
});
export type Failure = v.InferOutput<typeof failureSchema>;
export type FailureCode = Failure['code'];

/** What came back, or a failure. */
export type Reply<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly failure: Failure };

export function succeed<T>(value: T): Reply<T> {
  return { ok: true, value };
}

/** A failure with the error's message, cut to 500 characters, as its detail. */
export function fail(code: FailureCode, error: unknown): { readonly ok: false; readonly failure: Failure } {
  const detail = error instanceof Error ? error.message : String(error);
  return { ok: false, failure: { code, detail: detail.slice(0, 500) } };
}
