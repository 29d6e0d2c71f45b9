/**
 * Everything of ours that is seen on a page besides the marks: one custom element with a closed shadow root,
 * outside the article. Only what holds no typed text is drawn here; the card is a frame with a page of ours.
 */
import { h, render } from 'preact';
import type { Translate } from '../../../components/messages';
import type { Box } from '../dom/float';
import { isHtml } from '../dom/tree';
import { createHost } from './host';
import {
  OverlayView,
  type CardView,
  type HandleView,
  type NoticeView,
  type ToolbarAction,
} from './OverlayView';
import { placeCard, placeHandle, placeToolbar, type HandleAnchor } from './places';

const NOTICE_MS = 7_000;

export interface Overlay {
  /** Offers the toolbar beside `anchor()`, and follows it while it moves. */
  showToolbar(anchor: () => Box, touch: boolean, act: (action: ToolbarAction) => void): void;
  hideToolbar(): void;
  hasToolbar(): boolean;
  /** Opens the card at `url` beside `anchor()`. */
  openCard(card: { id: string; url: string; label: string; focus: boolean }, anchor: () => Box): void;
  closeCard(): void;
  /** The id of the annotation whose card is open. */
  openCardId(): string | null;
  resizeCard(height: number): void;
  /** Shows the handle of a mark at `anchor()` and gives it the focus. */
  showHandle(handle: HandleView, anchor: () => HandleAnchor): void;
  hideHandle(): void;
  /** Whether the handle has the focus. */
  hasHandleFocus(): boolean;
  /** Says something for a few seconds, with at most one thing to do about it. */
  notify(notice: NoticeView): void;
  /** What the parts stand beside may have moved. */
  follow(): void;
  /** Whether an event happened in here. */
  owns(target: EventTarget | null): boolean;
  destroy(): void;
}

interface State {
  readonly toolbar: { anchor: () => Box; touch: boolean; act: (action: ToolbarAction) => void } | null;
  readonly card: (CardView & { anchor: () => Box; focus: boolean }) | null;
  readonly handle: (HandleView & { anchor: () => HandleAnchor }) | null;
  readonly notice: NoticeView | null;
}

export function createOverlay(window: Window & typeof globalThis, t: Translate): Overlay {
  const { document } = window;
  const { element: host, shadow, attach } = createHost(window);
  const lifetime = new AbortController();
  const part = (selector: string): HTMLElement | null => shadow.querySelector(selector);

  let state: State = { toolbar: null, card: null, handle: null, notice: null };
  let noticeTimer: number | undefined;
  let focusBefore: Element | null = null;

  function update(change: Partial<State>): void {
    state = { ...state, ...change };
    if (Object.values(state).some(Boolean)) attach();
    draw();
  }

  function draw(): void {
    const { toolbar, card, handle, notice } = state;
    render(
      h(OverlayView, {
        t,
        toolbar: toolbar && { act: toolbar.act },
        card,
        handle,
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
    if (state.handle) placeHandle(shadow, state.handle.anchor(), viewport);
  }

  function fadeNotice(): void {
    window.clearTimeout(noticeTimer);
    noticeTimer = window.setTimeout(() => update({ notice: null }), NOTICE_MS);
  }

  let frame: number | undefined;
  const follow = (): void => {
    if (!state.toolbar && !state.card && !state.handle) return;
    frame ??= window.requestAnimationFrame(() => {
      frame = undefined;
      position();
    });
  };
  window.addEventListener('resize', follow, { capture: true, passive: true, signal: lifetime.signal });

  return {
    showToolbar: (anchor, touch, act) => update({ toolbar: { anchor, touch, act } }),
    hideToolbar: () => state.toolbar && update({ toolbar: null }),
    hasToolbar: () => state.toolbar !== null,
    openCard(card, anchor) {
      if (!state.card) focusBefore = shadow.activeElement ?? document.activeElement;
      update({ card: { ...card, height: 260, anchor }, notice: null });
      if (card.focus) focusWithin(part('[data-card] iframe'));
    },
    closeCard() {
      if (!state.card) return;
      const hadFocus = document.activeElement === host;
      update({ card: null });
      if (hadFocus && focusBefore && isHtml(focusBefore)) focusBefore.focus({ preventScroll: true });
      focusBefore = null;
    },
    openCardId: () => state.card?.id ?? null,
    resizeCard: (height) => state.card && update({ card: { ...state.card, height } }),
    showHandle(handle, anchor) {
      update({ handle: { ...handle, anchor } });
      part('[data-handle]')?.focus({ preventScroll: true });
    },
    hideHandle: () => state.handle && update({ handle: null }),
    hasHandleFocus: () => shadow.activeElement?.matches('[data-handle]') ?? false,
    notify(notice) {
      update({ notice });
      fadeNotice();
    },
    follow,
    owns: (target) => target === host,
    destroy() {
      lifetime.abort();
      window.clearTimeout(noticeTimer);
      render(null, shadow);
      host.remove();
    },
  };
}

/** Where a frame's page is not there yet, it is told of the focus only by another one. */
function focusWithin(frame: HTMLElement | null): void {
  frame?.focus({ preventScroll: true });
  frame?.addEventListener(
    'load',
    () => {
      if (!frame.matches(':focus')) return;
      frame.blur();
      frame.focus({ preventScroll: true });
    },
    { once: true },
  );
}
