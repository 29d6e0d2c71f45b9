/**
 * Paints marks with the CSS Custom Highlight API: the page's DOM stays as it is.
 *
 * The registry belongs to the page too, so only names of ours are set and deleted, and only while they hold
 * our own objects. How the names look is in `public/highlights.css`.
 */
import type { MarkKind } from '../annotation/model';

/** A mark with a place in the page. */
export interface PlacedMark {
  readonly id: string;
  readonly kind: MarkKind;
  readonly unsure: boolean;
  readonly range: Range;
}

export interface Painter {
  /** Paints exactly these marks. */
  paint(marks: readonly PlacedMark[]): void;
  /** The shortest painted mark at a point of the viewport. */
  hit(x: number, y: number): PlacedMark | null;
  /** Shows for a moment where a mark is. */
  flash(mark: PlacedMark): void;
  /** Takes all of it away. */
  clear(): void;
}

const LAYERS = ['highlight', 'claim', 'quote', 'unsure', 'flash'] as const;
type Layer = (typeof LAYERS)[number];
const FLASH_MS = 1_600;

export function createPainter(window: Window & typeof globalThis): Painter {
  const { CSS, Highlight } = window;
  const own = new Map<Layer, Highlight>();
  let painted: readonly PlacedMark[] = [];
  let flashing: number | undefined;

  const layerOf = (mark: PlacedMark): Layer => (mark.unsure ? 'unsure' : mark.kind);

  function setLayer(layer: Layer, ranges: readonly Range[]): void {
    const name = `pullquote-${layer}`;
    const previous = own.get(layer);
    if (ranges.length === 0) {
      if (previous && CSS.highlights.get(name) === previous) CSS.highlights.delete(name);
      own.delete(layer);
      return;
    }
    const highlight = new Highlight(...ranges);
    highlight.priority = LAYERS.indexOf(layer);
    own.set(layer, highlight);
    CSS.highlights.set(name, highlight);
  }

  function paint(marks: readonly PlacedMark[]): void {
    painted = marks;
    for (const layer of LAYERS) {
      if (layer === 'flash') continue;
      setLayer(
        layer,
        marks.filter((mark) => layerOf(mark) === layer).map((mark) => mark.range),
      );
    }
  }

  function hit(x: number, y: number): PlacedMark | null {
    const hits = painted.filter((mark) => covers(mark.range, x, y));
    return hits.toSorted((a, b) => a.range.toString().length - b.range.toString().length)[0] ?? null;
  }

  function flash(mark: PlacedMark): void {
    window.clearTimeout(flashing);
    setLayer('flash', [mark.range]);
    flashing = window.setTimeout(() => setLayer('flash', []), FLASH_MS);
  }

  function clear(): void {
    window.clearTimeout(flashing);
    painted = [];
    for (const layer of LAYERS) setLayer(layer, []);
  }

  return { paint, hit, flash, clear };
}

function covers(range: Range, x: number, y: number): boolean {
  const box = range.getBoundingClientRect();
  if (x < box.left || x > box.right || y < box.top || y > box.bottom) return false;
  return Array.from(range.getClientRects()).some(
    (rect) => x >= rect.left && x <= rect.right && y >= rect.top && y <= rect.bottom,
  );
}
