/** Targets that were described on a page, in the text of the article alone. */
import type { Target } from '../annotation/model';

/** The target without how often its passage stood on the page: a copy of the article has no list of what is read most. */
export function inCopy(target: Target): Target {
  const { occurrences: _, ...rest } = target;
  return rest;
}
