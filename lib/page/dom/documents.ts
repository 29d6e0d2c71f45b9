/** The documents that a page consists of: its own, and those in frames of the same origin, now and later. */
import { deepFocus, documentIn, isElement, isFrame } from './tree';

/** Milliseconds that a busy page may keep us waiting. */
const PATIENCE = 2_000;

/**
 * Calls `enter` with the page's document, and with that of every frame of the same origin once it is loaded. The
 * signal that it gets ends when that document goes, or with `signal`.
 */
export function watchDocuments(
  window: Window & typeof globalThis,
  enter: (document: Document, signal: AbortSignal) => void,
  signal: AbortSignal,
): void {
  const known = new WeakSet<Document>();

  function visit(document: Document, outer: AbortSignal): void {
    const view = document.defaultView;
    if (!view || known.has(document) || outer.aborted) return;
    known.add(document);
    const lifetime = new AbortController();
    const inner = AbortSignal.any([outer, lifetime.signal]);
    const visitFrame = (element: Element): void => {
      const framed = documentIn(element);
      if (framed) visit(framed, inner);
    };
    // A page that goes into the back/forward cache comes back as it was.
    view.addEventListener('pagehide', ({ persisted }) => persisted || lifetime.abort(), { signal: inner });
    document.addEventListener(
      'load',
      ({ target }) => {
        if (isNode(target) && isElement(target) && isFrame(target)) visitFrame(target);
      },
      { signal: inner, capture: true },
    );
    // Frames in shadow trees tell nobody that they are loaded; the user comes to them by taking the focus there.
    view.addEventListener(
      'blur',
      () => {
        // Firefox says who has it only afterwards.
        view.setTimeout(() => {
          const focused = deepFocus(document);
          if (focused) visit(focused.ownerDocument, inner);
        });
      },
      { signal: inner },
    );
    enter(document, inner);
    // One after the other: the first look into a frame takes the browser some milliseconds.
    const frames = [...document.querySelectorAll('iframe, frame')];
    const visitNext = (): void => {
      const frame = frames.shift();
      if (!frame || inner.aborted) return;
      visitFrame(frame);
      later();
    };
    const later = (): unknown => view.requestIdleCallback(visitNext, { timeout: PATIENCE });
    if (frames.length > 0) later();
  }

  visit(window.document, signal);
}

function isNode(target: EventTarget | null): target is Node {
  return target !== null && 'nodeType' in target;
}

/** The page's document and those in its frames of the same origin, as they are now. */
export function* documentsOf(document: Document): Generator<Document> {
  yield document;
  for (const frame of document.querySelectorAll('iframe, frame')) {
    const inner = documentIn(frame);
    if (inner) yield* documentsOf(inner);
  }
}
