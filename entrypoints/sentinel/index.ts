import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { askFromPage, isAlive } from '../../lib/extension/post';
import { startSentinel } from '../../lib/page/sentinel';

export default defineUnlistedScript(() => {
  startSentinel(globalThis.window, {
    open: async (address) => {
      const reply = await askFromPage('page.open', { address });
      return reply.ok ? reply.value : { toolbar: false, siteKnown: false };
    },
    wake: () => void askFromPage('page.wake', {}),
    isAlive,
  });
});
