/**
 * What of a page its reader can see, as far as layout has boxes for it. Text that is only clipped, transparent, out of
 * the viewport or hidden from assistive technology stays; so does what opens with the platform's own means: closed
 * `<details>`, `hidden=until-found`, `content-visibility: auto`.
 */
import { flatParent } from './flat-tree';

/** `shown`: its text is seen; `unseen`: it is not, but what is inside may be; `absent`: nothing of it is. */
export type Shown = 'shown' | 'unseen' | 'absent';

const WITH_VISIBILITY = { visibilityProperty: true } as const;

export function styleOf(element: Element): CSSStyleDeclaration | null {
  return element.ownerDocument.defaultView?.getComputedStyle(element) ?? null;
}

/** Whether `child` is in the part of `element` that is folded away until the user or a search opens it. */
function isFolded(element: Element, child: Element): boolean {
  if (element.localName === 'details') {
    return !element.hasAttribute('open') && child !== element.querySelector(':scope > summary');
  }
  return element.getAttribute('hidden')?.toLowerCase() === 'until-found';
}

/** For an element whose box is left out of layout together with that of something around it. */
function canBeOpened(element: Element): boolean {
  let child = element;
  for (let around = flatParent(element); around; around = flatParent(around)) {
    if (isFolded(around, child)) return lookAt(around) === 'shown';
    if (styleOf(around)?.display === 'none') return false;
    child = around;
  }
  return false;
}

/** Asks the page's styles. One call costs about a microsecond where the answer is `shown`. */
export function lookAt(element: Element): Shown {
  if (element.checkVisibility(WITH_VISIBILITY)) return 'shown';
  const style = styleOf(element);
  if (!style || style.display === 'none') return 'absent';
  const isSeen = style.visibility === 'visible';
  if (style.display === 'contents') {
    const parent = flatParent(element);
    const around = parent ? lookAt(parent) : 'shown';
    return around === 'shown' && !isSeen ? 'unseen' : around;
  }
  if (!isSeen) return 'unseen';
  return canBeOpened(element) ? 'shown' : 'absent';
}

/** Whether an element has nothing by which a page usually styles it alone. */
export function isPlain(element: Element): boolean {
  return element.className === '' && !element.hasAttribute('style');
}
