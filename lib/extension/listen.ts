/** Answering: the border where every message is checked, by sender and by schema, before anything acts on it. */
import * as v from 'valibot';
import { browser } from 'wxt/browser';
import { fail, type Reply } from '../annotation/failure';
import {
  pageRequests,
  viewRequests,
  type PageRequests,
  type ParsedRequestOf,
  type Requests,
  type ResponseOf,
  type ViewNotices,
  type ViewRequests,
} from './messages';
import { pageStateSchema, type PageState } from '../annotation/page-state';
import { identifySender, type Sender } from './sender';

type PageSender = Extract<Sender, { kind: 'page' }>;
type ViewSender = Extract<Sender, { kind: 'view' }>;

/** One handler for every message of a direction: a forgotten one does not compile. */
export type Handlers<R extends Requests, S> = {
  [K in keyof R]: (
    payload: ParsedRequestOf<R, K>,
    sender: S,
  ) => Promise<Reply<ResponseOf<R, K>>> | Reply<ResponseOf<R, K>>;
};

const envelope = v.object({ type: v.string(), payload: v.unknown() });

/** Answers pages and views. What does not pass the border is refused without being looked at further. */
export function listenInBackground(
  pages: Handlers<PageRequests, PageSender>,
  views: Handlers<ViewRequests, ViewSender>,
): void {
  browser.runtime.onMessage.addListener((message: unknown, rawSender, respond) => {
    const sender = identifySender(rawSender);
    const parsed = v.safeParse(envelope, message);
    if (!sender || !parsed.success) {
      respond(fail('refused', 'unknown sender or malformed message'));
      return undefined;
    }
    const { type, payload } = parsed.output;
    const answer =
      sender.kind === 'page'
        ? dispatch(pageRequests, pages, type, payload, sender)
        : dispatch(viewRequests, views, type, payload, sender);
    if (!answer) {
      respond(fail('refused', `no such message: ${type.slice(0, 40)}`));
      return undefined;
    }
    void answer.then(respond);
    return true;
  });
}

function dispatch<R extends Requests, S>(
  requests: R,
  handlers: Handlers<R, S>,
  type: string,
  payload: unknown,
  sender: S,
): Promise<Reply<unknown>> | null {
  if (!Object.hasOwn(requests, type)) return null;
  const contract = requests[type];
  const handler = handlers[type as keyof R];
  if (!contract) return null;
  const parsed = v.safeParse(contract.request, payload);
  if (!parsed.success) {
    const [issue] = parsed.issues;
    return Promise.resolve(fail('invalid', `${v.getDotPath(issue) ?? type}: ${issue.message}`));
  }
  return settle(async () => handler(parsed.output as ParsedRequestOf<R, keyof R>, sender));
}

async function settle<T>(work: () => Promise<Reply<T>>): Promise<Reply<T>> {
  try {
    return await work();
  } catch (error) {
    return fail('failed', error);
  }
}

/** Tells every open view that annotations changed. */
export function noticeChanged(): void {
  const type: keyof ViewNotices = 'notice.changed';
  // No view open means no receiver, which the browser reports as an error.
  browser.runtime.sendMessage({ type, payload: {} }).catch(() => undefined);
}

/** Calls `listener` whenever annotations changed. @returns how to stop */
export function onChanged(listener: () => void): () => void {
  return listenToRuntime((type) => {
    if (type === 'notice.changed') listener();
  });
}

/** Calls `listener` with the state that the page in `tabId` reports. @returns how to stop */
export function onPageState(tabId: number, listener: (state: PageState) => void): () => void {
  return listenToRuntime((type, payload, sender) => {
    const stated = sender.kind === 'page' ? 'page.state' : 'view.state';
    if (type !== stated || sender.tabId !== tabId) return;
    const parsed = v.safeParse(v.object({ state: pageStateSchema }), payload);
    if (parsed.success) listener(parsed.output.state);
  });
}

function listenToRuntime(hear: (type: string, payload: unknown, sender: Sender) => void): () => void {
  const listener = (message: unknown, rawSender: Parameters<typeof identifySender>[0]): undefined => {
    const sender = identifySender(rawSender);
    const parsed = v.safeParse(envelope, message);
    if (sender && parsed.success) hear(parsed.output.type, parsed.output.payload, sender);
    return undefined;
  };
  browser.runtime.onMessage.addListener(listener);
  return () => browser.runtime.onMessage.removeListener(listener);
}
