import { browser, type Browser } from 'wxt/browser';
import { sendToTab } from '../../lib/extension/client';
import type { PageAction } from '../../lib/extension/commands';
import { injectAnnotator } from '../../lib/extension/injection';
import { onceLetIn } from '../../lib/extension/once-let-in';
import { isReader } from '../../lib/extension/reader';
import { readTab } from './read-tab';

/** Does in a tab what a key or a menu item asked for, bringing the annotator first. */
export async function runInTab(tab: Browser.tabs.Tab | undefined, action: PageAction | null): Promise<void> {
  if (tab?.id === undefined || !action) return;
  if (!(await reach(tab.id, tab.url, action))) {
    // Not a page that an extension may read. The popup says so, and what to do.
    await browser.action.openPopup().catch(() => undefined);
  }
}

async function reach(tabId: number, url: string | undefined, action: PageAction): Promise<boolean> {
  // The reader has its annotator, and is what reading leads to.
  const isOurs = isReader(url);
  if (action.type === 'read') return isOurs || (await readTab(tabId)).ok;
  try {
    if (!isOurs) await onceLetIn(() => injectAnnotator(tabId));
  } catch {
    return false;
  }
  if (action.type === 'mark') await sendToTab(tabId, 'tab.mark', { kind: action.kind, edit: action.edit });
  else await sendToTab(tabId, 'tab.copyLink', {});
  return true;
}
