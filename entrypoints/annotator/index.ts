import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { cardUrl } from '../../lib/extension/card-url';
import { t } from '../../lib/extension/i18n';
import { listenInPage } from '../../lib/extension/page-listen';
import { askFromPage, isAlive } from '../../lib/extension/post';
import { startAnnotator } from '../../lib/page/annotator';
import { claimOnce } from '../../lib/page/claim-once';
import type { PageBridge } from '../../lib/page/bridge';
import { livePage } from '../../lib/page/subject';

/** Tells copies of ours that an update or a reload left behind in this page that they should look after themselves. */
const TAKEOVER = 'pullquote-takeover';

const bridge: PageBridge = {
  load: (address) => askFromPage('page.load', { address }),
  create: (address, creation) => askFromPage('page.create', { address, creation }),
  command: (address, command) => askFromPage('page.command', { address, command }),
  capture: (address, { details, copy, keep }) =>
    askFromPage('page.capture', { address, details, copy, keep }),
  report: (state) => void askFromPage('page.state', { state }),
  styleFrames: () => void askFromPage('page.style', {}),
  turnToolbarOff: () => void askFromPage('page.toolbar', { on: false }),
  cardUrl,
  isAlive,
  t,
};

export default defineUnlistedScript(() => {
  if (!claimOnce(globalThis.window, 'annotator')) return;
  document.dispatchEvent(new Event(TAKEOVER));

  const annotator = startAnnotator(globalThis.window, bridge, livePage(globalThis.window));
  listenInPage(annotator);
  document.addEventListener(TAKEOVER, () => {
    if (!isAlive()) annotator.stop();
  });
});
