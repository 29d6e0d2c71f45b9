/** How long what was deleted can be brought back. */

const DAY = 86_400_000;
export const DAYS_IN_TRASH = 90;
/** Milliseconds after its deletion. */
export const KEPT_IN_TRASH = DAYS_IN_TRASH * DAY;
/**
 * What has run out is taken away only where it was seen to be so a week before: a clock may be wrong for a while, and another
 * device may have had something back meanwhile.
 */
const CERTAIN_AFTER = 7 * DAY;

/** What is known of what has run out. Times are in milliseconds since the epoch. */
interface Expiry {
  /** When it was seen, to be remembered; null where it is dealt with. */
  readonly noticedAt: number | null;
  /** What was deleted before this is to be taken away now; null where it is too early. */
  readonly before: number | null;
}

/**
 * What to do where something has run out.
 * @param noticedAt when that was seen before; null where it was not
 */
export function expiryOf(noticedAt: number | null, now: number): Expiry {
  // What lies ahead was seen by a clock that ran ahead.
  if (noticedAt === null || noticedAt > now) return { noticedAt: now, before: null };
  if (now - noticedAt < CERTAIN_AFTER) return { noticedAt, before: null };
  // As it was then: by now, the clock may be wrong.
  return { noticedAt: null, before: noticedAt - KEPT_IN_TRASH };
}
