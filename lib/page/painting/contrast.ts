/**
 * What marks are painted with, and which of it can be seen on a given background without making the text harder to
 * read. Pure; `highlight-style.ts` makes the style sheet of it.
 */
import { colour, contrast, isLight, over, type Colour } from './colour';

/** What a painted range says: the kind of its mark, that its place is not certain, or what happens to it now. */
export type Role = 'highlight' | 'claim' | 'quote' | 'unsure' | 'hover' | 'focus' | 'flash';
export const ROLES: readonly Role[] = ['highlight', 'claim', 'quote', 'unsure', 'hover', 'focus', 'flash'];

/**
 * `light` and `dark`: tint and line for light and dark backgrounds. `ink` and `chalk`: a line only, nearly black or
 * nearly white, where a tint would cost the text its contrast or no coloured line is seen.
 */
export type Palette = 'light' | 'dark' | 'ink' | 'chalk';
export const PALETTES: readonly Palette[] = ['light', 'dark', 'ink', 'chalk'];

export interface Look {
  /** Lies between the page's background and the text. */
  readonly tint: Colour | null;
  readonly line: Colour | null;
}

/** What WCAG 2 asks of text, and of graphics that carry meaning. */
const TEXT = 4.5;
const GRAPHIC = 3;

const tint = (red: number, green: number, blue: number, alpha: number, line: Colour | null = null): Look => ({
  tint: colour(red, green, blue, alpha),
  line,
});
const line = (red: number, green: number, blue: number): Look => ({
  tint: null,
  line: colour(red, green, blue),
});

export const LOOKS: Readonly<Record<Palette, Readonly<Record<Role, Look>>>> = {
  light: {
    highlight: tint(250, 204, 21, 0.42),
    claim: tint(249, 115, 22, 0.16, colour(194, 65, 12)),
    quote: tint(37, 99, 235, 0.13, colour(29, 78, 216)),
    unsure: line(107, 114, 128),
    hover: tint(0, 0, 0, 0.08),
    focus: line(26, 95, 180),
    flash: tint(236, 72, 153, 0.36),
  },
  dark: {
    highlight: tint(250, 204, 21, 0.27),
    claim: tint(251, 146, 60, 0.2, colour(251, 155, 92)),
    quote: tint(96, 165, 250, 0.22, colour(125, 180, 255)),
    unsure: line(166, 166, 166),
    hover: tint(255, 255, 255, 0.1),
    focus: line(142, 188, 245),
    flash: tint(236, 72, 153, 0.45),
  },
  ink: {
    highlight: line(41, 33, 0),
    claim: line(59, 18, 2),
    quote: line(8, 20, 66),
    unsure: line(26, 28, 32),
    hover: line(0, 0, 0),
    focus: line(8, 20, 66),
    flash: line(64, 8, 38),
  },
  chalk: {
    highlight: line(255, 246, 204),
    claim: line(255, 240, 230),
    quote: line(230, 241, 255),
    unsure: line(240, 240, 240),
    hover: line(255, 255, 255),
    focus: line(230, 241, 255),
    flash: line(255, 235, 245),
  },
};

export interface Ground {
  /** The opaque colour behind the text, tints of other marks included. */
  readonly background: Colour;
  readonly text: Colour;
}

/**
 * The palette for a role on this ground: text keeps 4.5:1 wherever it had that much, or what it had; the line
 * stands out from the ground and from its tint by 3:1. One of the four always does.
 */
export function choosePalette(role: Role, ground: Ground): Palette {
  const order: readonly Palette[] = isLight(ground.background)
    ? ['light', 'dark', 'ink', 'chalk']
    : ['dark', 'light', 'chalk', 'ink'];
  return order.find((palette) => suits(LOOKS[palette][role], ground)) ?? order[2] ?? 'ink';
}

/** The ground for what is painted on top of a mark. */
export function tinted(ground: Ground, role: Role, palette: Palette): Ground {
  const { tint: wash } = LOOKS[palette][role];
  return wash ? { ...ground, background: over(wash, ground.background) } : ground;
}

function suits(look: Look, { background, text }: Ground): boolean {
  const washed = look.tint ? over(look.tint, background) : background;
  const before = contrast(over(text, background), background);
  const after = contrast(over(text, washed), washed);
  const seen =
    !look.line || Math.min(contrast(look.line, background), contrast(look.line, washed)) >= GRAPHIC;
  // Less than a rounding of the display is no loss.
  return seen && after >= Math.min(TEXT, before) - 1e-6;
}
