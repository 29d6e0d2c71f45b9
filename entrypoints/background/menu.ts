import { browser } from 'wxt/browser';
import { PAGE_ACTIONS } from '../../lib/extension/commands';
import { t } from '../../lib/extension/i18n';
import type { MessageKey } from '../../components/messages';

const TITLES: Record<(typeof PAGE_ACTIONS)[number], MessageKey> = {
  'mark-quote': 'menu_quote',
  'mark-claim': 'menu_claim',
  'mark-highlight': 'menu_highlight',
  'mark-note': 'menu_note',
  'copy-link': 'menu_copyLink',
};

/** The context menu of a selection. Browsers keep it, so it is made on install and update only. */
export async function createMenu(): Promise<void> {
  await browser.contextMenus.removeAll();
  for (const id of PAGE_ACTIONS) {
    browser.contextMenus.create({
      id,
      title: t(TITLES[id]),
      contexts: ['selection'],
      documentUrlPatterns: ['http://*/*', 'https://*/*', 'file:///*'],
    });
  }
}
