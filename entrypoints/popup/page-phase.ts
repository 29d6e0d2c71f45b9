/** From a tab to what can be shown of its page. */
import type { FailureCode } from '../../lib/annotation/failure';
import type { PageState } from '../../lib/annotation/page-state';
import type { PopupServices, PopupTab, StoredPage } from './services';

export type CannotReason = 'browser' | 'store' | 'pdf' | 'closed' | 'refused';

export type PagePhase =
  | { readonly type: 'loading' }
  | { readonly type: 'cannot'; readonly reason: CannotReason }
  | { readonly type: 'failed'; readonly code: FailureCode }
  | {
      readonly type: 'ready';
      readonly tab: PopupTab;
      readonly state: PageState;
      readonly page: StoredPage | null;
    };

const STORES = new Set(['chromewebstore.google.com', 'microsoftedge.microsoft.com', 'addons.mozilla.org']);

/** Why no extension reaches a page with this address; null where it is worth a try. */
export function cannotReason(address: string | null): CannotReason | null {
  // Unknown: the browser tells the address only where it lets us in, so only asking shows.
  if (!address) return null;
  const url = URL.parse(address);
  if (!url || !['http:', 'https:', 'file:'].includes(url.protocol)) return 'browser';
  if (STORES.has(url.hostname) || address.startsWith('https://chrome.google.com/webstore')) return 'store';
  // A wiki's page about a file ends like the file, but has a colon in its name.
  if (/\/[^/:]+\.pdf$/i.test(url.pathname)) return 'pdf';
  return null;
}

type PagePorts = Pick<PopupServices, 'findTab' | 'annotate' | 'pageState'>;

/** Looks at the tab's page, with the annotator in it. */
export async function findPageState(
  ports: PagePorts,
): Promise<{ readonly tab: PopupTab; readonly state: PageState } | PagePhase> {
  const tab = await ports.findTab();
  if (!tab) return { type: 'cannot', reason: 'closed' };
  // The reader has its annotator.
  if (!tab.isReader) {
    const reason = cannotReason(tab.url);
    if (reason) return { type: 'cannot', reason };
    const annotated = await ports.annotate(tab.id);
    if (!annotated.ok) return failed(annotated.failure.code);
  }
  const answer = await ports.pageState(tab.id);
  // No address and no answer: a blank tab, or a page of the browser's that lets scripts in but has no article.
  if (!answer.ok && tab.url === null) return { type: 'cannot', reason: 'browser' };
  if (!answer.ok) return failed(answer.failure.code);
  return { tab, state: answer.value };
}

function failed(code: FailureCode): PagePhase {
  return code === 'refused' ? { type: 'cannot', reason: 'refused' } : { type: 'failed', code };
}
