/**
 * A hybrid logical clock (Kulkarni et al., "Logical physical clocks", 2014), in one number: the wall clock's milliseconds
 * as long as it goes forward, a count beyond the newest time known where it does not. Times order what is shown of
 * concurrent writes and nothing else, so that no clock, however wrong, can lose one.
 */

/** What is further ahead of the wall clock than this is a clock that is wrong, and is not followed. In milliseconds. */
const TOLERANCE = 3_600_000;

/**
 * A time later than every one before.
 * @param last the newest time that is known
 * @param wall milliseconds since the epoch
 */
export function nextTime(last: number, wall: number): number {
  return Math.max(wall, last + 1);
}

/** The newest time that is known when `time` comes from elsewhere. */
export function withObserved(last: number, time: number, wall: number): number {
  return time <= wall + TOLERANCE ? Math.max(last, time) : last;
}
