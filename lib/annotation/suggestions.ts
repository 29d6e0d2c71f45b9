import type { Annotation } from './model';

/** What was used before, to be offered again: the names most used first. */
export interface Suggestions {
  readonly tags: string[];
  /** Speakers and claimants. */
  readonly people: string[];
  /** Verdicts on claims. */
  readonly ratings: string[];
}

/** The tags, people and ratings in `annotations`, most frequent first. */
export function suggestionsFrom(annotations: readonly Annotation[]): Suggestions {
  return {
    tags: byFrequency(annotations.flatMap(({ tags }) => tags)),
    people: byFrequency(annotations.flatMap(({ quote, claim }) => [quote.speaker, claim.claimant])),
    ratings: byFrequency(annotations.map(({ claim }) => claim.rating)),
  };
}

function byFrequency(values: readonly string[]): string[] {
  const counts = new Map<string, number>();
  for (const value of values) if (value) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts].toSorted((a, b) => b[1] - a[1]).map(([value]) => value);
}
