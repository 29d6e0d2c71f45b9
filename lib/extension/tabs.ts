/** Tabs, as far as a view needs them. */
import { browser, type Browser } from 'wxt/browser';
import { isReader } from './reader';

/** A tab whose address may be unknown: without access, the browser tells it only after a click on our button. */
export interface TabInfo {
  readonly id: number;
  readonly url: string | null;
  readonly title: string;
  /** It is our reader. */
  readonly isReader: boolean;
}

function tabInfo(tab: Browser.tabs.Tab | undefined): TabInfo | null {
  if (tab?.id === undefined) return null;
  return { id: tab.id, url: tab.url ?? null, title: tab.title ?? '', isReader: isReader(tab.url) };
}

/** The tab that the user is looking at. */
export async function activeTab(): Promise<TabInfo | null> {
  const [tab] = await browser.tabs.query({ active: true, currentWindow: true });
  return tabInfo(tab);
}

/** The tab with this id; null when it is closed. */
export async function tabById(id: number): Promise<TabInfo | null> {
  try {
    return tabInfo(await browser.tabs.get(id));
  } catch {
    return null;
  }
}

/** Opens an address in a new tab next to the current one. */
export async function openTab(url: string): Promise<void> {
  await browser.tabs.create({ url });
}
