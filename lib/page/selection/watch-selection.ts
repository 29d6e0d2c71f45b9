/** Notices when the user has selected text, by mouse, touch or keyboard, and when that is over. */
import { documentsOf } from '../dom/documents';
import { deepFocus, elementAt, isElement, isHtml, isTypedIn } from '../dom/tree';

export interface SelectionEvents {
  /** A selection stands still: told once, until it is another one. */
  selected(range: Range, by: 'touch' | 'other'): void;
  /** It is gone, or was waved away with Escape. */
  unselected(): void;
}

/** How long a selection must stand still; long enough for a double click to become a triple one. */
const STILL_MS = 180;

/** @param window of the document to watch; a frame's has a selection of its own */
export function watchSelection(
  window: Window & typeof globalThis,
  events: SelectionEvents,
  signal: AbortSignal,
): void {
  const { document } = window;
  let timer: number | undefined;
  let pressed = false;
  let by: 'touch' | 'other' = 'other';
  let told: Range | null = null;

  const tell = (range: Range): void => {
    // Whoever presses a button of ours leaves it as it is.
    if (told && isSame(told, range)) return;
    told = range;
    events.selected(range, by);
  };
  const untell = (): void => {
    told = null;
    events.unselected();
  };
  const settle = (): void => {
    window.clearTimeout(timer);
    timer = window.setTimeout(() => {
      if (pressed) return;
      const range = selectedIn(document);
      if (range) tell(range);
      else untell();
    }, STILL_MS);
  };
  const press = (event: PointerEvent): void => {
    by = event.pointerType === 'touch' ? 'touch' : 'other';
    pressed = by === 'other';
  };
  // Often it is a drag that brought us here: that a button is down already, its next move tells.
  const join = ({ pointerType, buttons }: PointerEvent): void => {
    if (pointerType !== 'touch' && buttons !== 0) pressed = true;
  };
  const release = (): void => {
    pressed = false;
    settle();
  };
  const key = (event: KeyboardEvent): void => {
    by = 'other';
    if (event.key === 'Escape') untell();
  };

  const options = { signal, capture: true, passive: true };
  document.addEventListener('selectionchange', settle, options);
  window.addEventListener('pointerdown', press, options);
  window.addEventListener('pointermove', join, { ...options, once: true });
  window.addEventListener('pointerup', release, options);
  window.addEventListener('pointercancel', release, options);
  window.addEventListener('keydown', key, options);
  signal.addEventListener('abort', () => window.clearTimeout(timer));
  // Often it is a selection that brought us here. To ask at once would make the browser lay the page out.
  timer = window.setTimeout(() => {
    const range = pressed ? null : selectedIn(document);
    if (range) tell(range);
  }, STILL_MS);
}

function isSame(one: Range, other: Range): boolean {
  return (
    one.startContainer === other.startContainer &&
    one.startOffset === other.startOffset &&
    one.endContainer === other.endContainer &&
    one.endOffset === other.endOffset
  );
}

/**
 * What is selected in the page's own text, in the document that has the focus before others; null for nothing,
 * blanks, and what is being typed or edited.
 */
export function selectedRange(document: Document): Range | null {
  const focused = deepFocus(document)?.ownerDocument ?? document;
  for (const candidate of new Set([focused, ...documentsOf(document)])) {
    const range = selectedIn(candidate);
    if (range) return range;
  }
  return null;
}

/** The same for one document, its open shadow trees included. */
function selectedIn(document: Document): Range | null {
  const selection = document.getSelection();
  if (!selection || selection.rangeCount === 0) return null;
  const range = composedRange(document, selection);
  if (!range || range.collapsed) return null;
  const element = elementAt(range.commonAncestorContainer);
  if (!element || (isHtml(element) && element.isContentEditable) || isTypedIn(deepFocus(document)))
    return null;
  return /\S/u.test(range.toString()) ? range : null;
}

/**
 * The selection as a range of its own. A page's selection never shows what is inside a shadow tree: it stands before
 * and behind the host then. So hosts at its ends are opened, one after the other, until it shows no further ones.
 */
function composedRange(document: Document, selection: Selection): Range | null {
  const roots = new Set<ShadowRoot>();
  for (;;) {
    const [found] = selection.getComposedRanges({ shadowRoots: [...roots] });
    if (!found) return null;
    const inside = [
      shadowAt(found.startContainer, found.startOffset),
      shadowAt(found.endContainer, found.endOffset - 1),
    ].filter((root) => root !== null && !roots.has(root));
    for (const root of inside) if (root) roots.add(root);
    if (inside.length === 0) return liveRange(document, found) ?? selection.getRangeAt(0).cloneRange();
  }
}

function shadowAt(container: Node, offset: number): ShadowRoot | null {
  const child = container.childNodes[offset];
  return child && isElement(child) ? child.shadowRoot : null;
}

/** Null for a range from one shadow tree into another, which only the selection itself can hold. */
function liveRange(document: Document, found: AbstractRange): Range | null {
  if (found.startContainer.getRootNode() !== found.endContainer.getRootNode()) return null;
  const range = document.createRange();
  range.setStart(found.startContainer, found.startOffset);
  range.setEnd(found.endContainer, found.endOffset);
  return range;
}
