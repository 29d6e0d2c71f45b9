/** Who sent a message: told by the browser, never by the message. */
import { browser, type Browser } from 'wxt/browser';

export type Sender =
  | { readonly kind: 'page'; readonly tabId: number; readonly url: string }
  | { readonly kind: 'view'; readonly tabId: number | null };

/**
 * A web page's top frame with our script in it, or a view of this extension. Null for everyone else: other
 * extensions, sub-frames, pages whose address the browser does not tell.
 */
export function identifySender(sender: Browser.runtime.MessageSender): Sender | null {
  if (sender.id !== browser.runtime.id || !sender.url) return null;
  const tabId = sender.tab?.id ?? null;
  if (sender.url.startsWith(browser.runtime.getURL('/'))) return { kind: 'view', tabId };
  if (tabId === null || sender.frameId !== 0) return null;
  return { kind: 'page', tabId, url: sender.url };
}

/**
 * The address that a page claims, if the browser vouches for its origin.
 *
 * `sender.url` alone will not do: after `history.pushState` Chromium still gives the address that the document
 * was loaded from, and a message can arrive after the page moved on. Within one origin the page's own
 * script could do no worse than it can do by navigating.
 */
export function vouchedAddress(claimed: string, senderUrl: string): string | null {
  try {
    const [a, b] = [new URL(claimed), new URL(senderUrl)];
    if (a.protocol === 'file:' || b.protocol === 'file:') return claimed === senderUrl ? claimed : null;
    return a.origin === b.origin ? claimed : null;
  } catch {
    return null;
  }
}
