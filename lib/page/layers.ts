/**
 * Our names in the highlight registry of one document. The registry belongs to the page too: only names of ours are
 * set and deleted, and only while they hold our own objects.
 */
import { layerName, layerPriority, type Layer } from './highlight-style';

export interface Layers {
  put(range: Range, layer: Layer): void;
  take(range: Range, layer: Layer): void;
  /** Registers again what the page threw out, with `CSS.highlights.clear()` for instance. */
  mend(): void;
}

/** @param window that of the document; each document has a registry of its own */
export function createLayers({ CSS, Highlight }: Window & typeof globalThis): Layers {
  const own = new Map<string, Highlight>();

  return {
    put(range, layer) {
      const name = layerName(layer);
      const known = own.get(name);
      if (known) {
        known.add(range);
        return;
      }
      const highlight = new Highlight(range);
      highlight.priority = layerPriority(layer);
      own.set(name, highlight);
      CSS.highlights.set(name, highlight);
    },
    take(range, layer) {
      const name = layerName(layer);
      const highlight = own.get(name);
      highlight?.delete(range);
      if (highlight?.size !== 0) return;
      own.delete(name);
      // A newer copy of ours may have the name by now.
      if (CSS.highlights.get(name) === highlight) CSS.highlights.delete(name);
    },
    mend() {
      for (const [name, highlight] of own) if (!CSS.highlights.has(name)) CSS.highlights.set(name, highlight);
    },
  };
}
