/** What lies behind the text of an element: measured colours, walking up to where they are opaque. */
import { BLACK, WHITE, colour, isLight, over, parseColour, type Colour } from './colour';
import type { Ground } from './contrast';
import { elementAround } from '../dom/tree';

/** The canvas of a page that is dark and names no colour, in both browsers nearly. */
const DARK_CANVAS = colour(18, 18, 18);
const CLEAR = colour(0, 0, 0, 0);

/** Background colours found on the way, `null` where there is an image; good for as long as no style changes. */
export type GroundCache = Map<Element, Colour | null>;

/**
 * The ground of text in `element`. Reads computed styles, so call it when style is clean. Where an image or a
 * gradient lies behind the text, the page must have chosen a text colour that can be read on it: dark text is taken
 * to stand on white, light text on black.
 */
export function groundOf(element: Element, cache: GroundCache): Ground {
  const style = styleOf(element);
  const text = parseColour(style?.webkitTextFillColor ?? '') ?? parseColour(style?.color ?? '') ?? BLACK;
  const background = backgroundOf(element, cache);
  return { background: background ?? (isLight(over(text, WHITE)) ? BLACK : WHITE), text };
}

function backgroundOf(element: Element, cache: GroundCache): Colour | null {
  const path: { at: Element; own: Colour | null }[] = [];
  let found: Colour | null | undefined;
  for (let at: Element | null = element; at; at = elementBehind(at)) {
    found = cache.get(at);
    if (found !== undefined) break;
    const own = ownColour(at);
    path.push({ at, own });
    if (own?.alpha === 1) break;
  }
  // From the outermost that is not known yet inwards.
  for (const { at, own } of path.toReversed()) {
    const below = found === undefined ? canvasOf(at) : found;
    found = own === null || (below === null && own.alpha < 1) ? null : over(own, below ?? WHITE);
    cache.set(at, found);
  }
  return found ?? null;
}

/** The element's own background, null where it is an image. */
function ownColour(element: Element): Colour | null {
  const style = styleOf(element);
  if (!style) return CLEAR;
  const own = parseColour(style.backgroundColor) ?? CLEAR;
  // On inline elements a gradient is hardly ever a background: it draws the underlines of links.
  return style.backgroundImage !== 'none' && style.display !== 'inline' ? null : own;
}

/** What shows through an element; nothing of the page around a frame whose colour scheme is not its own. */
function elementBehind(element: Element): Element | null {
  const behind = elementAround(element);
  const leavesFrame = behind !== null && behind.ownerDocument !== element.ownerDocument;
  return leavesFrame && isDark(behind) !== isDark(element) ? null : behind;
}

function canvasOf(element: Element): Colour {
  return isDark(element.ownerDocument.documentElement) ? DARK_CANVAS : WHITE;
}

/** Whether the colour scheme in use is dark. */
function isDark(element: Element): boolean {
  const scheme = styleOf(element)?.colorScheme ?? '';
  if (!scheme.includes('dark')) return false;
  const view = element.ownerDocument.defaultView;
  return !scheme.includes('light') || view?.matchMedia('(prefers-color-scheme: dark)').matches === true;
}

function styleOf(element: Element): CSSStyleDeclaration | undefined {
  return element.ownerDocument.defaultView?.getComputedStyle(element);
}
