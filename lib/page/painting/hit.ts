/** Which ranges lie under a point, as the page is drawn: what covers the text covers its marks. */
import { registryOf } from './registry';
import { elementAt, isShadowRoot } from '../dom/tree';

/** Not in TypeScript's library yet. */
interface PointedRegistry extends HighlightRegistry {
  highlightsFromPoint(
    x: number,
    y: number,
    options: { readonly shadowRoots: readonly ShadowRoot[] },
  ): readonly { readonly ranges: readonly AbstractRange[] }[];
}

/**
 * Those of `ranges` that are under a point of the document's viewport.
 * @param ranges all of this document, and in its highlight registry
 */
export function rangesAt(document: Document, x: number, y: number, ranges: readonly Range[]): Range[] {
  const window = document.defaultView;
  if (!window || ranges.length === 0) return [];
  const registry = registryOf(window);
  if (!isPointed(registry)) return rangesUnder(document, x, y, ranges);
  const hits = registry.highlightsFromPoint(x, y, { shadowRoots: shadowRoots(ranges) });
  const under = new Set(hits.flatMap((hit) => Array.from(hit.ranges)));
  return ranges.filter((range) => under.has(range));
}

/** The same by geometry, where the browser has no `highlightsFromPoint`. */
export function rangesUnder(document: Document, x: number, y: number, ranges: readonly Range[]): Range[] {
  const top = topmostAt(document, x, y);
  return ranges.filter((range) => covers(range, x, y) && top !== null && holdsTextOf(top, range));
}

function isPointed(registry: HighlightRegistry): registry is PointedRegistry {
  return 'highlightsFromPoint' in registry;
}

function shadowRoots(ranges: readonly Range[]): ShadowRoot[] {
  const roots = new Set<ShadowRoot>();
  for (const range of ranges) {
    for (let root = range.startContainer.getRootNode(); isShadowRoot(root); root = root.host.getRootNode()) {
      roots.add(root);
    }
  }
  return [...roots];
}

/** What is drawn on top at a point of a viewport, looked for in open shadow trees as well. */
export function topmostAt(document: Document, x: number, y: number): Element | null {
  let top: Element | null = null;
  let inner = document.elementFromPoint(x, y);
  while (inner && inner !== top) {
    top = inner;
    inner = top.shadowRoot?.elementFromPoint(x, y) ?? null;
  }
  return top;
}

function holdsTextOf(element: Element, range: Range): boolean {
  const start = elementAt(range.startContainer);
  return range.intersectsNode(element) || (start !== null && element.contains(start));
}

function covers(range: Range, x: number, y: number): boolean {
  const box = range.getBoundingClientRect();
  if (x < box.left || x > box.right || y < box.top || y > box.bottom) return false;
  return Array.from(range.getClientRects()).some(
    (rect) => x >= rect.left && x <= rect.right && y >= rect.top && y <= rect.bottom,
  );
}
