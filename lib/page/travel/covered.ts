/** How much of a viewport's upper and lower edge is covered by what stays there: headers, bars, banners. */
import type { Box } from '../dom/float';
import { topmostAt } from '../painting/hit';
import { elementAround, windowOf } from '../dom/tree';

/** One above the other; more would be a pattern, not headers. */
const MOST = 4;
/** What covers more of the viewport lies over the whole page, and nothing can be kept clear of it. */
const MOST_SHARE = 0.4;

/**
 * CSS pixels that are covered above and below, at the box's own place across. Asks what is on top there, so it sees
 * what a header covers now, whatever makes it stay.
 *
 * @param inner what is to be seen: nothing around it covers it
 */
export function coveredEdges(document: Document, inner: Element, box: Box): { top: number; bottom: number } {
  const { innerHeight = 0 } = document.defaultView ?? {};
  const { clientWidth } = document.documentElement;
  const x = Math.min(Math.max((box.left + box.right) / 2, 1), clientWidth - 1);
  let top = 0;
  let bottom = innerHeight;
  for (let n = 0; n < MOST; n++) {
    const bar = barAt(document, x, top + 1, inner);
    if (!bar || bar.bottom <= top || bar.bottom > innerHeight * MOST_SHARE) break;
    top = bar.bottom;
  }
  for (let n = 0; n < MOST; n++) {
    const bar = barAt(document, x, bottom - 1, inner);
    if (!bar || bar.top >= bottom || bar.top < innerHeight * (1 - MOST_SHARE)) break;
    bottom = bar.top;
  }
  return { top, bottom: innerHeight - bottom };
}

function barAt(document: Document, x: number, y: number, inner: Element): DOMRect | null {
  for (let at = topmostAt(document, x, y); at; at = elementAround(at)) {
    const position = windowOf(at)?.getComputedStyle(at).position ?? '';
    if (/fixed|sticky/u.test(position)) return at.contains(inner) ? null : at.getBoundingClientRect();
  }
  return null;
}
