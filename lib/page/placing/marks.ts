/** The marks of one article on one page: located in its text, kept in place while the page lives, painted. */
import { describe, type Described } from '../../anchoring/describe';
import { inCopy } from '../../anchoring/in-copy';
import type { PageIndex } from '../../anchoring/text/page-index';
import type { Annotation, MarkKind } from '../../annotation/model';
import { MAX_CURRENT, type Placement } from '../../annotation/page-state';
import type { Painter, PlacedMark } from '../painting/painter';
import { Placing } from './placing';
import { sameText, type Seat, type Wanted } from './seats';
import type { TextWatch } from './watch-text';

export interface Marks {
  /**
   * These are the article's annotations now. Those that have a place keep it; one that was just described on this
   * page has its place at once, the others get theirs in slices.
   */
  set(annotations: readonly Annotation[]): void;
  /** The page may have changed. `much`: see `TextWatch`. */
  textChanged(much: boolean): void;
  /**
   * Calls those marks gone that have had their time.
   *
   * @param loaded when the page was, by its own clock; null while it is not
   * @returns whether any is still waited for
   */
  settle(loaded: number | null): boolean;
  /** The Web Annotation target for a range of this page, as the page is now. */
  describe(range: Range): Described;
  find(id: string): PlacedMark | null;
  get(id: string): Annotation | null;
  placements(): Placement[];
  /** Ends all work; what is painted stays. */
  stop(): void;
}

interface Options {
  readonly window: Window & typeof globalThis;
  readonly watch: TextWatch;
  readonly painter: Painter;
  /** See `PageSubject`. */
  readonly isCopy: boolean;
  /** The placements are other than they were. */
  readonly changed: () => void;
}

export function createMarks({ window, watch, painter, isCopy, changed }: Options): Marks {
  let annotations: readonly Annotation[] = [];
  const placing = new Placing({
    window,
    watch,
    placed: () => {
      paint();
      changed();
    },
    done: changed,
  });

  function paint(): void {
    painter.paint(annotations.flatMap((annotation) => placed(annotation) ?? []));
  }

  function placed(annotation: Annotation): PlacedMark | null {
    const seat = placing.seats.get(annotation.id);
    const place = seat?.place ?? (seat?.early && { range: seat.early.range, unsure: false });
    if (!place) return null;
    return {
      id: annotation.id,
      kind: markKind(annotation),
      unsure: place.unsure,
      // Made when it is first asked for: live ranges cost the page at every change.
      get range() {
        return place.range;
      },
    };
  }

  const get = (id: string): Annotation | null => annotations.find((a) => a.id === id) ?? null;

  return {
    get,
    set(next) {
      annotations = next.filter((a) => a.deletedAt === null);
      placing.want(annotations.flatMap((annotation) => wanted(annotation, isCopy) ?? []));
      paint();
    },
    textChanged: (much) => placing.changed(much),
    settle(loaded) {
      if (placing.settle(loaded)) changed();
      return placing.seats.all().some(({ place, gone }) => !place && !gone);
    },
    describe(range) {
      const index = placing.readNow();
      const described = describe(index, range);
      if (isRead(index, range, described)) return described;
      // It was hidden when it was read, and became visible without a sign.
      watch.doubt();
      return describe(placing.readNow(), range);
    },
    find(id) {
      const annotation = get(id);
      return annotation && placed(annotation);
    },
    placements: () => placing.seats.all().map((seat) => placementOf(seat, placing.shown)),
    stop: () => placing.stop(),
  };
}

/** A reanchored mark is looked for where the user said that it is. */
function wanted({ id, target, reanchored, rejected }: Annotation, isCopy: boolean): Wanted | null {
  if (!target) return null;
  const place = reanchored ?? target;
  return { id, target: isCopy ? inCopy(place) : place, marked: target.exact, rejected };
}

function placementOf(seat: Seat, shown: PageIndex | null): Placement {
  const { place, early, gone } = seat;
  const { id, marked, target } = seat.wanted;
  if (early) {
    const current = sameText(target.exact, marked) ? '' : target.exact.slice(0, MAX_CURRENT);
    return { id, status: 'found', order: target.position?.start ?? 0, current };
  }
  if (!place || !shown) return { id, status: gone ? 'gone' : 'pending', order: -1, current: '' };
  const current = sameText(place.text, marked) ? '' : place.text.slice(0, MAX_CURRENT);
  // Hidden text has no place of its own in what is shown: what comes next has.
  if (place.hidden) return { id, status: 'hidden', order: shown.offsetOf(place.node, 0, 'start'), current };
  return { id, status: place.unsure ? 'unsure' : 'found', order: place.start, current };
}

/** Whether what is selected was taken for text of the page. */
function isRead(index: PageIndex, range: Range, described: Described): boolean {
  if (!described.ok && described.reason === 'blank') return !/\S/u.test(range.toString());
  return index.isRead(range.startContainer) && index.isRead(range.endContainer);
}

function markKind({ kind }: Annotation): MarkKind {
  return kind === 'note' ? 'highlight' : kind;
}
