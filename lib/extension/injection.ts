/** Bringing our scripts into pages: the sentinel where the user allowed it, the annotator where it is needed. */
import { browser } from 'wxt/browser';
import { highlightStyle } from '../page/painting/highlight-style';
import { grantedOrigins } from './access';

const SENTINEL = { id: 'sentinel', file: '/sentinel.js' } as const;
const ANNOTATOR = '/annotator.js';
/**
 * Firefox applies no author's rule of the document in a shadow tree, but the user's; Chromium, where highlights inherit
 * into shadow trees, paints no background that is the user's.
 */
const STYLE = { css: highlightStyle(), origin: import.meta.env.FIREFOX ? 'USER' : 'AUTHOR' } as const;

/**
 * Brings the annotator into a tab. Safe to call again: a second copy sees the first and does nothing.
 * @throws when the browser lets nobody in (its own pages, its store, the PDF viewer), or access is missing
 */
export async function injectAnnotator(tabId: number): Promise<void> {
  const target = { tabId };
  const [top] = await browser.scripting.executeScript({ target, func: claimStyle });
  // The page's CSP does not touch this.
  if (top?.result === true) await browser.scripting.insertCSS({ target, ...STYLE });
  await browser.scripting.executeScript({ target, files: [ANNOTATOR] });
}

/** Brings the style of marks into those frames of a tab that share the page's origin and have none yet. */
export async function styleFrames(tabId: number): Promise<void> {
  const frames = await browser.scripting.executeScript({
    target: { tabId, allFrames: true },
    func: claimStyle,
  });
  const frameIds = frames.filter(({ result }) => result === true).map(({ frameId }) => frameId);
  if (frameIds.length > 0) await browser.scripting.insertCSS({ target: { tabId, frameIds }, ...STYLE });
}

/**
 * Whether this document wants the style and did not ask before: every sheet that is inserted costs a page the style
 * of all its elements. Runs in a page, so it stands alone; what it notes is in our isolated world.
 */
function claimStyle(): boolean {
  const key = 'pullquote-style';
  try {
    // Frames of other origins hold no marks, and say so by throwing.
    if (!window.top?.document || Object.hasOwn(window, key)) return false;
  } catch {
    return false;
  }
  Object.defineProperty(window, key, { value: true });
  return true;
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
