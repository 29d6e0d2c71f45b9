import { browser } from 'wxt/browser';

/** Tells sentinels and annotators in all tabs to look again. */
export async function changedInTabs(): Promise<void> {
  const tabs = await browser.tabs.query({ discarded: false });
  for (const { id } of tabs) {
    if (id === undefined) continue;
    // Most tabs have nobody of ours to hear it, which the browser reports as an error.
    browser.tabs.sendMessage(id, { type: 'tab.changed', payload: {} }, { frameId: 0 }).catch(() => undefined);
  }
}
