/** Shows on which mark the pointer is. */
import type { Painter } from './painter';

export interface Hover {
  /** There are marks to point at, or none: while there are none, nothing listens. */
  turn(on: boolean): void;
  /** Watches a document of the page for as long as the signal lasts. */
  watch(document: Document, signal: AbortSignal): void;
}

export function createHover(painter: () => Painter): Hover {
  const documents = new Map<Document, AbortSignal>();
  let listening: AbortController | null = null;
  let frame: number | undefined;

  function point(document: Document, event: PointerEvent): void {
    const window = document.defaultView;
    if (!window || event.pointerType === 'touch') return;
    const { clientX, clientY, buttons } = event;
    frame ??= window.requestAnimationFrame(() => {
      frame = undefined;
      if (!listening) return;
      // While a button is pressed, something is being selected or dragged.
      const hit = buttons === 0 ? painter().hit(clientX, clientY, document) : null;
      painter().show('hover', hit?.id ?? null);
    });
  }

  function listen(document: Document, lifetime: AbortSignal): void {
    if (!listening) return;
    const signal = AbortSignal.any([lifetime, listening.signal]);
    const options = { signal, passive: true };
    document.addEventListener('pointermove', (event) => point(document, event), options);
    document.documentElement.addEventListener('pointerleave', () => painter().show('hover', null), options);
  }

  return {
    turn(on) {
      if (on === (listening !== null)) return;
      listening?.abort();
      listening = on ? new AbortController() : null;
      for (const [document, signal] of documents) listen(document, signal);
    },
    watch(document, signal) {
      documents.set(document, signal);
      signal.addEventListener('abort', () => documents.delete(document));
      listen(document, signal);
    },
  };
}
