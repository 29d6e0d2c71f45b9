import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { browser } from 'wxt/browser';
import { startSentinel } from '../../lib/page/sentinel';
import { askFromPage, isAlive } from '../../lib/extension/post';

export default defineUnlistedScript(() => {
  startSentinel(globalThis.window, {
    open: async (address) => {
      const reply = await askFromPage('page.open', { address });
      return reply.ok && reply.value.toolbar;
    },
    wake: () => void askFromPage('page.wake', {}),
    onChanged: (listener) => {
      browser.runtime.onMessage.addListener((message: { type?: unknown }) => {
        if (message.type === 'tab.changed') listener();
      });
    },
    isAlive,
  });
});
