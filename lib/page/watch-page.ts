/** Notices what happens to a page while it is open: navigation without loading, new text, coming back to it. */

export interface PageEvents {
  /** The address changed without a new document. */
  navigated(): void;
  /** Text was added, removed or changed; called at most once a `TEXT_QUIET_MS`. */
  textChanged(): void;
  /** The page came back out of the back/forward cache. */
  returned(): void;
}

/** How long changes are gathered before anyone looks at them. */
const TEXT_QUIET_MS = 250;

/** @returns a switch for the mutation watch, which costs the page something and is needed only while it has marks */
export function watchPage(
  window: Window & typeof globalThis,
  events: PageEvents,
  signal: AbortSignal,
): { watchText(on: boolean): void } {
  watchAddress(window, () => events.navigated(), signal);
  window.addEventListener('pageshow', (event) => event.persisted && events.returned(), { signal });

  let timer: number | undefined;
  let watching = false;
  const observer = new window.MutationObserver(() => {
    timer ??= window.setTimeout(() => {
      timer = undefined;
      events.textChanged();
    }, TEXT_QUIET_MS);
  });

  function watchText(on: boolean): void {
    if (on === watching) return;
    watching = on;
    if (on) observer.observe(window.document, { subtree: true, childList: true, characterData: true });
    else observer.disconnect();
  }

  signal.addEventListener('abort', () => {
    watchText(false);
    window.clearTimeout(timer);
  });
  return { watchText };
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
