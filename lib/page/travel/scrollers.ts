/** Everything that has to be scrolled so that a box is seen: nested scrollers, the page, frames and theirs. */
import { scrollAcross, scrollDown } from './alignment';
import { coveredEdges } from './covered';
import type { Box } from '../dom/float';
import { outOfFrame } from '../dom/geometry';
import { elementAround, frameOf, windowOf } from '../dom/tree';

/**
 * Scrolls everything around `element`, innermost first, so that the box is well in view.
 *
 * @param measure the box in the viewport of the element's document, measured anew on every call
 * @param behavior of the page itself; what is nested is always there at once
 */
export function scrollAround(element: Element, measure: () => Box, behavior: 'smooth' | 'instant'): void {
  let inner = element;
  let box = measure;
  for (;;) {
    const { ownerDocument: document } = inner;
    for (const scroller of scrollersAround(inner)) scrollElement(scroller, box());
    const frame = frameOf(document);
    const view = document.defaultView;
    if (view) scrollView(view, inner, box(), frame ? 'instant' : behavior);
    if (!frame) return;
    const framed = box;
    box = () => outOfFrame(frame, framed());
    inner = frame;
  }
}

/** The scrollers around an element in its own document, without the viewport. */
function scrollersAround(element: Element): Element[] {
  const { ownerDocument: document } = element;
  const found: Element[] = [];
  for (let at = elementAround(element); at && at.ownerDocument === document; at = elementAround(at)) {
    if (canScroll(at)) found.push(at);
  }
  return found;
}

function canScroll(element: Element): boolean {
  const { documentElement, body } = element.ownerDocument;
  const style = windowOf(element)?.getComputedStyle(element);
  if (!style || element === documentElement) return false;
  // The body's overflow is the viewport's where the root has none.
  if (element === body && windowOf(body)?.getComputedStyle(documentElement).overflowY === 'visible')
    return false;
  const scrolls = /auto|scroll/u;
  return (
    (scrolls.test(style.overflowY) && element.scrollHeight > element.clientHeight + 1) ||
    (scrolls.test(style.overflowX) && element.scrollWidth > element.clientWidth + 1)
  );
}

function scrollElement(scroller: Element, box: Box): void {
  const edge = scroller.getBoundingClientRect();
  const left = edge.left + scroller.clientLeft;
  const top = edge.top + scroller.clientTop;
  const down = scrollDown(downOf(box), { start: top, end: top + scroller.clientHeight });
  const across = scrollAcross(acrossOf(box), { start: left, end: left + scroller.clientWidth });
  if (down !== 0 || across !== 0) scroller.scrollBy({ top: down, left: across, behavior: 'instant' });
}

function scrollView(view: Window, inner: Element, box: Box, behavior: 'smooth' | 'instant'): void {
  const { clientWidth } = view.document.documentElement;
  const covered = coveredEdges(view.document, inner, box);
  const down = scrollDown(downOf(box), { start: covered.top, end: view.innerHeight - covered.bottom });
  const across = scrollAcross(acrossOf(box), { start: 0, end: clientWidth });
  if (down !== 0 || across !== 0) view.scrollBy({ top: down, left: across, behavior });
}

const downOf = ({ top, bottom }: Box) => ({ start: top, end: bottom });
const acrossOf = ({ left, right }: Box) => ({ start: left, end: right });
