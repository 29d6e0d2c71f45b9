/**
 * What of a page its reader does not see, and what of that is the article all the same: the remainder that a site folds
 * away behind “Story continues”. A page that is shown is asked; of one that was only parsed, its attributes.
 */
import { isElement } from './nodes';
import { LONG } from './candidate';
import { READ_ON } from './cues';

export class Hidden {
  readonly #isShown: boolean;
  /** Elements that are folded away, each the topmost of its kind. */
  readonly #folds: Element[] = [];

  constructor({ defaultView }: Document) {
    this.#isShown = defaultView !== null;
  }

  /** Whether an element is to be left out. Asked of each element before those in it. */
  leavesOut(element: Element): boolean {
    if (this.isFolded(element)) return this.#isHiddenItself(element);
    if (!this.#isHidden(element)) return false;
    const paragraphs = longParagraphs(element);
    // Of a page that never ran, nobody knows what it would have shown; much of an article is not hidden for good.
    const isMuch = !this.#isShown && paragraphs >= SEVERAL;
    if (!isMuch && (paragraphs === 0 || !isBesideControl(element))) return true;
    this.#folds.push(element);
    return false;
  }

  /** Whether an element is in what the page shows when it is asked to. */
  isFolded(element: Element): boolean {
    return this.#folds.some((fold) => fold.contains(element));
  }

  #isHidden(element: Element): boolean {
    if (!this.#isShown) return this.#isHiddenItself(element);
    return !element.checkVisibility({ visibilityProperty: true }) && !element.closest('details:not([open])');
  }

  #isHiddenItself(element: Element): boolean {
    const view = element.ownerDocument.defaultView;
    if (view) return view.getComputedStyle(element).display === 'none' && !this.#folds.includes(element);
    if (this.#folds.includes(element)) return false;
    return element.hasAttribute('hidden') || isHiddenByStyle(element.getAttribute('style') ?? '');
  }
}

function isHiddenByStyle(style: string): boolean {
  return /(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*hidden)/iu.test(style);
}

const MOST_CONTROLS = 30;
const MOST_PARAGRAPHS = 200;
/** Elements up the tree in which the control stands that opens a fold. */
const NEAR = 2;

/** Paragraphs that are no note or notice. */
const SEVERAL = 3;

function longParagraphs(element: Element): number {
  const paragraphs = element.localName === 'p' ? [element] : [...element.querySelectorAll('p')];
  return paragraphs.slice(0, MOST_PARAGRAPHS).filter((each) => each.textContent.length >= LONG).length;
}

/** Whether an element stands beside a control that offers to read on. */
function isBesideControl(element: Element): boolean {
  let around: Node | null = element.parentNode;
  for (let up = 0; up < NEAR && around && isElement(around); up++, around = around.parentNode) {
    const controls = around.querySelectorAll('button, summary, a, [role="button"], label');
    if ([...controls].slice(0, MOST_CONTROLS).some((each) => opens(each, element))) return true;
  }
  return false;
}

function opens(control: Element, fold: Element): boolean {
  return !fold.contains(control) && READ_ON.test(control.textContent.trim());
}
