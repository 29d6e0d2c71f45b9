/**
 * A hybrid logical clock (Kulkarni et al., "Logical physical clocks", 2014), in one number: the wall clock's milliseconds
 * as long as it goes forward, a count beyond the newest time known where it does not. Times order what is shown of
 * concurrent writes and nothing else, so that no clock, however wrong, can lose one.
 */

/** What is further ahead of the wall clock than this is a clock that is wrong, and is not followed. */
const TOLERANCE = 3_600_000;

export interface Clock {
  /** A time later than every one before. */
  now(): number;
  /** Learns of a time from elsewhere. */
  observe(time: number): void;
}

/** @param wall milliseconds since the epoch */
export function createClock(wall: () => number): Clock {
  let last = 0;
  return {
    now: () => (last = Math.max(wall(), last + 1)),
    observe(time) {
      if (time <= wall() + TOLERANCE) last = Math.max(last, time);
    },
  };
}
