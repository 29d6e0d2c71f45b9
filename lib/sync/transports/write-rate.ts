/** How often the browser lets its synced storage be written to. */
import { TransportError } from './transport';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
/** Browsers take 120 a minute and 1,800 an hour. A few are left for a worker that does not know of the one before. */
const LIMITS = [
  { span: MINUTE, most: 100 },
  { span: HOUR, most: 1500 },
] as const;

export class WriteRate {
  /** When it was written in the last hour. */
  #times: number[] = [];

  constructor(private readonly now: () => number) {}

  /** Counts so many more writes; throws `busy`, with the time to wait, where these would be too many. */
  take(label: string, count: number): void {
    const now = this.now();
    // A clock that was put back must not lock anybody out.
    this.#times = this.#times.filter((time) => time > now - HOUR && time <= now);
    const waits = LIMITS.map(({ span, most }) => {
      const recent = this.#times.filter((time) => time > now - span);
      const blocker = recent[recent.length + count - most - 1];
      return blocker === undefined ? 0 : blocker + span - now;
    });
    const wait = Math.max(...waits);
    if (wait > 0) throw new TransportError('busy', `${label}: written to often`, wait);
    for (let more = 0; more < count; more++) this.#times.push(now);
  }
}
