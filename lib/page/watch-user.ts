/** Hears what the user does in the page's documents: selecting, clicking, pointing, pressing keys. */
import type { Actions } from './actions';
import { watchDocuments } from './dom/documents';
import { boxOfRange } from './dom/geometry';
import type { Hover } from './painting/hover';
import type { Overlay } from './overlay/overlay';
import type { ToolbarAction } from './overlay/OverlayView';
import type { Painter } from './painting/painter';
import type { Session } from './session';
import { isElement } from './dom/tree';
import type { Walk } from './travel/walk';
import { selectedRange, watchSelection } from './selection/watch-selection';

export interface UserParts {
  readonly window: Window & typeof globalThis;
  readonly session: Session;
  readonly actions: Actions;
  readonly overlay: Overlay;
  readonly painter: Painter;
  readonly hover: Hover;
  readonly walk: Walk;
  readonly act: (action: ToolbarAction) => void;
}

/** Runs work only while this copy belongs to a living extension. */
export type WhileAlive = <A extends readonly unknown[]>(work: (...args: A) => void) => (...args: A) => void;

/** What the user does is heard until `signal`. @returns what to call when it may have become known whether the toolbar is wanted */
export function watchUser(parts: UserParts, whileAlive: WhileAlive, signal: AbortSignal): () => void {
  const { window, hover } = parts;
  const offers = new Set<() => void>();
  watchDocuments(
    window,
    (document, lifetime) => {
      const view = document.defaultView;
      if (!view) return;
      hover.watch(document, lifetime);
      const offerMissed = watchDocument(parts, view, whileAlive, lifetime);
      offers.add(offerMissed);
      lifetime.addEventListener('abort', () => void offers.delete(offerMissed));
    },
    signal,
  );
  // An orphaned copy hears of nothing; coming back to the tab is when it would be seen.
  window.document.addEventListener(
    'visibilitychange',
    whileAlive(() => undefined),
    { signal },
  );
  return () => {
    for (const offerMissed of offers) offerMissed();
  };
}

/** @returns what offers the toolbar for a selection that stands since it was not wanted, or not known to be */
function watchDocument(
  parts: UserParts,
  view: Window & typeof globalThis,
  whileAlive: WhileAlive,
  signal: AbortSignal,
): () => void {
  const { session, overlay, actions, walk, act } = parts;
  /** What is selected, where the toolbar was not offered for it. */
  let missed: { readonly range: Range; readonly by: 'touch' | 'other' } | null = null;
  const offer = whileAlive((range: Range, by: 'touch' | 'other') => {
    // A selection often brings us here, and then stands still before it is known whether the toolbar is wanted.
    missed = session.toolbar ? null : { range, by };
    if (missed || session.isOutside(range)) return;
    actions.keep(range);
    overlay.showToolbar(() => boxOfRange(range), by === 'touch', act);
  });
  watchSelection(
    view,
    {
      selected: offer,
      unselected: whileAlive(() => {
        missed = null;
        overlay.hideToolbar();
      }),
    },
    signal,
  );
  view.addEventListener('scroll', () => overlay.follow(), { signal, capture: true, passive: true });
  view.addEventListener(
    'click',
    whileAlive((event: MouseEvent) => clicked(parts, view.document, event)),
    { signal },
  );
  view.addEventListener(
    'keydown',
    whileAlive((event: KeyboardEvent) => {
      if (walk.key(event)) {
        event.preventDefault();
        // Nor shall the page do something else with it.
        event.stopImmediatePropagation();
      } else if (event.key === 'Escape') overlay.closeCard();
    }),
    { signal, capture: true },
  );
  return () => {
    if (missed) offer(missed.range, missed.by);
  };
}

/** What on a page does something of its own when it is clicked. */
const CONTROLS = 'a[href], button, input, select, textarea, label, summary, [role=button]';

function clicked(
  { window, overlay, painter, actions, walk }: UserParts,
  document: Document,
  event: MouseEvent,
): void {
  if (overlay.owns(event.target)) return;
  walk.leave();
  const control = event
    .composedPath()
    .some((target) => isNode(target) && isElement(target) && target.matches(CONTROLS));
  const free = !control && !selectedRange(window.document);
  const hit = free ? painter.hit(event.clientX, event.clientY, document) : null;
  if (hit) actions.openCard(hit.id, null);
  else overlay.closeCard();
}

function isNode(target: EventTarget): target is Node {
  return 'nodeType' in target;
}
