/** Notices what happens to a page while it is open, other than to its text: navigation without loading, coming back. */

export interface PageEvents {
  /** The address changed without a new document. */
  navigated(): void;
  /** The page came back out of the back/forward cache. */
  returned(): void;
}

export function watchPage(window: Window & typeof globalThis, events: PageEvents, signal: AbortSignal): void {
  watchAddress(window, () => events.navigated(), signal);
  window.addEventListener('pageshow', (event) => event.persisted && events.returned(), { signal });
}

function watchAddress(window: Window & typeof globalThis, navigated: () => void, signal: AbortSignal): void {
  let last = window.location.href;
  const look = (): void => {
    if (window.location.href === last) return;
    last = window.location.href;
    navigated();
  };
  window.navigation.addEventListener('currententrychange', look, { signal });
}
