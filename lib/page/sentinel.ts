/**
 * All that runs in a page that is only read, on sites that the user allowed: asks once whether the page has
 * marks, and waits for a selection. Keep it tiny: its size and cost are measured in `bench/page-cost`.
 */
import type { PageAddress } from '../annotation/page-state';
import { readAddress } from './address';
import { claimOnce } from './claim-once';
import { watchAddress } from './watch-page';

export interface SentinelBridge {
  /** Tells the background of the page; it brings the annotator where there are marks. Resolves to: toolbar wanted? */
  open(address: PageAddress): Promise<boolean>;
  /** Something was selected: bring the annotator. */
  wake(): void;
  /** Annotations, access or settings changed. */
  onChanged(listener: () => void): void;
  isAlive(): boolean;
}

export function startSentinel(window: Window & typeof globalThis, bridge: SentinelBridge): void {
  if (!claimOnce(window, 'sentinel')) return;

  const lifetime = new AbortController();
  const { signal } = lifetime;
  let toolbar = false;

  const ask = async (): Promise<void> => {
    if (!bridge.isAlive()) return lifetime.abort();
    toolbar = await bridge.open(readAddress(window));
    // The user may have been faster than the answer.
    look();
  };
  const look = (): void => {
    if (!toolbar || window.document.getSelection()?.isCollapsed !== false) return;
    toolbar = false;
    if (bridge.isAlive()) bridge.wake();
    else lifetime.abort();
  };
  window.document.addEventListener('selectionchange', look, { signal, passive: true });
  window.addEventListener('pageshow', (event) => event.persisted && void ask(), { signal });
  watchAddress(window, () => void ask(), signal);
  bridge.onChanged(() => signal.aborted || void ask());
  void ask();
}
