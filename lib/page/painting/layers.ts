/**
 * Our names in the highlight registries of a page's documents. A registry belongs to the page too: only names of ours
 * are set and deleted, and only while they hold our own objects.
 */
import { layerName, layerPriority, type Layer } from './highlight-style';
import { registryOf } from './registry';
import { windowOf } from '../dom/tree';

export interface Layers {
  /** Paints a range, in the registry of its own document. */
  put(range: Range, layer: Layer): void;
  take(range: Range, layer: Layer): void;
  /** Registers again what the page threw out, with `CSS.highlights.clear()` for instance. */
  mend(): void;
}

/** @param entered called with a document that is about to have its first */
export function createLayers(entered: (document: Document) => void): Layers {
  const documents = new Map<Document, DocumentLayers>();

  /** Null for a document that is no longer shown. */
  function layersOf({ startContainer }: Range): DocumentLayers | null {
    const { ownerDocument: document } = startContainer;
    const window = windowOf(startContainer);
    if (!document || !window) return null;
    let layers = documents.get(document);
    if (!layers) {
      entered(document);
      layers = new DocumentLayers(window);
      documents.set(document, layers);
    }
    return layers;
  }

  return {
    put: (range, layer) => layersOf(range)?.put(range, layer),
    take: (range, layer) => layersOf(range)?.take(range, layer),
    mend() {
      for (const [document, layers] of documents) {
        if (document.defaultView) layers.mend();
        else documents.delete(document);
      }
    },
  };
}

class DocumentLayers {
  readonly #Highlight: typeof Highlight;
  readonly #registry: HighlightRegistry;
  readonly #own = new Map<string, Highlight>();

  constructor(window: Window & typeof globalThis) {
    this.#Highlight = window.Highlight;
    this.#registry = registryOf(window);
  }

  put(range: Range, layer: Layer): void {
    const name = layerName(layer);
    const known = this.#own.get(name);
    if (known) {
      known.add(range);
      return;
    }
    const highlight = new this.#Highlight(range);
    highlight.priority = layerPriority(layer);
    this.#own.set(name, highlight);
    this.#registry.set(name, highlight);
  }

  take(range: Range, layer: Layer): void {
    const name = layerName(layer);
    const highlight = this.#own.get(name);
    highlight?.delete(range);
    if (highlight?.size !== 0) return;
    this.#own.delete(name);
    // A newer copy of ours may have the name by now.
    if (this.#registry.get(name) === highlight) this.#registry.delete(name);
  }

  mend(): void {
    for (const [name, highlight] of this.#own) {
      if (!this.#registry.has(name)) this.#registry.set(name, highlight);
    }
  }
}
