import { browser, type Browser } from 'wxt/browser';
import { sendToTab } from '../../lib/extension/client';
import type { PageAction } from '../../lib/extension/commands';
import { injectAnnotator } from '../../lib/extension/injection';

/** Does in a tab what a key or a menu item asked for, bringing the annotator first. */
export async function runInTab(tab: Browser.tabs.Tab | undefined, action: PageAction | null): Promise<void> {
  if (tab?.id === undefined || !action) return;
  try {
    await injectAnnotator(tab.id);
  } catch {
    // Not a page that an extension may read. The popup says so, and what to do.
    await browser.action.openPopup().catch(() => undefined);
    return;
  }
  if (action.type === 'mark') await sendToTab(tab.id, 'tab.mark', { kind: action.kind, edit: action.edit });
  else await sendToTab(tab.id, 'tab.copyLink', {});
}
