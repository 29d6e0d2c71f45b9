/** The marks of one article on one page: located in its text, kept in place while the page lives, painted. */
import { describe, type Described } from '../anchoring/describe';
import { locate } from '../anchoring/locate';
import { buildTextIndex, type TextIndex } from '../anchoring/text-index';
import type { Annotation, MarkKind } from '../annotation/model';
import type { Placement } from '../annotation/page-state';
import type { Painter, PlacedMark } from './painter';

export interface Marks {
  /** These are the article's annotations now. Those that have a place keep it. */
  set(annotations: readonly Annotation[]): void;
  /** The page's text changed: marks that lost their place, or have none yet, are looked for again. */
  textChanged(): void;
  /** From here on a mark without a place is called gone, not pending. */
  settle(): void;
  /** The Web Annotation target for a range of this page. */
  describe(range: Range): Described;
  find(id: string): PlacedMark | null;
  get(id: string): Annotation | null;
  placements(): Placement[];
}

interface Place {
  readonly range: Range;
  readonly text: string;
  readonly unsure: boolean;
  readonly start: number;
}

export function createMarks(
  body: () => Element,
  painter: Painter,
  skip: (element: Element) => boolean,
): Marks {
  let annotations: readonly Annotation[] = [];
  let index: TextIndex | null = null;
  let settled = false;
  const places = new Map<string, Place>();

  function freshIndex(): TextIndex {
    index ??= buildTextIndex(body(), { skip });
    return index;
  }

  function place(): void {
    const homeless = annotations.filter((a) => a.target !== null && !places.has(a.id));
    if (homeless.length > 0) {
      const text = freshIndex();
      const located = locate(
        text,
        homeless.flatMap((a) => (a.target ? [a.target] : [])),
      );
      located.forEach((spot, i) => {
        const annotation = homeless[i];
        if (!annotation || spot.status === 'gone') return;
        const range = text.rangeAt(spot.start, spot.end);
        if (range) {
          const unsure = spot.status === 'unsure';
          places.set(annotation.id, { range, text: range.toString(), unsure, start: spot.start });
        }
      });
    }
    paint();
  }

  function paint(): void {
    painter.paint(annotations.flatMap((annotation) => placed(annotation) ?? []));
  }

  function placed(annotation: Annotation): PlacedMark | null {
    const spot = places.get(annotation.id);
    return spot
      ? { id: annotation.id, kind: markKind(annotation), unsure: spot.unsure, range: spot.range }
      : null;
  }

  const get = (id: string): Annotation | null => annotations.find((a) => a.id === id) ?? null;

  return {
    get,
    set(next) {
      annotations = next.filter((a) => a.deletedAt === null);
      const known = new Set(annotations.map((a) => a.id));
      for (const id of places.keys()) if (!known.has(id)) places.delete(id);
      place();
    },
    textChanged() {
      index = null;
      for (const [id, spot] of places) if (!stands(spot)) places.delete(id);
      place();
    },
    settle() {
      settled = true;
    },
    describe: (range) => describe(freshIndex(), range),
    find(id) {
      const annotation = get(id);
      return annotation && placed(annotation);
    },
    placements: () =>
      annotations
        .filter((a) => a.target !== null)
        .map(({ id }) => {
          const spot = places.get(id);
          if (!spot) return { id, status: settled ? 'gone' : 'pending', order: -1, current: '' };
          return { id, status: spot.unsure ? 'unsure' : 'found', order: spot.start, current: '' };
        }),
  };
}

/** A place holds while its nodes are in the page and still say the same. Doubtful ones are looked for again. */
function stands(spot: Place): boolean {
  return !spot.unsure && spot.range.startContainer.isConnected && spot.range.toString() === spot.text;
}

function markKind({ kind }: Annotation): MarkKind {
  return kind === 'note' ? 'highlight' : kind;
}
