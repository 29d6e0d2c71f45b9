import { browser, type Browser } from 'wxt/browser';
import { articleIdentity } from '../../lib/article/address/identity';
import { injectAnnotator } from '../../lib/extension/injection';
import type { Database } from '../../lib/store/database';
import { findPage } from '../../lib/store/queries';

/**
 * Annotations or settings changed: annotators look again, and pages whose first mark was made elsewhere get one.
 */
export async function changedInTabs(db: Database): Promise<void> {
  const tabs = await browser.tabs.query({ discarded: false });
  await Promise.allSettled(tabs.map((tab) => changedInTab(db, tab)));
}

async function changedInTab(db: Database, { id, url }: Browser.tabs.Tab): Promise<void> {
  if (id === undefined) return;
  try {
    await browser.tabs.sendMessage(id, { type: 'tab.changed', payload: {} }, { frameId: 0 });
  } catch {
    // No annotator there. The address is known only where the user let us in.
    const identity = url ? articleIdentity({ url, canonical: [] }) : null;
    if (identity && (await findPage(db, identity)).annotations.length > 0) await injectAnnotator(id);
  }
}
