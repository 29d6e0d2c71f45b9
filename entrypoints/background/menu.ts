import { browser } from 'wxt/browser';
import { READ_ACTION, SELECTION_ACTIONS } from '../../lib/extension/commands';
import { t } from '../../lib/extension/i18n';
import type { MessageKey } from '../../components/messages';

const TITLES: Record<(typeof SELECTION_ACTIONS)[number], MessageKey> = {
  'mark-quote': 'menu_quote',
  'mark-claim': 'menu_claim',
  'mark-highlight': 'menu_highlight',
  'mark-note': 'menu_note',
  'copy-link': 'menu_copyLink',
};
const PAGES = ['http://*/*', 'https://*/*', 'file:///*'];

/** The context menus of a selection, of a page and of our button. Browsers keep them, so they are made on install and update. */
export async function createMenu(): Promise<void> {
  await browser.contextMenus.removeAll();
  for (const id of SELECTION_ACTIONS) {
    browser.contextMenus.create({
      id,
      title: t(TITLES[id]),
      contexts: ['selection'],
      // The reader is a page of ours.
      documentUrlPatterns: [...PAGES, browser.runtime.getURL('/reader.html*')],
    });
  }
  browser.contextMenus.create({
    id: READ_ACTION,
    title: t('menu_read'),
    contexts: ['page', 'selection', 'action'],
    documentUrlPatterns: PAGES,
  });
}
