/** How much of a page's time may be taken: a small share in the long run, and a burst now and then. */

/** Milliseconds that can be saved up for a burst. */
const MOST = 200;
const SHARE = 0.02;
/** Debts above this are let off, so that no page is left alone for more than ten seconds. */
const MOST_DEBT = 200;

export class Budget {
  readonly #now: () => number;
  #left = MOST;
  #at: number;

  /** @param now the time in milliseconds */
  constructor(now: () => number) {
    this.#now = now;
    this.#at = now();
  }

  /** Milliseconds that may be taken now, negative in debt. */
  get left(): number {
    const now = this.#now();
    this.#left = Math.min(MOST, this.#left + SHARE * (now - this.#at));
    this.#at = now;
    return this.#left;
  }

  spend(milliseconds: number): void {
    this.#left = Math.max(-MOST_DEBT, this.left - milliseconds);
  }

  /** Milliseconds until something may be taken again. */
  get wait(): number {
    return Math.max(0, -this.left / SHARE);
  }
}
