/** How long what was deleted can be brought back. */

const DAY = 86_400_000;
export const DAYS_IN_TRASH = 90;
/** Milliseconds after its deletion. */
export const KEPT_IN_TRASH = DAYS_IN_TRASH * DAY;
/** A clock may be wrong for a while: what has run out is taken away only where it still has a day later. */
const CERTAIN_AFTER = DAY;

/**
 * Whether what has run out is to be taken away now.
 *
 * @param noticedAt when it was first seen that something has; null where it never was
 * @param now in milliseconds since the epoch, as `noticedAt`
 * @returns what to remember as `noticedAt` until then; null where it is time
 */
export function whenNoticed(noticedAt: number | null, now: number): number | null {
  // What lies ahead was noticed by a clock that ran ahead.
  if (noticedAt === null || noticedAt > now) return now;
  return now - noticedAt < CERTAIN_AFTER ? noticedAt : null;
}
