/** One page's article: its address and identity, its annotations, where they stand. */
import { readDetails } from '../article/metadata';
import type { Failure } from '../annotation/failure';
import type { PageAddress, PageState } from '../annotation/page-state';
import { readAddress } from './address';
import type { PageBridge } from './bridge';
import { createMarks, type Marks } from './marks';
import type { Painter } from './painter';

/** How long a page must be quiet, after it loaded, before a mark without a place is called gone. */
const SETTLE_MS = 3_000;

export interface Session {
  readonly address: PageAddress;
  readonly marks: Marks;
  /** Whether the selection toolbar is wanted on this site. */
  readonly toolbar: boolean;
  /** Resolves when the annotations of the current article were asked for and answered. */
  ready(): Promise<void>;
  /** Loads annotations and settings again. */
  refresh(): Promise<void>;
  /** The address may have changed: if it names another article, that one's marks take over. Tells whether it did. */
  navigated(): boolean;
  textChanged(): void;
  state(): PageState;
  stop(): void;
}

interface Options {
  readonly window: Window & typeof globalThis;
  readonly bridge: PageBridge;
  readonly painter: Painter;
  /** Elements that are no text of the page: our own. */
  readonly skip: (element: Element) => boolean;
  readonly loaded: (session: Session) => void;
  readonly failed: (failure: Failure) => void;
}

export function createSession({ window, bridge, painter, skip, loaded, failed }: Options): Session {
  const { document } = window;
  const newMarks = (): Marks => createMarks(() => document.body ?? document.documentElement, painter, skip);

  let address = readAddress(window);
  let identity: readonly string[] = [address.url];
  let toolbar = false;
  let marks = newMarks();
  let loading: Promise<void> | undefined;
  let settling: number | undefined;

  async function load(): Promise<void> {
    const asked = address;
    const reply = await bridge.load(asked);
    // The page may have moved on to another article in the meantime.
    if (asked !== address) return;
    if (!reply.ok) return failed(reply.failure);
    ({ identity, toolbar } = reply.value);
    marks.set(reply.value.annotations);
    report();
    loaded(session);
  }

  function report(): void {
    bridge.report(session.state());
    window.clearTimeout(settling);
    settling = window.setTimeout(settle, SETTLE_MS);
  }

  function settle(): void {
    if (document.readyState !== 'complete') return report();
    marks.settle();
    bridge.report(session.state());
  }

  const session: Session = {
    get address() {
      return address;
    },
    get marks() {
      return marks;
    },
    get toolbar() {
      return toolbar;
    },
    ready: () => (loading ??= load()),
    refresh() {
      loading = load();
      return loading;
    },
    navigated() {
      const next = readAddress(window);
      if (withoutAnchor(next.url) === withoutAnchor(address.url)) return false;
      address = next;
      identity = [address.url];
      // The marks of one article never show on the next, not even while the next one's are being loaded.
      painter.clear();
      marks = newMarks();
      return true;
    },
    textChanged() {
      marks.textChanged();
      report();
    },
    state: () => ({
      url: address.url,
      identity: [...identity],
      details: readDetails(document, address.url),
      placements: marks.placements(),
    }),
    stop: () => window.clearTimeout(settling),
  };
  return session;
}

/** A fragment names a place in an article; only `#/…` and `#!…` name another one. */
function withoutAnchor(url: string): string {
  return url.replace(/#(?![!/]).*$/u, '');
}
