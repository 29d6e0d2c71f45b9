/** Opens what a passage is folded away in, and tells whether it is to be seen. */
import { elementAround, elementAt, windowOf } from '../dom/tree';

/** Opens closed `<details>` around a range, and what is `hidden=until-found`, as the browser's own search does. */
export function reveal(range: Range): void {
  for (const node of [range.startContainer, range.endContainer]) {
    for (let at = elementAt(node); at; at = elementAround(at)) unfold(at, node);
  }
}

function unfold(element: Element, node: Node): void {
  if (element.localName === 'details' && !element.hasAttribute('open')) {
    const summary = [...element.children].find(({ localName }) => localName === 'summary');
    if (!summary?.contains(node)) element.setAttribute('open', '');
  }
  if (element.getAttribute('hidden')?.toLowerCase() !== 'until-found') return;
  const window = windowOf(element);
  // The page hears of it first, and may open it in its own way.
  if (window) element.dispatchEvent(new window.Event('beforematch', { bubbles: true }));
  element.removeAttribute('hidden');
}

/** Whether the page shows a range's text, somewhere on its canvas. Reads layout. */
export function isShown(range: Range): boolean {
  const element = elementAt(range.startContainer);
  if (!element?.isConnected) return false;
  const style = windowOf(element)?.getComputedStyle(element);
  if (style && style.visibility !== 'visible') return false;
  const box = range.getBoundingClientRect();
  // Skipped content has no boxes yet.
  if (box.width === 0 && box.height === 0) return element.checkVisibility();
  return !isCutOff(element, box);
}

/** The nearest element around a range that is to be seen, however little of the range is. */
export function shownAround(range: Range): Element | null {
  let at = elementAt(range.startContainer);
  for (; at; at = elementAround(at)) {
    const box = at.getBoundingClientRect();
    if (at.checkVisibility({ visibilityProperty: true }) && box.height > 0 && !isCutOff(at, box)) return at;
  }
  return null;
}

/** Whether a box lies wholly outside of something around it that cuts off and cannot be scrolled by the user. */
function isCutOff(element: Element, box: DOMRect): boolean {
  for (let at = element.parentElement; at; at = at.parentElement) {
    const style = windowOf(at)?.getComputedStyle(at);
    if (!style || at === at.ownerDocument.documentElement || at === at.ownerDocument.body) return false;
    // Out of the flow, only some ancestors cut it off; better to believe that it is seen.
    if (style.position === 'fixed' || style.position === 'absolute') return false;
    const edge = at.getBoundingClientRect();
    const cutsDown = /hidden|clip/u.test(style.overflowY);
    const cutsAcross = /hidden|clip/u.test(style.overflowX);
    if (cutsDown && (box.top >= edge.bottom - 1 || box.bottom <= edge.top + 1)) return true;
    if (cutsAcross && (box.left >= edge.right - 1 || box.right <= edge.left + 1)) return true;
  }
  return false;
}
