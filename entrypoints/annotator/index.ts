import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { browser } from 'wxt/browser';
import { t } from '../../lib/extension/i18n';
import { listenInPage } from '../../lib/extension/page-listen';
import { askFromPage, isAlive } from '../../lib/extension/post';
import { startAnnotator } from '../../lib/page/annotator';
import { claimOnce } from '../../lib/page/claim-once';
import type { PageBridge } from '../../lib/page/bridge';

/** Tells copies of ours that an update or a reload left behind in this page that they should look after themselves. */
const TAKEOVER = 'pullquote-takeover';

const bridge: PageBridge = {
  load: (address) => askFromPage('page.load', { address }),
  create: (address, creation) => askFromPage('page.create', { address, creation }),
  command: (address, command) => askFromPage('page.command', { address, command }),
  describe: (address, details) => void askFromPage('page.describe', { address, details }),
  report: (state) => void askFromPage('page.state', { state }),
  styleFrames: () => void askFromPage('page.style', {}),
  turnToolbarOff: () => void askFromPage('page.toolbar', { on: false }),
  cardUrl: (id, focus, ask) =>
    browser.runtime.getURL(
      `/card.html?id=${encodeURIComponent(id)}&focus=${focus ?? ''}${ask ? '&ask=yes' : ''}`,
    ),
  isAlive,
  t,
};

export default defineUnlistedScript(() => {
  if (!claimOnce(globalThis.window, 'annotator')) return;
  document.dispatchEvent(new Event(TAKEOVER));

  const annotator = startAnnotator(globalThis.window, bridge);
  listenInPage({
    'tab.state': () => annotator.state(),
    'tab.mark': async ({ kind, edit }) => ({ marked: await annotator.mark(kind, edit) }),
    'tab.copyLink': async () => ({ copied: await annotator.copyLink() }),
    'tab.jump': async ({ id }) => ({ found: await annotator.jump(id) }),
    'tab.reanchor': async ({ id, to }) => ({ done: await annotator.reanchor(id, to) }),
    'tab.card': async ({ event }) => {
      annotator.card(event);
      return null;
    },
    'tab.changed': async () => {
      await annotator.refresh();
      return null;
    },
  });
  document.addEventListener(TAKEOVER, () => {
    if (!isAlive()) annotator.stop();
  });
});
