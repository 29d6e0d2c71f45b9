import { fail, succeed } from '../../lib/annotation/failure';
import { suggestionsFrom } from '../../lib/annotation/suggestions';
import { articleIdentity } from '../../lib/article/address/identity';
import { openAddress } from '../../lib/article/address/open-address';
import { sendToTab } from '../../lib/extension/client';
import { injectAnnotator } from '../../lib/extension/injection';
import type { Handlers } from '../../lib/extension/listen';
import type { ViewRequests } from '../../lib/extension/messages';
import { annotationById, annotationsOf } from '../../lib/store/queries';
import { checkArticle } from './check-article';
import { showBadge } from './page-handlers';
import { readTab } from './read-tab';
import { attempt, type Store } from './store';
import type { SyncRunner } from './sync/runner';

type ViewSender = { readonly tabId: number | null };

/** Answers popup, card and welcome page: pages of ours, which may see and change everything. */
export function viewHandlers(
  { db, writer, changed }: Store,
  sync: SyncRunner,
): Handlers<ViewRequests, ViewSender> {
  return {
    'view.command': async ({ command }) => {
      const reply = await attempt(() => writer.execute(command));
      if (reply.ok) changed();
      return reply;
    },

    'view.annotate': async ({ tabId }) => {
      try {
        await injectAnnotator(tabId);
        return succeed(null);
      } catch (error) {
        return fail('refused', error);
      }
    },

    'view.annotation': ({ id }) =>
      attempt(async () => {
        const annotation = await annotationById(db, id);
        const { annotations } = await annotationsOf(db, annotation ? [annotation.articleId] : []);
        return { annotation, suggestions: suggestionsFrom(annotations) };
      }),

    'view.read': ({ tabId }) => readTab(tabId),

    'view.state': async ({ state }, { tabId }) => {
      if (tabId !== null) await showBadge(tabId, state);
      return succeed(null);
    },

    'view.check': ({ articleId, keep }) => checkArticle(db, articleId, keep),

    'view.changed': async () => {
      changed();
      return succeed(null);
    },

    'view.sync': async () => {
      await sync.now();
      return succeed(null);
    },

    'view.stopSync': () => {
      sync.cancel();
      return succeed(null);
    },

    'view.card': async ({ event }, { tabId }) => {
      if (tabId === null) return fail('refused', 'a card lives in a tab');
      return sendToTab(tabId, 'tab.card', { event });
    },

    'view.create': async ({ identity, url: seen, creation }) => {
      const [url = '', ...canonical] = identity;
      const normal = articleIdentity({ url, canonical });
      if (!normal) return fail('invalid', 'not an address that can be annotated');
      const reply = await attempt(() => writer.create(normal, creation, openAddress(seen)));
      if (reply.ok) changed();
      return reply;
    },
  };
}
