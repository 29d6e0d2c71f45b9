/** Bringing our scripts into pages: the sentinel where the user allowed it, the annotator where it is needed. */
import { browser } from 'wxt/browser';
import { grantedOrigins } from './access';

const SENTINEL = { id: 'sentinel', file: '/sentinel.js' } as const;
const ANNOTATOR = { script: '/annotator.js', style: '/highlights.css' } as const;

/**
 * Brings the annotator into a tab. Safe to call again: a second copy sees the first and does nothing.
 * @throws when the browser lets nobody in (its own pages, its store, the PDF viewer), or access is missing
 */
export async function injectAnnotator(tabId: number): Promise<void> {
  const target = { tabId };
  // The page's CSP does not touch this, and removing first keeps a repeated call from piling sheets up.
  await browser.scripting.removeCSS({ target, files: [ANNOTATOR.style] }).catch(() => undefined);
  await browser.scripting.insertCSS({ target, files: [ANNOTATOR.style] });
  await browser.scripting.executeScript({ target, files: [ANNOTATOR.script] });
}

let syncing: Promise<void> = Promise.resolve();

/** Registers the sentinel for exactly the sites that are granted now; with none, unregisters it. */
export function syncSentinel(): Promise<void> {
  syncing = syncing.then(register, register);
  return syncing;
}

async function register(): Promise<void> {
  const matches = await grantedOrigins();
  const registered = await browser.scripting.getRegisteredContentScripts({ ids: [SENTINEL.id] });
  if (matches.length === 0) {
    if (registered.length > 0) await browser.scripting.unregisterContentScripts({ ids: [SENTINEL.id] });
    return;
  }
  const script = { id: SENTINEL.id, js: [SENTINEL.file], matches, runAt: 'document_idle' as const };
  if (registered.length > 0) await browser.scripting.updateContentScripts([script]);
  else await browser.scripting.registerContentScripts([{ ...script, persistAcrossSessions: true }]);
}

/** Brings the sentinel into pages that were open before access was given, or before an update. */
export async function wakeOpenTabs(): Promise<void> {
  const matches = await grantedOrigins();
  if (matches.length === 0) return;
  const tabs = await browser.tabs.query({ url: matches, discarded: false });
  await Promise.allSettled(
    tabs.map(async ({ id }) => {
      if (id !== undefined) {
        await browser.scripting.executeScript({ target: { tabId: id }, files: [SENTINEL.file] });
      }
    }),
  );
}
