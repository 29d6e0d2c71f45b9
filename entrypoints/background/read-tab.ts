import { fail, succeed, type Reply } from '../../lib/annotation/failure';
import { sendToTab } from '../../lib/extension/client';
import { injectAnnotator } from '../../lib/extension/injection';
import { onceLetIn } from '../../lib/extension/once-let-in';
import { openReader } from '../../lib/extension/reader';

/** Shows the article in a tab in the reader, from a copy that is made now. `opened` is false where there is none. */
export async function readTab(tabId: number): Promise<Reply<{ readonly opened: boolean }>> {
  try {
    await onceLetIn(() => injectAnnotator(tabId));
  } catch (error) {
    return fail('refused', error);
  }
  const reply = await sendToTab(tabId, 'tab.capture', { keep: 'any' });
  if (!reply.ok) return reply;
  const { articleId } = reply.value;
  if (articleId !== null) await openReader({ article: articleId }, tabId);
  return succeed({ opened: articleId !== null });
}
