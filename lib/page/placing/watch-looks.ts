/** Notices when the user did what may show text by nothing but a rule of the page's style, of which nothing tells. */

/** How long after a click its transitions are taken to be over. */
const LOOK_MS = 400;

/** @returns a switch; it costs the page a little, and is needed only while marks wait for text to be shown */
export function watchLooks(window: Window, mayDiffer: () => void): (on: boolean) => void {
  let lifetime: AbortController | null = null;
  let timer: number | undefined;

  function look(): void {
    window.clearTimeout(timer);
    timer = window.setTimeout(mayDiffer, LOOK_MS);
  }

  return (on) => {
    if (on === (lifetime !== null)) return;
    window.clearTimeout(timer);
    lifetime?.abort();
    lifetime = on ? new AbortController() : null;
    if (!lifetime) return;
    const options = { signal: lifetime.signal, capture: true, passive: true };
    for (const type of ['click', 'change', 'resize']) window.addEventListener(type, look, options);
  };
}
