/** One page's article: its address and identity, its annotations, where they stand. */
import type { Failure } from '../annotation/failure';
import type { PageAddress, PageState, Placement } from '../annotation/page-state';
import type { PageBridge } from './bridge';
import { isWithin } from './dom/tree';
import { createMarks, type Marks } from './placing/marks';
import type { Painter } from './painting/painter';
import { watchLooks } from './placing/watch-looks';
import { createTextWatch } from './placing/watch-text';
import type { PageSubject } from './subject';

/** How often marks that are still waited for are looked at. */
const SETTLING_MS = 1_000;

export interface Session {
  readonly address: PageAddress;
  readonly marks: Marks;
  /** Whether the selection toolbar is wanted on this site. */
  readonly toolbar: boolean;
  /** Whether a range begins in what is no text of the article, and cannot be marked. */
  isOutside(range: Range): boolean;
  /** Resolves when the annotations of the current article were asked for and answered. */
  ready(): Promise<void>;
  /** Loads annotations and settings again. */
  refresh(): Promise<void>;
  /** The address may have changed: if it names another article, that one's marks take over. Tells whether it did. */
  navigated(): boolean;
  state(): PageState;
  stop(): void;
}

interface Options {
  readonly window: Window & typeof globalThis;
  readonly bridge: PageBridge;
  readonly subject: PageSubject;
  readonly painter: Painter;
  /** Elements that are no text of the page: our own. */
  readonly skip: (element: Element) => boolean;
  readonly loaded: (session: Session) => void;
  /** The page has marks, and it is known where each of them stands: called once each time that they were loaded. */
  readonly settled: () => void;
  /** Some mark stands elsewhere, or nowhere. */
  readonly moved: () => void;
  readonly failed: (failure: Failure) => void;
}

export function createSession(options: Options): Session {
  const { window, bridge, subject, painter, skip, loaded, moved, failed } = options;
  const { document } = window;
  const watch = createTextWatch({
    window,
    root: () => document.body ?? document.documentElement,
    skip,
    changed(much) {
      if (bridge.isAlive()) marks.textChanged(much);
      // An orphaned copy has nobody to tell; what it painted goes when the user comes back.
      else rest();
    },
  });
  const lookOut = watchLooks(window, () => watch.isOn && watch.doubt());
  const newMarks = (): Marks =>
    createMarks({ window, watch, painter, isCopy: subject.isCopy, changed: () => report() });

  let address = subject.address();
  let identity: readonly string[] = [address.url];
  let toolbar = false;
  let marks = newMarks();
  let loading: Promise<void> | undefined;
  let loads = 0;
  let reported = '';
  let isSettled = false;
  // Not along with what it tells of: the page's own words about itself are read for it.
  const telling = later(window, 0, () => bridge.report(session.state()));
  const settling = later(window, SETTLING_MS, settle);

  async function load(): Promise<void> {
    const asked = address;
    const turn = ++loads;
    const reply = await bridge.load(asked);
    // The page may have moved on to another article in the meantime.
    if (asked !== address) return;
    // Whoever asked later knows of more, also where the answer came first.
    if (turn !== loads) return loading;
    if (!reply.ok) return failed(reply.failure);
    ({ identity, toolbar } = reply.value);
    marks.set(reply.value.annotations);
    reported = '';
    isSettled = reply.value.annotations.length === 0;
    report();
    loaded(session);
  }

  /** Tells where the marks stand if that is other than what was told last. */
  function report(): void {
    const placements = marks.placements();
    if (placements.some(({ status }) => status === 'pending')) {
      settling.ask();
    } else if (!isSettled) {
      isSettled = true;
      options.settled();
    }
    lookOut(placements.some(({ status }) => status !== 'found'));
    const said = essence(placements);
    if (said === reported) return;
    reported = said;
    telling.ask();
    moved();
  }

  function settle(): void {
    if (marks.settle(loadingTime(window))) settling.ask();
  }

  function rest(): void {
    settling.cancel();
    telling.cancel();
    lookOut(false);
    marks.stop();
    watch.stop();
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
    isOutside: ({ startContainer }) => isWithin(startContainer, skip),
    ready: () => (loading ??= load()),
    refresh() {
      loading = load();
      return loading;
    },
    navigated() {
      const next = subject.address();
      if (withoutAnchor(next.url) === withoutAnchor(address.url)) return false;
      address = next;
      identity = [address.url];
      // The marks of one article never show on the next, not even while the next one's are being loaded.
      painter.clear();
      marks.stop();
      marks = newMarks();
      return true;
    },
    state: () => ({
      url: address.url,
      identity: [...identity],
      details: subject.details(),
      placements: marks.placements(),
    }),
    stop: rest,
  };
  return session;
}

/** Milliseconds in which the page was loaded; null while it is not yet. */
function loadingTime({ document, performance }: Window): number | null {
  if (document.readyState !== 'complete') return null;
  const [visit] = performance.getEntriesByType('navigation');
  return visit?.duration ?? 0;
}

/** Work that is done once, some milliseconds after it was first asked for. */
function later(window: Window, ms: number, work: () => void) {
  let timer: number | undefined;
  return {
    ask: (): void => {
      timer ??= window.setTimeout(() => {
        timer = undefined;
        work();
      }, ms);
    },
    cancel: (): void => {
      window.clearTimeout(timer);
      timer = undefined;
    },
  };
}

/** What of placements makes a difference to whoever listens: each mark's state, and their order. */
function essence(placements: readonly Placement[]): string {
  const order = placements.toSorted((one, other) => one.order - other.order).map(({ id }) => id);
  return JSON.stringify([order, placements.map(({ id, status, current }) => [id, status, current])]);
}

/** A fragment names a place in an article; only `#/…` and `#!…` name another one. */
function withoutAnchor(url: string): string {
  return url.replace(/#(?![!/]).*$/u, '');
}
