/** Notices that a page may have changed its colours: a theme switch sets something on its root or body. */

/** Long enough for the fade that often goes with it, and for pages that write a style on each frame. */
const SETTLE_MS = 400;

/** @param changed called once after things have come to rest */
export function watchTheme(
  window: Window & typeof globalThis,
  changed: () => void,
  signal: AbortSignal,
): void {
  const { document } = window;
  let timer: number | undefined;
  const soon = (): void => {
    timer ??= window.setTimeout(() => {
      timer = undefined;
      changed();
    }, SETTLE_MS);
  };
  const observer = new window.MutationObserver(soon);
  for (const element of [document.documentElement, document.body]) {
    if (element) observer.observe(element, { attributes: true });
  }
  window.matchMedia('(prefers-color-scheme: dark)').addEventListener('change', soon, { signal });
  signal.addEventListener('abort', () => {
    observer.disconnect();
    window.clearTimeout(timer);
  });
}
