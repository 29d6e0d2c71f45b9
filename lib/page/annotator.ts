/**
 * The annotator: what happens in a page while it has marks, or the user makes one. Wires the page's events to
 * session, actions and overlay, and goes quiet when its extension is gone.
 */
import type { MarkKind } from '../annotation/model';
import type { CardEvent, PageState, PlaceAnswer } from '../annotation/page-state';
import { createActions, type Actions } from './actions';
import type { PageBridge } from './bridge';
import { createOverlay, type Overlay } from './overlay/overlay';
import type { ToolbarAction } from './overlay/OverlayView';
import { createPainter, type Painter } from './painter';
import { scrollToRange } from './scroll';
import { createSession, type Session } from './session';
import { watchPage } from './watch-page';
import { selectedRange, watchSelection } from './watch-selection';

export interface Annotator {
  state(): Promise<PageState>;
  /** Marks what is selected; `edit` opens its card. False where nothing was marked. */
  mark(kind: MarkKind, edit: boolean): Promise<boolean>;
  copyLink(): Promise<boolean>;
  /** Scrolls to a mark. False where it has no place. */
  jump(id: string): boolean;
  /** The user says where an uncertain mark stands. False where there is nothing to take for it. */
  reanchor(id: string, to: PlaceAnswer): Promise<boolean>;
  /** Loads annotations and settings again. */
  refresh(): Promise<void>;
  /** What the card said. */
  card(event: CardEvent): void;
  /** Takes everything of ours out of the page. */
  stop(): void;
}

interface Parts {
  readonly window: Window & typeof globalThis;
  readonly bridge: PageBridge;
  readonly session: Session;
  readonly actions: Actions;
  readonly overlay: Overlay;
  readonly painter: Painter;
}

export function startAnnotator(window: Window & typeof globalThis, bridge: PageBridge): Annotator {
  const lifetime = new AbortController();
  const overlay = createOverlay(window, bridge.t);
  const painter = createPainter(window);
  const session: Session = createSession({
    window,
    bridge,
    painter,
    skip: (element) => overlay.owns(element),
    loaded: () => {
      page.watchText(session.marks.placements().length > 0);
      if (!session.toolbar) overlay.hideToolbar();
    },
    failed: (failure) => actions.complain(failure, () => void session.refresh()),
  });
  const actions = createActions({ window, bridge, session, overlay });
  const parts: Parts = { window, bridge, session, actions, overlay, painter };

  function stop(): void {
    lifetime.abort();
    session.stop();
    painter.clear();
    overlay.destroy();
  }

  /** Runs only while this copy belongs to a living extension; an orphaned one cleans up instead. */
  function whileAlive<A extends readonly unknown[]>(work: (...args: A) => void): (...args: A) => void {
    return (...args) => (bridge.isAlive() ? work(...args) : stop());
  }

  const page = watchPage(
    window,
    {
      navigated: whileAlive(() => moveOn(parts)),
      textChanged: whileAlive(() => session.textChanged()),
      returned: whileAlive(() => void session.refresh()),
    },
    lifetime.signal,
  );
  watchUser(parts, whileAlive, lifetime.signal);
  void session.ready();

  return {
    state: () => session.ready().then(() => session.state()),
    mark: (kind, edit) => session.ready().then(() => actions.mark(kind, edit)),
    copyLink: () => session.ready().then(() => actions.copyLink()),
    jump: (id) => jump(parts, id),
    reanchor: (id, to) => session.ready().then(() => actions.reanchor(id, to)),
    refresh: () => session.refresh(),
    card: (event) => hearCard(parts, event),
    stop,
  };
}

type WhileAlive = <A extends readonly unknown[]>(work: (...args: A) => void) => (...args: A) => void;

function watchUser(parts: Parts, whileAlive: WhileAlive, signal: AbortSignal): void {
  const { window, session, overlay } = parts;
  watchSelection(
    window,
    {
      selected: whileAlive((range: Range, by: 'touch' | 'other') => {
        if (!session.toolbar) return;
        overlay.showToolbar(
          () => range.getBoundingClientRect(),
          by === 'touch',
          (action) => act(parts, action),
        );
      }),
      unselected: whileAlive(() => overlay.hideToolbar()),
    },
    signal,
  );
  window.addEventListener(
    'click',
    whileAlive((event: MouseEvent) => clicked(parts, event)),
    { signal },
  );
  window.addEventListener(
    'keydown',
    whileAlive((event: KeyboardEvent) => {
      if (event.key === 'Escape') overlay.closeCard();
    }),
    { signal, capture: true },
  );
  // An orphaned copy hears of nothing; coming back to the tab is when it would be seen.
  window.document.addEventListener(
    'visibilitychange',
    whileAlive(() => undefined),
    { signal },
  );
}

/** What on a page does something of its own when it is clicked. */
const CONTROLS = 'a[href], button, input, select, textarea, label, summary, [role=button]';

function clicked({ window, overlay, painter, actions }: Parts, event: MouseEvent): void {
  if (overlay.owns(event.target)) return;
  const control = event.target instanceof Element && event.target.closest(CONTROLS);
  const hit = control || selectedRange(window.document) ? null : painter.hit(event.clientX, event.clientY);
  if (hit) actions.openCard(hit.id, null);
  else overlay.closeCard();
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

function moveOn({ session, overlay }: Parts): void {
  if (!session.navigated()) return;
  overlay.closeCard();
  overlay.hideToolbar();
  void session.refresh();
}

function jump({ window, session, painter }: Parts, id: string): boolean {
  const placed = session.marks.find(id);
  if (!placed) return false;
  scrollToRange(window, placed.range);
  painter.flash(placed);
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
