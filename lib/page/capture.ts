/** When a copy of the article is handed in: after its first mark, and when a page with marks is seen again. */
import type { PageAddress } from '../annotation/page-state';
import type { PageBridge } from './bridge';
import type { PageSubject } from './subject';

export interface Capture {
  /** Hands in a copy when the page has nothing better to do. One that was handed in a moment ago will do. */
  soon(): void;
  /** Hands in a copy now; `keep`: of an article without marks, too. The article's id, null where none is kept. */
  now(keep: boolean): Promise<string | null>;
}

interface Options {
  readonly window: Window & typeof globalThis;
  readonly bridge: PageBridge;
  readonly subject: PageSubject;
  /** The address that the marks belong to. */
  readonly address: () => PageAddress;
}

/** Milliseconds in which a page is not taken apart again, and those that it may keep us waiting. */
const FRESH = 60_000;
const PATIENCE = 5_000;

export function createCapture({ window, bridge, subject, address }: Options): Capture {
  let last = { url: '', at: 0 };

  async function hand(at: PageAddress, keep: boolean): Promise<string | null> {
    last = { url: at.url, at: window.performance.now() };
    const reading = subject.read();
    if (!reading) return null;
    const reply = await bridge.capture(at, { ...reading, keep });
    return reply.ok ? reply.value.articleId : null;
  }

  return {
    soon() {
      const at = address();
      if (last.url === at.url && window.performance.now() - last.at < FRESH) return;
      last = { url: at.url, at: window.performance.now() };
      // The page may have moved on to another article by then.
      const run = (): void => void (address().url === at.url && hand(at, false));
      window.requestIdleCallback(run, { timeout: PATIENCE });
    },
    now: (keep) => hand(address(), keep),
  };
}
