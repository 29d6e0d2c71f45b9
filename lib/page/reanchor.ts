/** Takes the user's word for where an uncertain mark stands; what was marked stays as it was. */
import type { AnnotationChanges } from '../annotation/model';
import type { PlaceAnswer } from '../annotation/page-state';
import type { Marks } from './placing/marks';
import { selectedRange } from './selection/watch-selection';

/**
 * What answering `to` about the mark `id` changes in its annotation.
 *
 * @returns null where there is nothing to take for the answer: the mark has no place, or nothing is selected
 */
export function placeChanges(
  marks: Marks,
  document: Document,
  id: string,
  to: PlaceAnswer,
): AnnotationChanges | null {
  const range = to === 'selection' ? selectedRange(document) : marks.find(id)?.range;
  const described = range && marks.describe(range);
  if (!described?.ok) return null;
  const { target } = described;
  return to === 'nowhere'
    ? { rejected: target.exact, reanchored: null }
    : { reanchored: target, rejected: '' };
}
