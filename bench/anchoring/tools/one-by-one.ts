/** For tools that know one mark at a time. */
import type { Json, Placed } from '../types';

/**
 * Where each description stands, as long as there is time: the list ends with the last that was tried. A tool that
 * throws has found nothing.
 */
export function oneByOne<T>(
  descriptions: readonly T[],
  locate: (description: T) => Placed | null,
): (timeLeft: () => boolean) => (Placed | null)[] {
  return (timeLeft) => {
    const placed: (Placed | null)[] = [];
    for (const description of descriptions) {
      if (!timeLeft()) break;
      try {
        placed.push(locate(description));
      } catch {
        placed.push(null);
      }
    }
    return placed;
  };
}

/** What `describe` makes of each range, null where it throws. */
export function describeEach(
  ranges: readonly Range[],
  describe: (range: Range) => Json | null,
): (Json | null)[] {
  return ranges.map((range) => {
    try {
      return describe(range);
    } catch {
      return null;
    }
  });
}
