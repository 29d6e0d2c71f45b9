/** The style sheet of marks: one highlight name for every role, palette and depth, all made from `contrast.ts`. */
import { BLACK, WHITE, over, type Colour } from './colour';
import { LOOKS, PALETTES, ROLES, type Look, type Palette, type Role } from './contrast';

/** How deep a mark lies in others that begin before it: an inner one is painted above. */
export type Depth = 0 | 1 | 2;
const DEPTHS: readonly Depth[] = [0, 1, 2];

export interface Layer {
  readonly role: Role;
  readonly palette: Palette;
  readonly depth: Depth;
}

/** `pullquote-quote`, `pullquote-quote-dark`, `pullquote-claim-ink-2`, … */
export function layerName({ role, palette, depth }: Layer): string {
  return `pullquote-${role}${palette === 'light' ? '' : `-${palette}`}${depth === 0 ? '' : `-${depth + 1}`}`;
}

/** Higher is painted later: what lies deeper above what it lies in, and what happens now above all of it. */
export function layerPriority({ role, depth }: Layer): number {
  return (TRANSIENT.has(role) ? DEPTHS.length : depth) * ROLES.length + ROLES.indexOf(role);
}

const TRANSIENT: ReadonlySet<Role> = new Set<Role>(['hover', 'focus', 'flash']);

interface Stroke {
  readonly style: 'solid' | 'dashed' | 'dotted' | 'double';
  readonly width: number;
  /** Below the baseline; kinds differ, so that a passage that is both shows both lines. */
  readonly offset: string;
}
/** Kinds are told apart by their lines as well as by colour; a highlight needs one only where it has no tint. */
const STROKES: Readonly<Record<Role, Stroke>> = {
  highlight: { style: 'double', width: 1, offset: '0.12em' },
  quote: { style: 'solid', width: 2, offset: '0.12em' },
  claim: { style: 'dashed', width: 2, offset: 'calc(0.12em + 3px)' },
  unsure: { style: 'dotted', width: 2, offset: '0.12em' },
  hover: { style: 'solid', width: 3, offset: '0.12em' },
  focus: { style: 'solid', width: 3, offset: '0.12em' },
  flash: { style: 'solid', width: 4, offset: '0.12em' },
};

/**
 * The style sheet, all of it `!important`: a page that styles highlights of its own cannot mean ours.
 *
 * Where highlights inherit (Chromium), rules for the root alone give every element the same style object: a page's
 * restyling costs what it cost before. Firefox does not inherit highlights and gets rules for every element.
 */
export function highlightStyle(): string {
  return [
    `@supports not (-moz-appearance:none){${sheetFor(':root')}}`,
    `@supports (-moz-appearance:none){${sheetFor('')}}`,
  ].join('\n');
}

function sheetFor(scope: string): string {
  const rule = (layers: readonly Layer[], body: string): string =>
    `${layers.map((layer) => `${scope}::highlight(${layerName(layer)})`).join(',')}{${body}}`;
  const screen = (look: (role: Role, palette: Palette) => string): string =>
    PALETTES.flatMap((palette) =>
      ROLES.map((role) => rule(layersOf(role, [palette], DEPTHS), look(role, palette))),
    ).join('\n');
  const print = ROLES.flatMap((role) =>
    DEPTHS.map((depth) => rule(layersOf(role, PALETTES, [depth]), printed(role, depth))),
  ).join('\n');
  const systemColours = ROLES.map((role) => rule(layersOf(role, PALETTES, DEPTHS), forced(role))).join('\n');
  return [
    screen((role, palette) => declarations(LOOKS[palette][role], STROKES[role])),
    `@media (prefers-contrast:more){${screen(strong)}}`,
    `@media (forced-colors:active){${systemColours}}`,
    `@media print{${print}}`,
  ].join('\n');
}

function layersOf(role: Role, palettes: readonly Palette[], depths: readonly Depth[]): Layer[] {
  return palettes.flatMap((palette) => depths.map((depth) => ({ role, palette, depth })));
}

function declarations({ tint, line }: Look, stroke: Stroke): string {
  return (tint ? `background-color:${css(tint)}!important;` : '') + (line ? drawn(css(line), stroke) : '');
}

function drawn(colour: string, { style, width, offset }: Stroke): string {
  return `text-decoration:underline ${style} ${width}px ${colour}!important;text-underline-offset:${offset}!important;`;
}

/** The same tints, with the thicker and stronger lines of `ink` and `chalk`. */
function strong(role: Role, palette: Palette): string {
  const plain = palette === 'light' || palette === 'ink' ? LOOKS.ink[role] : LOOKS.chalk[role];
  const stroke = { ...STROKES[role], width: STROKES[role].width + 1 };
  return plain.line ? drawn(css(plain.line), stroke) : '';
}

/**
 * Only the user's own colours. Chromium paints every highlight in those of a selection whatever is asked for, the
 * line in the colour of the text; so all marks look so, with their line inside the box, and Firefox is told the same.
 */
function forced(role: Role): string {
  const stroke = { ...STROKES[role], offset: '1px' };
  const line =
    role === 'highlight' || role === 'hover'
      ? 'text-decoration:none!important;'
      : drawn('HighlightText', stroke);
  return `${filled('Highlight', 'HighlightText')}${line}text-decoration-skip-ink:none!important;`;
}

/**
 * On paper: black on pale tints that cover a dark page's background (browsers leave such backgrounds out and darken
 * the text above them, but not where it is highlighted), and lines that tell the kinds in grey as well.
 */
function printed(role: Role, depth: Depth): string {
  if (TRANSIENT.has(role)) return 'background-color:transparent!important;text-decoration:none!important;';
  const { tint } = LOOKS.light[role];
  const { line } = LOOKS.ink[role];
  const washes = tint ? DEPTHS.filter((layer) => layer <= depth) : [];
  const paper = washes.reduce<Colour>((below) => (tint ? over(tint, below) : below), WHITE);
  return filled(css(paper), css(BLACK)) + (line ? drawn(css(line), STROKES[role]) : '');
}

function filled(background: string, text: string): string {
  return `background-color:${background}!important;color:${text}!important;`;
}

function css({ red, green, blue, alpha }: Colour): string {
  const channels = [red, green, blue].map((channel) => Math.round(channel)).join(' ');
  return `rgb(${channels}${alpha === 1 ? '' : ` / ${alpha}`})`;
}
