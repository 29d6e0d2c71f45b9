/** When a mark without a place is called gone: not before the page has had its time. */

/** How long a page must be quiet before a mark without a place is called gone. */
const SETTLE_MS = 3_000;
/** A page that is never quiet is waited for so long. */
const RESTLESS_MS = 4 * SETTLE_MS;
/** So is one that never ends to load. */
const LOADING_MS = 10 * SETTLE_MS;

/** Times in milliseconds of one clock. */
export interface Waiting {
  readonly now: number;
  /** When the mark lost its place, or was first to have one. */
  readonly since: number;
  /** When it was last looked for all over the page as it was then; null where never. */
  readonly looked: number | null;
  /** When the page's text last changed. */
  readonly changed: number;
  /** When the page was loaded; null while it is loading. */
  readonly loaded: number | null;
}

export function isGone({ now, since, looked, changed, loaded }: Waiting): boolean {
  if (looked === null || looked < since) return false;
  if (loaded === null) return now - since >= LOADING_MS;
  const waited = now - Math.max(since, loaded);
  if (waited >= RESTLESS_MS) return true;
  return waited >= SETTLE_MS && now - changed >= SETTLE_MS && looked >= changed;
}
