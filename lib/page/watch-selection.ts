/** Notices when the user has selected text, by mouse, touch or keyboard, and when that is over. */

export interface SelectionEvents {
  /** A selection stands still. */
  selected(range: Range, by: 'touch' | 'other'): void;
  /** It is gone, or was waved away with Escape. */
  unselected(): void;
}

/** How long a selection must stand still; long enough for a double click to become a triple one. */
const STILL_MS = 180;

export function watchSelection(
  window: Window & typeof globalThis,
  events: SelectionEvents,
  signal: AbortSignal,
): void {
  const { document } = window;
  let timer: number | undefined;
  let pressed = false;
  let by: 'touch' | 'other' = 'other';

  const settle = (): void => {
    window.clearTimeout(timer);
    timer = window.setTimeout(() => {
      if (pressed) return;
      const range = selectedRange(document);
      if (range) events.selected(range, by);
      else events.unselected();
    }, STILL_MS);
  };
  const press = (event: PointerEvent): void => {
    by = event.pointerType === 'touch' ? 'touch' : 'other';
    pressed = by === 'other';
  };
  const release = (): void => {
    pressed = false;
    settle();
  };
  const key = (event: KeyboardEvent): void => {
    by = 'other';
    if (event.key === 'Escape') events.unselected();
  };

  const options = { signal, capture: true, passive: true };
  document.addEventListener('selectionchange', settle, options);
  window.addEventListener('pointerdown', press, options);
  window.addEventListener('pointerup', release, options);
  window.addEventListener('pointercancel', release, options);
  window.addEventListener('keydown', key, options);
  signal.addEventListener('abort', () => window.clearTimeout(timer));
  // Often it is a selection that brought us here.
  settle();
}

/** What is selected in the page's own text; null for nothing, blanks, and what is being typed or edited. */
export function selectedRange(document: Document): Range | null {
  const selection = document.getSelection();
  if (!selection || selection.rangeCount === 0 || selection.isCollapsed) return null;
  const range = selection.getRangeAt(0);
  const { commonAncestorContainer: node } = range;
  const element = node instanceof Element ? node : node.parentElement;
  if (!element || isEditable(element) || isTyping(document.activeElement)) return null;
  return /\S/u.test(range.toString()) ? range.cloneRange() : null;
}

function isTyping(active: Element | null): boolean {
  return active instanceof HTMLInputElement || active instanceof HTMLTextAreaElement;
}

function isEditable(element: Element): boolean {
  return element instanceof HTMLElement && element.isContentEditable;
}
