/**
 * Calls `work` once the page has drawn its next frame, when its styles are computed and cost nothing to ask for; in a
 * page that draws none, a little later.
 *
 * @returns calls it off
 */
export function afterFrame(window: Window, work: () => void): () => void {
  let timer = window.setTimeout(() => finish(), 250);
  const frame = window.requestAnimationFrame(() => {
    window.clearTimeout(timer);
    timer = window.setTimeout(() => finish());
  });

  function finish(): void {
    cancel();
    work();
  }

  function cancel(): void {
    window.clearTimeout(timer);
    window.cancelAnimationFrame(frame);
  }
  return cancel;
}
