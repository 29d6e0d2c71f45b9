/** What happens to single marks just now, painted above all of them. */
import { choosePalette, tinted, type Ground } from './contrast';
import type { Layer } from './highlight-style';
import type { Layers } from './layers';

/** What can happen to one mark at a time. */
export type State = 'hover' | 'focus' | 'flash';

/** A mark as it is painted. */
export interface Painted {
  readonly range: Range;
  /** What lies behind its text, without itself. */
  readonly ground: Ground;
  readonly layer: Layer | null;
}

export class MarkStates {
  readonly #layers: Layers;
  readonly #find: (id: string) => Painted | null;
  readonly #shown = new Map<State, { readonly id: string; readonly range: Range; readonly layer: Layer }>();

  /** @param find the mark with this id as it is painted now, null for one that is gone */
  constructor(layers: Layers, find: (id: string) => Painted | null) {
    this.#layers = layers;
    this.#find = find;
  }

  /** Shows a state on this mark and no other; null ends it. */
  show(state: State, id: string | null): void {
    if ((this.#shown.get(state)?.id ?? null) === id) return;
    this.#end(state);
    if (id !== null) this.#begin(state, id);
  }

  /** Marks may have moved, changed their look or gone. */
  renew(): void {
    for (const { state, id } of Array.from(this.#shown, ([key, shown]) => ({ state: key, id: shown.id }))) {
      this.#end(state);
      this.#begin(state, id);
    }
  }

  #begin(state: State, id: string): void {
    const mark = this.#find(id);
    if (!mark) return;
    const { range, ground, layer: own } = mark;
    const below = own ? tinted(ground, own.role, own.palette) : ground;
    const layer: Layer = { role: state, palette: choosePalette(state, below), depth: 0 };
    this.#layers.put(range, layer);
    this.#shown.set(state, { id, range, layer });
  }

  #end(state: State): void {
    const shown = this.#shown.get(state);
    if (shown) this.#layers.take(shown.range, shown.layer);
    this.#shown.delete(state);
  }
}
