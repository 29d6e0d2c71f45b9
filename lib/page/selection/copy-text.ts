/**
 * Puts text on the clipboard. On an http page there is no `navigator.clipboard`, so a `copy` event is answered
 * instead. False where the browser wants a click first.
 */
export async function copyText(window: Window & typeof globalThis, text: string): Promise<boolean> {
  const { document, navigator } = window;
  if (window.isSecureContext) {
    try {
      await navigator.clipboard.writeText(text);
      return true;
    } catch {
      // Not focused or no recent click: the older way may still be allowed.
    }
  }
  let copied = false;
  const fill = (event: ClipboardEvent): void => {
    event.stopImmediatePropagation();
    event.preventDefault();
    event.clipboardData?.setData('text/plain', text);
    copied = event.clipboardData !== null;
  };
  document.addEventListener('copy', fill, { capture: true, once: true });
  document.execCommand('copy');
  document.removeEventListener('copy', fill, { capture: true });
  return copied;
}
