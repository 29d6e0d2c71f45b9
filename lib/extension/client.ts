/** Asking: one function a direction. A silent or vanished receiver is an outcome, not an exception. */
import * as v from 'valibot';
import { browser } from 'wxt/browser';
import { fail, succeed, type Reply } from '../annotation/failure';
import { postToBackground } from './post';
import {
  tabRequests,
  type RequestOf,
  type ResponseOf,
  type TabRequests,
  type ViewRequests,
} from './messages';

/** Asks the background from a view of ours. */
export function sendToBackground<K extends keyof ViewRequests>(
  type: K,
  payload: RequestOf<ViewRequests, K>,
): Promise<Reply<ResponseOf<ViewRequests, K>>> {
  return postToBackground<ResponseOf<ViewRequests, K>>(type, payload);
}

/**
 * Asks the annotator in a tab. Its answer comes out of a web page's process, so it is parsed.
 * `unreachable`: there is no annotator in that tab.
 */
export async function sendToTab<K extends keyof TabRequests>(
  tabId: number,
  type: K,
  payload: RequestOf<TabRequests, K>,
): Promise<Reply<ResponseOf<TabRequests, K>>> {
  let answer: unknown;
  try {
    answer = await browser.tabs.sendMessage(tabId, { type, payload }, { frameId: 0 });
  } catch (error) {
    return fail('unreachable', error);
  }
  const parsed = v.safeParse(tabRequests[type].response, answer);
  if (!parsed.success) return fail('unreachable', parsed.issues[0].message);
  return succeed(parsed.output as ResponseOf<TabRequests, K>);
}
