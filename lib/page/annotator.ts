/**
 * The annotator: what happens in a page while it has marks, or the user makes one. Wires the page's events to
 * session, actions and overlay, and goes quiet when its extension is gone.
 */
import type { MarkKind } from '../annotation/model';
import type { CardEvent, PageState, PlaceAnswer } from '../annotation/page-state';
import { createActions, type Actions } from './actions';
import type { Captured, Keep } from '../annotation/version';
import type { PageBridge } from './bridge';
import { createHover } from './painting/hover';
import { createOverlay, type Overlay } from './overlay/overlay';
import type { ToolbarAction } from './overlay/OverlayView';
import { createPainter, type Painter } from './painting/painter';
import { scrollToRange } from './travel/scroll';
import { createSession, type Session } from './session';
import { createWalk, type Walk } from './travel/walk';
import { createCapture, type Capture } from './capture';
import type { PageSubject } from './subject';
import { watchPage } from './watch-page';
import { watchUser } from './watch-user';

export interface Annotator {
  state(): Promise<PageState>;
  /** Marks what is selected; `edit` opens its card. False where nothing was marked. */
  mark(kind: MarkKind, edit: boolean): Promise<boolean>;
  copyLink(): Promise<boolean>;
  /** Scrolls to a mark; waits for one whose text is still to come. False where it has no place. */
  jump(id: string): Promise<boolean>;
  /** The user says where an uncertain mark stands. False where there is nothing to take for it. */
  reanchor(id: string, to: PlaceAnswer): Promise<boolean>;
  /** Hands in a copy of the article; where one of any article was wanted, it says so where there is none. */
  capture(keep: Keep): Promise<Captured>;
  /** Loads annotations and settings again. */
  refresh(): Promise<void>;
  /** What the card said. */
  card(event: CardEvent): void;
  /** Takes everything of ours out of the page. */
  stop(): void;
}

/** How long, and how often, a jump looks for a mark whose text has not come yet. */
const LATE_MS = 5_000;
const LOOK_MS = 150;

interface Parts {
  readonly window: Window & typeof globalThis;
  readonly bridge: PageBridge;
  readonly session: Session;
  readonly actions: Actions;
  readonly overlay: Overlay;
  readonly painter: Painter;
  readonly walk: Walk;
  readonly capture: Capture;
  /** The journey to a mark that is under way. */
  journey: AbortController;
}

export function startAnnotator(
  window: Window & typeof globalThis,
  bridge: PageBridge,
  subject: PageSubject,
): Annotator {
  const lifetime = new AbortController();
  const overlay = createOverlay(window, bridge.t);
  const hover = createHover(() => painter);
  const painter: Painter = createPainter(window, {
    styleFrame: () => bridge.styleFrames(),
    live: (any) => hover.turn(any),
  });
  const session: Session = createSession({
    window,
    bridge,
    painter,
    subject,
    skip: (element) => overlay.owns(element) || subject.skips(element),
    settled: () => capture.soon(null),
    loaded: () => {
      if (session.toolbar) offerMissed();
      else overlay.hideToolbar();
      closeLostCard(parts);
      walk.refresh();
    },
    moved: () => walk.refresh(),
    failed: (failure) => actions.complain(failure, () => void session.refresh()),
  });
  const actions = createActions({
    window,
    bridge,
    session,
    overlay,
    subject,
    marked: (target) => capture.soon(target),
  });
  const capture = createCapture({ window, bridge, subject, address: () => session.address });
  const walk = createWalk({
    window,
    session,
    overlay,
    painter,
    t: bridge.t,
    go: (id) => void travel(parts, id),
    openCard: (id) => actions.openCard(id, 'card'),
  });
  const journey = new AbortController();
  const parts: Parts = { window, bridge, session, actions, overlay, painter, walk, capture, journey };

  function stop(): void {
    lifetime.abort();
    parts.journey.abort();
    session.stop();
    painter.stop();
    overlay.destroy();
  }

  /** Runs only while this copy belongs to a living extension; an orphaned one cleans up instead. */
  function whileAlive<A extends readonly unknown[]>(work: (...args: A) => void): (...args: A) => void {
    return (...args) => (bridge.isAlive() ? work(...args) : stop());
  }

  watchPage(
    window,
    {
      navigated: whileAlive(() => moveOn(parts)),
      returned: whileAlive(() => void session.refresh()),
    },
    lifetime.signal,
  );
  const user = { ...parts, hover, act: (action: ToolbarAction) => act(parts, action) };
  const offerMissed = watchUser(user, whileAlive, lifetime.signal);
  void session.ready();

  return {
    state: () => session.ready().then(() => session.state()),
    mark: (kind, edit) => session.ready().then(() => actions.mark(kind, edit)),
    copyLink: () => session.ready().then(() => actions.copyLink()),
    capture: async (keep) => {
      await session.ready();
      const captured = await capture.now(keep);
      if (captured.articleId === null && keep === 'any')
        overlay.notify({ text: bridge.t('page_noArticle'), tone: 'problem' });
      return captured;
    },
    jump: (id) => session.ready().then(() => jump(parts, id)),
    reanchor: (id, to) => session.ready().then(() => actions.reanchor(id, to)),
    refresh: () => session.refresh(),
    card: (event) => hearCard(parts, event),
    stop,
  };
}

function act({ bridge, overlay, actions }: Parts, action: ToolbarAction): void {
  switch (action) {
    case 'quote':
    case 'claim':
    case 'highlight':
      void actions.mark(action, false);
      break;
    case 'note':
      void actions.mark('highlight', true);
      break;
    case 'copy-link':
      void actions.copyLink();
      break;
    case 'off':
      overlay.hideToolbar();
      bridge.turnToolbarOff();
      overlay.notify({ text: bridge.t('page_toolbarOff'), tone: 'done' });
      break;
  }
}

/** The mark that is worked on was deleted elsewhere: in the popup, or on another device. */
function closeLostCard({ bridge, session, overlay, actions }: Parts): void {
  const id = overlay.openCardId();
  if (id === null || session.marks.placements().some((placement) => placement.id === id)) return;
  overlay.closeCard();
  actions.offerUndo(bridge.t('page_deleted'), { type: 'restore', ids: [id] });
}

function moveOn({ session, overlay, walk, capture }: Parts): void {
  if (!session.navigated()) return;
  capture.moved();
  walk.leave();
  overlay.closeCard();
  overlay.hideToolbar();
  void session.refresh();
}

async function jump(parts: Parts, id: string): Promise<boolean> {
  if (!(await isPlaced(parts, id))) return false;
  parts.walk.leave();
  void arrive(parts, id);
  return true;
}

/** Waits for a mark while its text may still come. */
async function isPlaced({ window, session }: Parts, id: string): Promise<boolean> {
  for (let waited = 0; waited < LATE_MS; waited += LOOK_MS) {
    if (session.marks.find(id)) return true;
    const status = session.marks.placements().find((placement) => placement.id === id)?.status;
    if (status !== 'pending') return false;
    // One look after the other is the point.
    // oxlint-disable-next-line no-await-in-loop
    await new Promise((resolve) => {
      window.setTimeout(resolve, LOOK_MS);
    });
  }
  return false;
}

async function arrive(parts: Parts, id: string): Promise<void> {
  const arrived = await travel(parts, id);
  const mark = parts.session.marks.find(id);
  if (arrived && mark) parts.painter.flash(mark);
}

/** Scrolls to a mark, and says so where the page hides it. False where another journey began meanwhile. */
async function travel(parts: Parts, id: string): Promise<boolean> {
  const { window, bridge, session, overlay } = parts;
  parts.journey.abort();
  const { signal } = (parts.journey = new AbortController());
  const find = (): Range | null => session.marks.find(id)?.range ?? null;
  const shown = await scrollToRange(window, find, () => overlay.follow(), signal);
  if (signal.aborted) return false;
  if (!shown) overlay.notify({ text: bridge.t('page_hiddenNow'), tone: 'done' });
  return true;
}

function hearCard({ bridge, session, overlay, actions }: Parts, event: CardEvent): void {
  if (event.type === 'resize') {
    overlay.resizeCard(event.height);
    return;
  }
  if (event.type === 'answer') {
    const id = overlay.openCardId();
    overlay.closeCard();
    if (id) void actions.reanchor(id, event.to);
    return;
  }
  overlay.closeCard();
  if (event.type === 'deleted') {
    void session.refresh();
    actions.offerUndo(bridge.t('page_deleted'), event.undo);
  }
}
