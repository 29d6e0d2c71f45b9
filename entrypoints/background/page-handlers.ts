import { browser } from 'wxt/browser';
import { commandIds } from '../../lib/annotation/commands';
import { fail, succeed, type Reply } from '../../lib/annotation/failure';
import type { ArticleDetails, ArticleIdentity } from '../../lib/annotation/model';
import type { PageAddress, PageState } from '../../lib/annotation/page-state';
import { openAddress } from '../../lib/article/address/open-address';
import { siteAccess } from '../../lib/extension/access';
import { injectAnnotator, styleFrames } from '../../lib/extension/injection';
import { noticeChanged, type Handlers } from '../../lib/extension/listen';
import type { PageRequests } from '../../lib/extension/messages';
import { setToolbar, toolbarOn } from '../../lib/extension/settings';
import { articlesByIdentity, findPage, isSiteKnown, versionsOf } from '../../lib/store/queries';
import type { Captured } from '../../lib/annotation/version';
import { attempt, identityOf, type Store } from './store';

type PageSender = { readonly tabId: number; readonly url: string };

/** Answers what runs in web pages. A page learns of, and changes, only what belongs to its own article. */
export function pageHandlers({ db, writer, changed, written }: Store): Handlers<PageRequests, PageSender> {
  /** A page without an article now; one may have been saved before. */
  async function describeOnly(identity: ArticleIdentity, details: ArticleDetails): Promise<Captured> {
    const { articles } = await articlesByIdentity(db, identity);
    const saved = await Promise.all(
      articles.map(async ({ id }) => (await versionsOf(db, id)).versions.at(-1)),
    );
    const articleId = saved.find((version) => version !== undefined)?.articleId ?? null;
    // Where there is a copy, it says more than a page that may tell of an error.
    if (articleId === null) await writer.describe(identity, details);
    return { articleId, seen: 'none' };
  }

  return {
    'page.open': async ({ address }, { tabId, url }) => {
      const identity = identityOf(address, url);
      if (!identity || (await siteAccess(url)) === 'none')
        return succeed({ toolbar: false, siteKnown: false });
      const toolbar = await toolbarOn(new URL(url).hostname);
      const { annotations } = await findPage(db, identity);
      if (annotations.length > 0) await injectAnnotator(tabId);
      // Asked with an empty hand, and nothing found: worth a second question if anything of the site is known.
      const again = annotations.length === 0 && address.canonical.length === 0;
      return succeed({ toolbar, siteKnown: again && (await isSiteKnown(db, identity[0])) });
    },

    'page.wake': async (_, { tabId, url }) => {
      // The sentinel may have been left behind by a grant that is gone.
      if ((await siteAccess(url)) !== 'none') await injectAnnotator(tabId);
      return succeed(null);
    },

    'page.load': ({ address }, { url }) =>
      withIdentity(address, url, async (identity) =>
        attempt(async () => {
          const { annotations } = await findPage(db, identity);
          return { identity: [...identity], annotations, toolbar: await toolbarOn(new URL(url).hostname) };
        }),
      ),

    'page.state': async ({ state }, { tabId }) => {
      await showBadge(tabId, state);
      return succeed(null);
    },

    'page.create': ({ address, creation }, { url }) =>
      withIdentity(address, url, async (identity) => {
        const reply = await attempt(() => writer.create(identity, creation, openAddress(address.url)));
        if (reply.ok) changed();
        return reply;
      }),

    'page.command': ({ address, command }, { url }) =>
      withIdentity(address, url, async (identity) => {
        const { annotations } = await findPage(db, identity, { deleted: true });
        const own = new Set(annotations.map(({ id }) => id));
        if (!commandIds(command).every((id) => own.has(id))) {
          return fail('refused', 'not an annotation of this article');
        }
        const reply = await attempt(() => writer.execute(command));
        if (reply.ok) changed();
        return reply;
      }),

    'page.capture': ({ address, details, copy, keep }, { url }) =>
      withIdentity(address, url, async (identity) => {
        const reply = await attempt(() =>
          copy
            ? writer.capture(
                identity,
                copy,
                keep === 'any' ? openAddress(address.url) : undefined,
                keep === 'less',
              )
            : describeOnly(identity, details),
        );
        if (reply.ok && reply.value.seen === 'new') noticeChanged();
        // What an article says of itself may be new even where its text is not.
        if (reply.ok && reply.value.articleId !== null) written();
        return reply;
      }),

    'page.style': async (_, { tabId }) => {
      await styleFrames(tabId);
      return succeed(null);
    },

    'page.toolbar': async ({ on }, { url }) => {
      await setToolbar(new URL(url).hostname, on);
      return succeed(null);
    },
  };
}

async function withIdentity<T>(
  address: PageAddress,
  senderUrl: string,
  work: (identity: ArticleIdentity) => Promise<Reply<T>>,
): Promise<Reply<T>> {
  const identity = identityOf(address, senderUrl);
  return identity ? work(identity) : fail('refused', 'not an address that can be annotated');
}

/** How many marks stand in the page; nothing where there are none. */
export async function showBadge(tabId: number, { placements }: PageState): Promise<void> {
  const placed = placements.filter(({ status }) => status === 'found' || status === 'unsure').length;
  const text = placed === 0 ? '' : placed > 99 ? '99+' : String(placed);
  await browser.action.setBadgeText({ tabId, text });
}
