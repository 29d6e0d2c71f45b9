import { describe, expect, it } from 'vitest';
import { PALETTES, ROLES } from './contrast';
import { highlightStyle, layerName, layerPriority, type Depth } from './highlight-style';

const DEPTHS: readonly Depth[] = [0, 1, 2];
const layers = ROLES.flatMap((role) =>
  PALETTES.flatMap((palette) => DEPTHS.map((depth) => ({ role, palette, depth }))),
);

describe('the style of marks', () => {
  const css = highlightStyle();

  it('has a name of its own for every layer, and a rule for screen, print and forced colours', () => {
    const names = layers.map(layerName);
    expect(new Set(names).size).toBe(layers.length);
    // Twice each: by inheritance and without.
    const times = names.map((name) => css.split(`::highlight(${name})`).length - 1);
    expect(new Set(times)).toEqual(new Set([2 * 4]));
  });

  it('says nothing that a page could overrule by saying it later', () => {
    const declarations = css.match(/[a-z-]+:[^;{}]+;/gu) ?? [];
    expect(declarations.length).toBeGreaterThan(100);
    expect(declarations.filter((each) => !each.endsWith('!important;'))).toEqual([]);
  });

  it('paints inner marks above outer ones, and states above all marks', () => {
    const quote = layerPriority({ role: 'quote', palette: 'light', depth: 0 });
    const inner = layerPriority({ role: 'highlight', palette: 'dark', depth: 1 });
    const hover = layerPriority({ role: 'hover', palette: 'light', depth: 0 });
    expect(inner).toBeGreaterThan(quote);
    expect(hover).toBeGreaterThan(layerPriority({ role: 'unsure', palette: 'light', depth: 2 }));
  });

  it('tells the kinds apart by their lines alone', () => {
    const print = css.slice(css.indexOf('@media print'));
    const lines = (['highlight', 'claim', 'quote', 'unsure'] as const).map((role) => {
      const rule = print.slice(print.indexOf(`::highlight(pullquote-${role})`));
      return /underline (\w+)/u.exec(rule.slice(0, rule.indexOf('}')))?.[1];
    });
    expect(new Set(lines)).toEqual(new Set(['double', 'dashed', 'solid', 'dotted']));
  });
});
