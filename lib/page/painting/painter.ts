/**
 * Paints marks with the CSS Custom Highlight API: the page's DOM stays as it is.
 *
 * Only marks near the viewport are in the registry, where each costs at every change of the page. What they look
 * like is in `contrast.ts` and `highlight-style.ts`; which look suits is measured when a mark comes near.
 */
import type { MarkKind } from '../../annotation/model';
import { BLACK, WHITE } from './colour';
import { choosePalette, tinted, type Ground, type Role } from './contrast';
import { groundOf, type GroundCache } from './ground';
import type { Layer } from './highlight-style';
import { rangesAt } from './hit';
import { createLayers, type Layers } from './layers';
import { MarkStates, type State } from './mark-states';
import { watchNear, type Near } from './near';
import { nest } from './overlaps';
import { elementAt } from '../dom/tree';
import { watchTheme } from './watch-theme';

/** A mark with a place in the page, which may be in a shadow tree or in a frame. */
export interface PlacedMark {
  readonly id: string;
  readonly kind: MarkKind;
  readonly unsure: boolean;
  readonly range: Range;
}

export interface Painter {
  /** Paints exactly these marks, those near the viewport at once and the others when they come near. */
  paint(marks: readonly PlacedMark[]): void;
  /** The shortest painted mark at a point of the viewport of `document`, normally the page's own. */
  hit(x: number, y: number, document?: Document): PlacedMark | null;
  /** Shows that this mark, and no other, is hovered or has the focus; null ends it. */
  show(state: State, id: string | null): void;
  /** Shows for a moment where a mark is, and paints it if it was not. */
  flash(mark: PlacedMark): void;
  /** Takes all of it away. */
  clear(): void;
  /** The same for good. */
  stop(): void;
}

interface Options {
  /** Brings the style of marks into a frame's document, which is about to have its first. */
  readonly styleFrame?: (document: Document) => void;
  /** Told when the first mark becomes live, and when the last one is no longer. */
  readonly live?: (any: boolean) => void;
}

interface Entry {
  mark: PlacedMark;
  range: Range;
  near: boolean;
  /** Measured when it came near. */
  ground: Ground | null;
  /** Where it is painted now. */
  layer: Layer | null;
}

/** What the user has just made is in sight; so few marks are painted without waiting for the browser to say so. */
const AT_ONCE = 3;
const FLASH_MS = 1_600;
/**
 * Each change of the registry makes a browser look at all that is registered again. While the page is scrolled, marks
 * that come near are put there together; they are a window away from being seen.
 */
const GATHER_MS = 200;
/** How soon marks are back that a page threw out of the registry. */
const MEND_MS = 300;
/** For print, where the style sheet has one look only. */
const PAPER: Ground = { background: WHITE, text: BLACK };

export function createPainter(window: Window & typeof globalThis, options: Options = {}): Painter {
  return new MarkPainter(window, options);
}

class MarkPainter implements Painter {
  readonly #window: Window & typeof globalThis;
  readonly #options: Options;
  readonly #entries = new Map<string, Entry>();
  readonly #near: Near<Entry>;
  readonly #layers: Layers;
  readonly #states: MarkStates;
  readonly #lifetime = new AbortController();
  #printing = false;
  #live = false;
  #flashing: number | undefined;
  #gathering: number | undefined;
  #mending: number | undefined;
  #arranged = Number.NEGATIVE_INFINITY;

  constructor(window: Window & typeof globalThis, options: Options) {
    this.#window = window;
    this.#options = options;
    this.#layers = createLayers((document) => {
      if (document !== window.document) options.styleFrame?.(document);
    });
    this.#states = new MarkStates(this.#layers, (id) => {
      const entry = this.#entries.get(id);
      return entry ? { range: entry.range, ground: entry.ground ?? PAPER, layer: entry.layer } : null;
    });
    this.#near = watchNear((news) => {
      for (const [entry, near] of news) {
        entry.near = near;
        // The page may have changed its colours while it was away.
        entry.ground = null;
      }
      this.#arrangeSoon();
    });
    const { signal } = this.#lifetime;
    watchTheme(window, () => this.#measureAgain(), signal);
    window.addEventListener('beforeprint', () => this.#print(true), { signal });
    window.addEventListener('afterprint', () => this.#print(false), { signal });
    // When the page is scrolled, somebody looks.
    window.addEventListener('scroll', () => this.#mendSoon(), { signal, capture: true, passive: true });
  }

  paint(marks: readonly PlacedMark[]): void {
    const gone = new Map(this.#entries);
    const fresh: PlacedMark[] = [];
    let changed = false;
    for (const mark of marks) {
      gone.delete(mark.id);
      const entry = this.#entries.get(mark.id);
      if (!entry) fresh.push(mark);
      else changed = this.#renew(entry, mark) || changed;
    }
    for (const entry of gone.values()) {
      changed = true;
      this.#lift(entry);
      this.#near.forget(entry);
      this.#entries.delete(entry.mark.id);
    }
    for (const mark of fresh) {
      const entry: Entry = { mark, range: mark.range, near: false, ground: null, layer: null };
      this.#entries.set(mark.id, entry);
      entry.near = this.#near.watch(entry, mark.range, fresh.length <= AT_ONCE);
      changed ||= entry.near || this.#printing;
    }
    this.#layers.mend();
    if (changed) this.#arrange();
  }

  hit(x: number, y: number, document = this.#window.document): PlacedMark | null {
    const here = [...this.#entries.values()].filter(
      ({ layer, range }) => layer !== null && range.startContainer.ownerDocument === document,
    );
    const ranges = rangesAt(
      document,
      x,
      y,
      here.map((entry) => entry.range),
    );
    const hits = here.filter((entry) => ranges.includes(entry.range));
    return shortest(hits)?.mark ?? null;
  }

  show(state: State, id: string | null): void {
    this.#states.show(state, id);
  }

  flash(mark: PlacedMark): void {
    this.#window.clearTimeout(this.#flashing);
    this.show('flash', null);
    const entry = this.#entries.get(mark.id);
    if (!entry) return;
    if (!entry.near) {
      entry.near = true;
      this.#near.watch(entry, entry.range, true);
      this.#arrange();
    }
    this.show('flash', mark.id);
    this.#flashing = this.#window.setTimeout(() => this.show('flash', null), FLASH_MS);
  }

  clear(): void {
    this.#window.clearTimeout(this.#flashing);
    this.paint([]);
  }

  stop(): void {
    this.clear();
    this.#lifetime.abort();
    this.#window.clearTimeout(this.#gathering);
    this.#window.clearTimeout(this.#mending);
    this.#near.stop();
  }

  /** Takes over what is new about a mark that is known. Tells whether that changes the picture. */
  #renew(entry: Entry, mark: PlacedMark): boolean {
    const moved = entry.range !== mark.range;
    const changed = moved || roleOf(entry.mark) !== roleOf(mark);
    if (moved) {
      this.#lift(entry);
      entry.range = mark.range;
      entry.ground = null;
      // What was in sight is there again at once when a page draws its text anew.
      entry.near = this.#near.watch(entry, mark.range, entry.near);
    }
    entry.mark = mark;
    return changed;
  }

  #arrangeSoon(): void {
    const wait = this.#arranged + GATHER_MS - this.#window.performance.now();
    if (wait <= 0) this.#arrange();
    else this.#gathering ??= this.#window.setTimeout(() => this.#arrange(), wait);
  }

  /** Brings the registry to what it should hold. Reads styles of marks that came near, and no layout. */
  #arrange(): void {
    this.#window.clearTimeout(this.#gathering);
    this.#gathering = undefined;
    this.#arranged = this.#window.performance.now();
    const live: Entry[] = [];
    for (const entry of this.#entries.values()) {
      if (entry.near || this.#printing) live.push(entry);
      else this.#lift(entry);
    }
    const cache: GroundCache = new Map();
    for (const { mark: entry, depth, around } of nest(live)) {
      const role = roleOf(entry.mark);
      const own = this.#groundOf(entry, cache);
      const ground = around.reduce(
        (below, { layer }) => (layer ? tinted(below, layer.role, layer.palette) : below),
        own,
      );
      this.#put(entry, { role, palette: choosePalette(role, ground), depth });
    }
    this.#states.renew();
    if (this.#live === live.length > 0) return;
    this.#live = live.length > 0;
    this.#options.live?.(this.#live);
  }

  #groundOf(entry: Entry, cache: GroundCache): Ground {
    if (entry.ground || !entry.near) return entry.ground ?? PAPER;
    const element = elementAt(entry.range.startContainer);
    entry.ground = element ? groundOf(element, cache) : PAPER;
    return entry.ground;
  }

  #put(entry: Entry, layer: Layer): void {
    if (entry.layer && isSameLayer(entry.layer, layer)) return;
    this.#lift(entry);
    this.#layers.put(entry.range, layer);
    entry.layer = layer;
  }

  #lift(entry: Entry): void {
    if (entry.layer) this.#layers.take(entry.range, entry.layer);
    entry.layer = null;
  }

  #print(printing: boolean): void {
    this.#printing = printing;
    this.#arrange();
  }

  #mendSoon(): void {
    if (this.#live) {
      this.#mending ??= this.#window.setTimeout(() => {
        this.#mending = undefined;
        this.#layers.mend();
      }, MEND_MS);
    }
  }

  #measureAgain(): void {
    for (const entry of this.#entries.values()) entry.ground = null;
    this.#arrange();
  }
}

/** What a user points at where marks overlap. */
function shortest(entries: readonly Entry[]): Entry | undefined {
  if (entries.length < 2) return entries[0];
  const lengths = new Map(entries.map((entry) => [entry, entry.range.toString().length]));
  return entries.toSorted((a, b) => (lengths.get(a) ?? 0) - (lengths.get(b) ?? 0))[0];
}

const roleOf = ({ unsure, kind }: PlacedMark): Role => (unsure ? 'unsure' : kind);

function isSameLayer(a: Layer, b: Layer): boolean {
  return a.role === b.role && a.palette === b.palette && a.depth === b.depth;
}
