/** The annotator's ear: messages from our own background, which the browser lets nobody else send. */
import { browser } from 'wxt/browser';
import type { Annotator } from '../page/annotator';
import type { ParsedRequestOf, ResponseOf, TabRequests } from './messages';

type TabHandlers = {
  [K in keyof TabRequests]: (payload: ParsedRequestOf<TabRequests, K>) => Promise<ResponseOf<TabRequests, K>>;
};

function handlersOf(annotator: Annotator): TabHandlers {
  return {
    'tab.state': () => annotator.state(),
    'tab.mark': async ({ kind, edit }) => ({ marked: await annotator.mark(kind, edit) }),
    'tab.capture': ({ keep }) => annotator.capture(keep),
    'tab.copyLink': async () => ({ copied: await annotator.copyLink() }),
    'tab.jump': async ({ id }) => ({ found: await annotator.jump(id) }),
    'tab.reanchor': async ({ id, to }) => ({ done: await annotator.reanchor(id, to) }),
    'tab.card': async ({ event }) => {
      annotator.card(event);
      return null;
    },
    'tab.changed': async () => {
      await annotator.refresh();
      return null;
    },
  };
}

/** Lets the annotator answer the background and views. @returns how to stop */
export function listenInPage(annotator: Annotator): () => void {
  const handlers = handlersOf(annotator);
  const listener = (
    message: { type?: unknown; payload?: unknown },
    sender: { id?: string },
    respond: (answer: unknown) => void,
  ): boolean | undefined => {
    if (sender.id !== browser.runtime.id || !isHandled(handlers, message.type)) return undefined;
    const handle: (payload: never) => Promise<unknown> = handlers[message.type];
    // No schema here: sender and receiver are one build of one extension, and a parser would double this script.
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion
    void handle(message.payload as never).then(respond);
    return true;
  };
  browser.runtime.onMessage.addListener(listener);
  return () => browser.runtime.onMessage.removeListener(listener);
}

function isHandled(handlers: TabHandlers, type: unknown): type is keyof TabHandlers {
  return typeof type === 'string' && Object.hasOwn(handlers, type);
}
