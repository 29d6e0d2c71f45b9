import { browser } from 'wxt/browser';
import { fail, succeed, type Reply } from '../../lib/annotation/failure';
import { siteAccess } from '../../lib/extension/access';
import { sendToTab } from '../../lib/extension/client';
import { injectAnnotator } from '../../lib/extension/injection';
import type { Captured, Keep } from '../../lib/annotation/version';
import type { Database } from '../../lib/store/database';
import { articleById, versionsOf } from '../../lib/store/queries';
import { toStoreError } from '../../lib/store/errors';

type Outcome = 'changed' | 'same' | 'less' | 'unreadable';

const OUTCOME: Readonly<Record<Captured['seen'], Outcome>> = {
  new: 'changed',
  same: 'same',
  less: 'less',
  other: 'unreadable',
  none: 'unreadable',
};

const PATIENCE = 30_000;
const LOOK = 250;
/** What scripts add to a page once it has loaded. */
const SETTLE = 2_500;

/**
 * Looks whether an article is still what was saved, in a tab of its own that the user does not see: only a page that is
 * laid out tells what of it is shown.
 */
export async function checkArticle(
  db: Database,
  articleId: string,
  keep: 'known' | 'less',
): Promise<Reply<{ readonly outcome: Outcome }>> {
  try {
    const article = await articleById(db, articleId);
    if (!article) return fail('unknown', 'no such article');
    if ((await siteAccess(article.url)) === 'none') return fail('refused', 'no access to the site');
    const before = await newest(db, articleId);
    const captured = await readAt(article.url, keep);
    // The page may have handed in a copy by itself, as every page with marks does, before it was asked to.
    if ((await newest(db, articleId)) !== before) return succeed({ outcome: 'changed' });
    const isIt = captured?.articleId === articleId;
    return succeed({ outcome: isIt ? OUTCOME[captured.seen] : 'unreadable' });
  } catch (error) {
    const { code, message } = toStoreError(error);
    return fail(code, message);
  }
}

async function newest(db: Database, articleId: string): Promise<string | undefined> {
  return (await versionsOf(db, articleId)).versions.at(-1)?.id;
}

/** What became of a copy of what stands at this address; null where none could be made. */
async function readAt(url: string, keep: Keep): Promise<Captured | null> {
  const { id } = await browser.tabs.create({ url, active: false });
  if (id === undefined) return null;
  try {
    await loaded(id);
    await injectAnnotator(id);
    const reply = await sendToTab(id, 'tab.capture', { keep });
    return reply.ok ? reply.value : null;
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
