import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BLACK, WHITE, colour, contrast, over, parseColour, type Colour } from './colour';
import {
  LOOKS,
  PALETTES,
  ROLES,
  choosePalette,
  tinted,
  type Ground,
  type Palette,
  type Role,
} from './contrast';

const opaque = fc
  .tuple(fc.integer({ min: 0, max: 255 }), fc.integer({ min: 0, max: 255 }), fc.integer({ min: 0, max: 255 }))
  .map(([red, green, blue]) => colour(red, green, blue));
const anyRole = fc.constantFrom(...ROLES);

const textContrast = ({ background, text }: Ground): number => contrast(over(text, background), background);
const kinds: readonly Role[] = ['highlight', 'claim', 'quote', 'unsure'];
const grey = (value: number): Colour => colour(value, value, value);

describe('choosePalette', () => {
  it('never takes contrast from text below 4.5:1, on any ground, and the line is seen', () => {
    fc.assert(
      fc.property(anyRole, opaque, opaque, (role, background, text) => {
        const ground = { background, text };
        const palette = choosePalette(role, ground);
        const { line, tint } = LOOKS[palette][role];
        const after = tinted(ground, role, palette);
        expect(textContrast(after)).toBeGreaterThanOrEqual(Math.min(4.5, textContrast(ground)) - 1e-5);
        const seen = line
          ? Math.min(contrast(line, background), contrast(line, after.background))
          : Number.POSITIVE_INFINITY;
        expect(seen).toBeGreaterThanOrEqual(3);
        expect(line ?? tint).not.toBeNull();
      }),
      { numRuns: 3_000 },
    );
  });

  it('keeps that promise where marks lie on marks and one of them is hovered, focused or flashed', () => {
    fc.assert(
      fc.property(
        fc.array(anyRole, { minLength: 1, maxLength: 4 }),
        opaque,
        opaque,
        (roles, background, text) => {
          const start: Ground = { background, text };
          const end = roles.reduce(
            (ground, role) => tinted(ground, role, choosePalette(role, ground)),
            start,
          );
          expect(textContrast(end)).toBeGreaterThanOrEqual(Math.min(4.5, textContrast(start)) - 1e-5);
        },
      ),
    );
  });

  it.each<[string, Colour, Colour, Palette]>([
    ['black on white', WHITE, BLACK, 'light'],
    ['dark grey on cream', colour(255, 241, 229), grey(51), 'light'],
    ['white on black', BLACK, WHITE, 'dark'],
    ['light grey on a dark theme', grey(24), grey(220), 'dark'],
  ])('gives every kind its colours for %s', (_, background, text, palette) => {
    for (const role of kinds) expect(choosePalette(role, { background, text })).toBe(palette);
  });

  it('leaves text alone that is only just readable, and marks it with a line', () => {
    const faint: Ground = { background: WHITE, text: grey(118) };
    for (const role of ['highlight', 'claim', 'quote'] as const)
      expect(choosePalette(role, faint)).toBe('ink');
    const faintDark: Ground = { background: grey(20), text: grey(128) };
    for (const role of ['highlight', 'claim', 'quote'] as const)
      expect(choosePalette(role, faintDark)).toBe('chalk');
  });

  it('has, in every palette, a look of its own for each role', () => {
    for (const palette of PALETTES) {
      const looks = kinds.map((role) => JSON.stringify(LOOKS[palette][role]));
      expect(new Set(looks).size).toBe(kinds.length);
    }
  });
});

describe('parseColour', () => {
  it.each<[string, Colour]>([
    ['rgb(255, 0, 12)', colour(255, 0, 12)],
    ['rgba(10, 20, 30, 0.5)', colour(10, 20, 30, 0.5)],
    ['rgb(10 20 30 / 0.5)', colour(10, 20, 30, 0.5)],
    ['color(srgb 1 0.5 0 / 0.25)', colour(255, 127.5, 0, 0.25)],
    ['color(srgb-linear 1 1 1)', WHITE],
    ['oklch(0.627955 0.257683 29.2339)', colour(255, 0, 0)],
    ['oklab(1 0 0)', WHITE],
    ['oklab(0.519752 -0.140302 0.107676)', colour(0, 128, 0)],
    ['lab(54.2905 80.8049 69.891)', colour(255, 0, 0)],
    ['lch(100 0 none)', WHITE],
    ['transparent', colour(0, 0, 0, 0)],
  ])('reads %s', (css, expected) => {
    const parsed = parseColour(css);
    expect(parsed?.alpha).toBeCloseTo(expected.alpha, 5);
    for (const channel of ['red', 'green', 'blue'] as const) {
      expect(Math.abs((parsed?.[channel] ?? 999) - expected[channel])).toBeLessThan(1);
    }
  });

  it('says so where it does not understand', () => {
    for (const css of ['', 'red', 'color(rec2020 1 0 0)', 'rgb(1)', 'url(#a)'])
      expect(parseColour(css)).toBeNull();
  });
});

describe('contrast', () => {
  it('is 21 between black and white, 1 of a colour to itself, and the same both ways', () => {
    expect(contrast(BLACK, WHITE)).toBeCloseTo(21, 5);
    fc.assert(
      fc.property(opaque, opaque, (a, b) => {
        expect(contrast(a, b)).toBe(contrast(b, a));
        expect(contrast(a, a)).toBe(1);
        expect(contrast(over(colour(a.red, a.green, a.blue, 0), b), b)).toBeCloseTo(1, 9);
      }),
    );
  });
});
