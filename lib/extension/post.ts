/** The bare question to the background: small enough for what runs in a page. */
import { browser } from 'wxt/browser';
import { fail, type Reply } from '../annotation/failure';
import type { PageRequests, RequestOf, ResponseOf } from './messages';

/** Sends `payload` as message `type`. The background answers with a `Reply`; no answer is `unreachable`. */
export async function postToBackground<T>(type: string, payload: unknown): Promise<Reply<T>> {
  try {
    const reply: Reply<T> | undefined = await browser.runtime.sendMessage({ type, payload });
    return reply ?? fail('unreachable', 'no answer');
  } catch (error) {
    return fail('unreachable', error);
  }
}

/** Asks the background from a page. */
export function askFromPage<K extends keyof PageRequests>(
  type: K,
  payload: RequestOf<PageRequests, K>,
): Promise<Reply<ResponseOf<PageRequests, K>>> {
  return postToBackground<ResponseOf<PageRequests, K>>(type, payload);
}

/** Whether this copy still belongs to a living extension: after an update or a removal, it does not. */
export function isAlive(): boolean {
  try {
    return Boolean(browser.runtime?.id);
  } catch {
    return false;
  }
}
