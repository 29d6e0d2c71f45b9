/** Brings a passage into view and keeps it there until the page has come to rest, or the user moves. */
import type { Box } from '../dom/float';
import { isShown, reveal, shownAround } from './reveal';
import { scrollAround } from './scrollers';
import { elementAt, windowOf } from '../dom/tree';

/** How long a page may go on shifting (images, ads, lazy text) before it is left where it is. */
const MOST_MS = 1_500;
/** How long it must stand still to have arrived. */
const STILL_MS = 250;
/** Before that it is not touched: it may be scrolling, or about to. */
const CALM_MS = 90;
/** Longer ways than so many viewports are not travelled but jumped. */
const FAR = 2.5;

/**
 * Scrolls to a passage, through folds, nested scrollers and frames, and clear of what covers the edges of the window.
 * Text and pictures that arrive on the way, or soon after, are made up for, until the user scrolls, presses a key or
 * touches.
 *
 * @param find the passage now: a page may draw it anew meanwhile
 * @param moved called whenever the passage may stand elsewhere than before
 * @returns once the passage stands still; false where the page does not show it, and what is around it is shown instead
 */
export async function scrollToRange(
  window: Window & typeof globalThis,
  find: () => Range | null,
  moved: () => void,
  signal: AbortSignal,
): Promise<boolean> {
  const first = find();
  if (!first) return false;
  reveal(first);
  const travel = new AbortController();
  const ended = AbortSignal.any([signal, travel.signal]);
  for (const view of new Set([window, windowOf(first.startContainer) ?? window])) {
    for (const type of ['wheel', 'touchmove', 'pointerdown', 'keydown']) {
      view.addEventListener(type, () => travel.abort(), { signal: ended, capture: true, passive: true });
    }
  }
  align(first, isFar(window, first) || prefersStill(window) ? 'instant' : 'smooth');
  moved();
  await new Promise<void>((arrived) => {
    void holdInPlace({ window, find, moved, arrived }, ended).then(() => travel.abort());
  });
  const last = find();
  return last !== null && isShown(last);
}

interface Journey {
  readonly window: Window;
  readonly find: () => Range | null;
  readonly moved: () => void;
  /** The passage has stood still for a moment, or nothing more will be done. */
  readonly arrived: () => void;
}

/** Corrects the place for as long as a page may go on shifting. */
async function holdInPlace({ window, find, moved, arrived }: Journey, ended: AbortSignal): Promise<void> {
  const { performance } = window;
  const begun = performance.now();
  let stillSince = begun;
  let last = placeOf(find());
  let scrolled = window.scrollY;
  let settled = false;
  while (performance.now() - begun < MOST_MS && !ended.aborted) {
    // One frame after the other is the point.
    // oxlint-disable-next-line no-await-in-loop
    await nextFrame(window);
    const range = find();
    if (ended.aborted || !range) break;
    let now = placeOf(range);
    // The scroll bar is the user's too, and nobody hears when it is dragged.
    if (settled && now !== last && window.scrollY !== scrolled) break;
    const still = performance.now() - stillSince;
    if (now === last && still > CALM_MS) {
      align(range, 'instant');
      now = placeOf(range);
    }
    // Still under way, or corrected just now.
    if (now !== last) {
      stillSince = performance.now();
      moved();
    } else if (still > STILL_MS) {
      settled = true;
      arrived();
    }
    last = now;
    scrolled = window.scrollY;
  }
  arrived();
}

function align(range: Range, behavior: 'smooth' | 'instant'): void {
  const target = targetOf(range);
  if (target) scrollAround(target.element, target.measure, behavior);
}

/** What is scrolled to: the passage, or what is left to see around it. */
function targetOf(range: Range): { element: Element; measure: () => Box } | null {
  const element = elementAt(range.startContainer);
  if (element && isShown(range)) return { element, measure: () => passageBox(range) };
  const around = shownAround(range);
  return around && { element: around, measure: () => around.getBoundingClientRect() };
}

/**
 * From top to bottom as far as it goes on downwards, not on top of the next column; across only where it begins: the rest of
 * a long line follows by reading.
 */
function passageBox(range: Range): Box {
  const lines = Array.from(range.getClientRects()).filter(({ width }) => width > 0);
  const [first] = lines;
  if (!first) return range.getBoundingClientRect();
  const above = lines.findIndex(({ bottom }) => bottom <= first.top);
  const column = above < 0 ? lines : lines.slice(0, above);
  return {
    top: Math.min(...column.map(({ top }) => top)),
    bottom: Math.max(...column.map(({ bottom }) => bottom)),
    left: first.left,
    right: first.right,
  };
}

/** Whole pixels, as a word, so that two can be compared. */
function placeOf(range: Range | null): string {
  const box = range && (targetOf(range)?.measure() ?? null);
  return box ? `${Math.round(box.left)} ${Math.round(box.top)}` : '';
}

function isFar(window: Window, range: Range): boolean {
  const { top } = range.getBoundingClientRect();
  return Math.abs(top) > FAR * window.innerHeight;
}

function prefersStill(window: Window): boolean {
  return window.matchMedia('(prefers-reduced-motion: reduce)').matches;
}

/** Also where no frames are drawn, because the tab is not in front. */
function nextFrame(window: Window): Promise<void> {
  return new Promise((resolve) => {
    const timer = window.setTimeout(resolve, 120);
    window.requestAnimationFrame(() => {
      window.clearTimeout(timer);
      resolve();
    });
  });
}
