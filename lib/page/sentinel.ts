/**
 * All that runs in a page that is only read, on sites that the user allowed: asks once whether the page has
 * marks, and waits for a selection. Keep it tiny: its size and cost are measured in `bench/page-cost`, where each
 * listener shows. It hears no messages: when a mark is made elsewhere, the background brings the annotator itself.
 */
import { readCanonical } from '../article/address/page-address';
import type { PageAddress } from '../annotation/page-state';
import { claimOnce } from './claim-once';
import { documentIn } from './dom/tree';

export interface SentinelBridge {
  /** Tells the background of the page; it brings the annotator where there are marks. */
  open(address: PageAddress): Promise<SentinelOrders>;
  /** Something was selected: bring the annotator. */
  wake(): void;
  isAlive(): boolean;
}

export interface SentinelOrders {
  /** Whether a selection is to bring the toolbar. */
  readonly toolbar: boolean;
  /** Other articles of this site are known: this page may be one of them, by the address that it names as its own. */
  readonly siteKnown: boolean;
}

export function startSentinel(window: Window & typeof globalThis, bridge: SentinelBridge): void {
  if (!claimOnce(window, 'sentinel')) return;
  const { document, location } = window;
  const loadedAt = location.href;
  let toolbar = false;
  // The user may have been faster than we, who come when a page has loaded, or when access is given to an open one.
  let early = true;
  const documents = new Set([document]);

  function ask(canonical: string[] = []): void {
    // An orphaned copy has nobody to ask.
    if (bridge.isAlive()) void bridge.open({ url: location.href, canonical }).then(answered);
  }

  function answered(orders: SentinelOrders): void {
    ({ toolbar } = orders);
    if (early) look();
    // Reading the head costs as much as all the rest, so it waits until it can matter. What it says, it says of the
    // address that it came with; `readAddress` looks more closely.
    if (orders.siteKnown && location.href === loadedAt) ask(readCanonical(document));
  }

  function look(): void {
    // Nor does the user wait for the answer.
    early = !toolbar;
    if (early || ![...documents].some(hasSelection) || !bridge.isAlive()) return;
    toolbar = false;
    bridge.wake();
  }

  /** What is selected in a frame, only its own document hears. The focus goes there first. */
  function listen(to: Document | null): void {
    if (!to) return;
    documents.add(to);
    to.addEventListener('selectionchange', look);
    listen(to.activeElement && documentIn(to.activeElement));
  }

  listen(document);
  // Firefox says who has the focus only afterwards.
  window.addEventListener('blur', () => setTimeout(listen, 0, document));
  window.addEventListener('pageshow', ({ persisted }) => persisted && ask());
  window.navigation.addEventListener('currententrychange', () => ask());
  ask();
}

function hasSelection(document: Document): boolean {
  // Not `isCollapsed`, which Chromium has true for what is selected in a shadow tree.
  return document.getSelection()?.type === 'Range';
}
