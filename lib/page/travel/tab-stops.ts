/** Where the Tab key goes from a place in a page. */
import { comparePlaces, type Place } from './reading-order';
import { documentsOf } from '../dom/documents';
import { isHtml } from '../dom/tree';

const STOPS =
  'a[href], area[href], button, input, select, textarea, summary, iframe, audio[controls], video[controls], [contenteditable], [tabindex]';

/**
 * The element that Tab (`by` 1) or Shift and Tab (`by` −1) reaches from `from`, frames of the same origin included.
 * Null where there is none in that direction, or only in a shadow tree.
 */
export function tabStopFrom(document: Document, from: Place, by: 1 | -1): HTMLElement | null {
  let best: HTMLElement | null = null;
  for (const inner of documentsOf(document)) {
    for (const element of inner.querySelectorAll(STOPS)) {
      if (!isHtml(element) || comparePlaces({ node: element, offset: 0 }, from) * by <= 0) continue;
      const nearer = !best || comparePlaces({ node: element, offset: 0 }, { node: best, offset: 0 }) * by < 0;
      if (nearer && isStop(element)) best = element;
    }
  }
  return best;
}

function isStop(element: HTMLElement): boolean {
  return (
    element.tabIndex >= 0 &&
    !element.matches(':disabled, [inert] *') &&
    element.checkVisibility({ visibilityProperty: true, contentVisibilityAuto: false })
  );
}
