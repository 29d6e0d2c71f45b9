/**
 * Everything of ours that is seen on a page besides the marks: one custom element with a closed shadow root,
 * outside the article. Only what holds no typed text is drawn here; the card is a frame with a page of ours.
 */
import { h, render } from 'preact';
import tokens from '../../../components/tokens.css?inline';
import type { Translate } from '../../../components/messages';
import { floatBeside, floatInCorner, type Box, type Side, type Size } from '../float';
import { OverlayView, type CardView, type NoticeView, type ToolbarAction } from './OverlayView';
import sheetText from './overlay.css?inline';

const TAG = 'pullquote-ui';
/** Until it was measured, the toolbar is taken to be this large. */
const TOOLBAR_SIZE: Size = { width: 230, height: 40 };
const CARD_WIDTH = 340;
const NOTICE_MS = 7_000;

export interface Overlay {
  /** Offers the toolbar beside `anchor()`, and follows it while it moves. */
  showToolbar(anchor: () => Box, touch: boolean, act: (action: ToolbarAction) => void): void;
  hideToolbar(): void;
  /** Opens the card at `url` beside `anchor()`. */
  openCard(card: { id: string; url: string; label: string; focus: boolean }, anchor: () => Box): void;
  closeCard(): void;
  /** Which annotation's card is open. */
  openCardId(): string | null;
  resizeCard(height: number): void;
  /** Says something for a few seconds, with at most one thing to do about it. */
  notify(notice: NoticeView): void;
  /** Whether an event happened in here. */
  owns(target: EventTarget | null): boolean;
  destroy(): void;
}

interface State {
  readonly toolbar: { anchor: () => Box; touch: boolean; act: (action: ToolbarAction) => void } | null;
  readonly card: (CardView & { anchor: () => Box; focus: boolean }) | null;
  readonly notice: NoticeView | null;
}

export function createOverlay(window: Window & typeof globalThis, t: Translate): Overlay {
  const { document } = window;
  // A copy that died with an older version of the extension may have left its host behind.
  for (const stale of document.querySelectorAll(TAG)) stale.remove();
  const host = document.createElement(TAG);
  const shadow = host.attachShadow({ mode: 'closed' });
  const sheet = new window.CSSStyleSheet();
  sheet.replaceSync(tokens + sheetText);
  shadow.adoptedStyleSheets = [sheet];
  shieldHost(host);

  let state: State = { toolbar: null, card: null, notice: null };
  let noticeTimer: number | undefined;
  let focusBefore: Element | null = null;
  const lifetime = new AbortController();

  function update(change: Partial<State>): void {
    state = { ...state, ...change };
    if (state.toolbar || state.card || state.notice) attach();
    draw();
  }

  function attach(): void {
    // Frameworks that own the whole document may have thrown the host out since it was last shown.
    if (!host.isConnected) document.documentElement.append(host);
    if (!host.matches(':popover-open')) host.showPopover();
  }

  function draw(): void {
    const { toolbar, card, notice } = state;
    render(
      h(OverlayView, {
        t,
        toolbar: toolbar && { act: toolbar.act },
        card,
        notice,
        onDismissNotice: () => update({ notice: null }),
        onHoldNotice: (held: boolean) => (held ? window.clearTimeout(noticeTimer) : fadeNotice()),
      }),
      shadow,
    );
    position();
  }

  function position(): void {
    const viewport = { width: document.documentElement.clientWidth, height: window.innerHeight };
    if (state.toolbar) placeToolbar(shadow, state.toolbar, viewport);
    if (state.card) placeCard(shadow, state.card, viewport);
  }

  function fadeNotice(): void {
    window.clearTimeout(noticeTimer);
    noticeTimer = window.setTimeout(() => update({ notice: null }), NOTICE_MS);
  }

  let frame: number | undefined;
  const follow = (): void => {
    if (!state.toolbar && !state.card) return;
    frame ??= window.requestAnimationFrame(() => {
      frame = undefined;
      position();
    });
  };
  const passive = { capture: true, passive: true, signal: lifetime.signal };
  window.addEventListener('scroll', follow, passive);
  window.addEventListener('resize', follow, passive);

  return {
    showToolbar: (anchor, touch, act) => update({ toolbar: { anchor, touch, act } }),
    hideToolbar: () => state.toolbar && update({ toolbar: null }),
    openCard(card, anchor) {
      if (!state.card) focusBefore = document.activeElement;
      update({ card: { ...card, height: 260, anchor }, notice: null });
      if (card.focus) shadow.querySelector<HTMLElement>('[data-card] iframe')?.focus({ preventScroll: true });
    },
    closeCard() {
      if (!state.card) return;
      const hadFocus = document.activeElement === host;
      update({ card: null });
      if (hadFocus && focusBefore instanceof HTMLElement) focusBefore.focus({ preventScroll: true });
      focusBefore = null;
    },
    openCardId: () => state.card?.id ?? null,
    resizeCard: (height) => state.card && update({ card: { ...state.card, height } }),
    notify(notice) {
      update({ notice });
      fadeNotice();
    },
    owns: (target) => target === host,
    destroy() {
      lifetime.abort();
      window.clearTimeout(noticeTimer);
      render(null, shadow);
      host.remove();
    },
  };
}

/** Keeps the page's styles off the host, and the host's events off the page. */
function shieldHost(host: HTMLElement): void {
  host.popover = 'manual';
  const styles: Record<string, string> = {
    all: 'initial',
    position: 'fixed',
    inset: '0',
    width: 'auto',
    height: 'auto',
    margin: '0',
    padding: '0',
    border: '0',
    overflow: 'visible',
    background: 'transparent',
    'pointer-events': 'none',
  };
  for (const [name, value] of Object.entries(styles)) host.style.setProperty(name, value, 'important');
  for (const type of [
    'keydown',
    'keyup',
    'keypress',
    'pointerdown',
    'pointerup',
    'mousedown',
    'mouseup',
    'click',
  ]) {
    host.addEventListener(type, (event) => event.stopPropagation());
  }
}

function placeToolbar(
  shadow: ShadowRoot,
  { anchor, touch }: NonNullable<State['toolbar']>,
  viewport: Size,
): void {
  const element = shadow.querySelector<HTMLElement>('[role=toolbar]');
  const size = element ? sizeOf(element) : TOOLBAR_SIZE;
  const sides: Side[] = touch ? ['below', 'above', 'right', 'left'] : ['above', 'below', 'right', 'left'];
  // A touch selection has handles of the browser's own below it.
  place(element, floatBeside(anchor(), size, viewport, sides, touch ? 28 : 8));
}

function placeCard(shadow: ShadowRoot, card: NonNullable<State['card']>, viewport: Size): void {
  const element = shadow.querySelector<HTMLElement>('[data-card]');
  const size = {
    width: Math.min(CARD_WIDTH, viewport.width - 16),
    height: Math.min(card.height, viewport.height - 16),
  };
  const spot = floatBeside(card.anchor(), size, viewport, ['below', 'above', 'right', 'left']);
  place(element, spot ?? floatInCorner(size, viewport));
  element?.style.setProperty('width', `${size.width}px`);
  element?.style.setProperty('height', `${size.height}px`);
}

function place(element: HTMLElement | null, point: { left: number; top: number } | null): void {
  if (!element) return;
  element.style.setProperty('visibility', point ? 'visible' : 'hidden');
  if (point) element.style.setProperty('transform', `translate(${point.left}px, ${point.top}px)`);
}

function sizeOf(element: HTMLElement): Size {
  return { width: element.offsetWidth, height: element.offsetHeight };
}
