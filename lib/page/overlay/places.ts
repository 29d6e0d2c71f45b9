/** Where the parts of the overlay stand. Reads their sizes, so they must be drawn. */
import {
  floatBeside,
  floatInCorner,
  isInSight,
  type Box,
  type Point,
  type Side,
  type Size,
} from '../dom/float';

/** Until it was measured, the toolbar is taken to be this large. */
const TOOLBAR_SIZE: Size = { width: 230, height: 40 };
const CARD_WIDTH = 340;
const HANDLE_SIZE = 28;
const MARGIN = 4;

export interface ToolbarAnchor {
  readonly anchor: () => Box;
  readonly touch: boolean;
}
export interface CardAnchor {
  readonly anchor: () => Box;
  readonly height: number;
}
/** Where a mark begins, and the column of text that it stands in. */
export interface HandleAnchor {
  readonly line: Box;
  readonly column: Box;
  readonly rightToLeft: boolean;
}

export function placeToolbar(shadow: ShadowRoot, { anchor, touch }: ToolbarAnchor, viewport: Size): void {
  const element = shadow.querySelector<HTMLElement>('[role=toolbar]');
  const size = element ? sizeOf(element) : TOOLBAR_SIZE;
  const sides: Side[] = touch ? ['below', 'above', 'right', 'left'] : ['above', 'below', 'right', 'left'];
  const selected = anchor();
  // A touch selection has handles of the browser's own below it.
  const beside = floatBeside(selected, size, viewport, sides, touch ? 28 : 8);
  // What fills the window, a whole article for instance, has nothing beside it.
  place(element, beside ?? (isInSight(selected, viewport) ? floatInCorner(size, viewport) : null));
}

export function placeCard(shadow: ShadowRoot, card: CardAnchor, viewport: Size): void {
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

/** Always inside the viewport, wherever the mark is: what is not shown loses the focus. */
export function placeHandle(shadow: ShadowRoot, anchor: HandleAnchor, viewport: Size): void {
  const element = shadow.querySelector<HTMLElement>('[data-handle]');
  const { left, top } = handlePoint(anchor, viewport);
  const room = { width: viewport.width - HANDLE_SIZE, height: viewport.height - HANDLE_SIZE };
  place(element, {
    left: Math.max(MARGIN, Math.min(left, room.width - MARGIN)),
    top: Math.max(MARGIN, Math.min(top, room.height - MARGIN)),
  });
}

/** In the margin beside the first line where there is one, else above the words. */
function handlePoint({ line, column, rightToLeft }: HandleAnchor, viewport: Size): Point {
  const top = (line.top + line.bottom - HANDLE_SIZE) / 2;
  const before = column.left - HANDLE_SIZE - MARGIN;
  const behind = column.right + MARGIN;
  const hasBefore = before >= MARGIN;
  const hasBehind = behind + HANDLE_SIZE + MARGIN <= viewport.width;
  if (hasBefore && !(rightToLeft && hasBehind)) return { left: before, top };
  if (hasBehind) return { left: behind, top };
  const left = rightToLeft ? line.right - HANDLE_SIZE : line.left;
  return { left, top: line.top - HANDLE_SIZE - MARGIN };
}

function place(element: HTMLElement | null, point: Point | null): void {
  if (!element) return;
  element.style.setProperty('visibility', point ? 'visible' : 'hidden');
  if (point) element.style.setProperty('transform', `translate(${point.left}px, ${point.top}px)`);
}

function sizeOf(element: HTMLElement): Size {
  return { width: element.offsetWidth, height: element.offsetHeight };
}
