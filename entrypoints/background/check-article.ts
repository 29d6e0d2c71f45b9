import { browser } from 'wxt/browser';
import { fail, succeed, type Reply } from '../../lib/annotation/failure';
import { siteAccess } from '../../lib/extension/access';
import { sendToTab } from '../../lib/extension/client';
import { injectAnnotator } from '../../lib/extension/injection';
import type { Database } from '../../lib/store/database';
import { articleById, versionsOf } from '../../lib/store/queries';
import { toStoreError } from '../../lib/store/errors';

type Outcome = 'changed' | 'same' | 'unreadable';

const PATIENCE = 30_000;
const LOOK = 250;
/** What scripts add to a page once it has loaded. */
const SETTLE = 1_000;

/**
 * Looks whether an article is still what was saved, in a tab of its own that the user does not see: only a page that is
 * laid out tells what of it is shown.
 */
export async function checkArticle(
  db: Database,
  articleId: string,
): Promise<Reply<{ readonly outcome: Outcome }>> {
  try {
    const article = await articleById(db, articleId);
    if (!article) return fail('unknown', 'no such article');
    if ((await siteAccess(article.url)) === 'none') return fail('refused', 'no access to the site');
    const before = await newest(db, articleId);
    const seen = await readAt(article.url);
    if (seen !== articleId) return succeed({ outcome: 'unreadable' });
    return succeed({ outcome: (await newest(db, articleId)) === before ? 'same' : 'changed' });
  } catch (error) {
    const { code, message } = toStoreError(error);
    return fail(code, message);
  }
}

async function newest(db: Database, articleId: string): Promise<string | undefined> {
  return (await versionsOf(db, articleId)).versions.at(-1)?.id;
}

/** The id of the article that is kept of this address, after a copy was made of it; null where there is none. */
async function readAt(url: string): Promise<string | null> {
  const { id } = await browser.tabs.create({ url, active: false });
  if (id === undefined) return null;
  try {
    await loaded(id);
    await injectAnnotator(id);
    const reply = await sendToTab(id, 'tab.capture', { keep: false });
    return reply.ok ? reply.value.articleId : null;
  } catch {
    // An address that no longer answers, or leads where nobody is let in.
    return null;
  } finally {
    await browser.tabs.remove(id).catch(() => undefined);
  }
}

async function loaded(tabId: number): Promise<void> {
  for (let waited = 0; waited < PATIENCE; waited += LOOK) {
    // oxlint-disable-next-line no-await-in-loop -- one look after the other is the point
    if ((await browser.tabs.get(tabId)).status === 'complete') break;
    // oxlint-disable-next-line no-await-in-loop
    await pause(LOOK);
  }
  await pause(SETTLE);
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, ms);
  });
}
