/** The marks of a page in the order and groups in which they are shown. */
import type { Annotation, Article, Kind } from '../../lib/annotation/model';
import type { Placement, PlacementStatus } from '../../lib/annotation/page-state';
import type { StoredPage } from './services';

export interface PageMark {
  readonly annotation: Annotation;
  readonly article: Article;
  readonly placement: PlacementStatus | null;
  /** What the page says at its place, '' where that is what was marked. */
  readonly current: string;
}

export interface PageMarks {
  /** Notes about the whole article first, then in reading order. */
  readonly here: readonly PageMark[];
  /** Those that have no place on the page any more. */
  readonly lost: readonly PageMark[];
  readonly counts: Readonly<Record<Kind, number>>;
  readonly total: number;
}

/** Groups and orders what is stored by where the page says that it stands; what it does not name yet is pending. */
export function arrangeMarks(
  page: StoredPage,
  placements: readonly Placement[],
  kind: Kind | null,
): PageMarks {
  const places = new Map(placements.map((placement) => [placement.id, placement]));
  const articles = new Map(page.articles.map((article) => [article.id, article]));
  const counts: Record<Kind, number> = { quote: 0, claim: 0, highlight: 0, note: 0 };
  const marks: { mark: PageMark; order: number }[] = [];
  for (const annotation of page.annotations) {
    const article = articles.get(annotation.articleId);
    if (!article) continue;
    counts[annotation.kind] += 1;
    if (kind !== null && annotation.kind !== kind) continue;
    const place = places.get(annotation.id);
    const placement = annotation.target === null ? null : (place?.status ?? 'pending');
    marks.push({
      mark: { annotation, article, placement, current: place?.current ?? '' },
      order: orderOf(annotation, place),
    });
  }
  const sorted = marks
    .toSorted((a, b) => a.order - b.order || a.mark.annotation.createdAt - b.mark.annotation.createdAt)
    .map(({ mark }) => mark);
  const isLost = (mark: PageMark): boolean => mark.placement === 'gone';
  return {
    here: sorted.filter((mark) => !isLost(mark)),
    lost: sorted.filter(isLost),
    counts,
    total: Object.values(counts).reduce((a, b) => a + b, 0),
  };
}

function orderOf(annotation: Annotation, place: Placement | undefined): number {
  if (annotation.target === null) return -1;
  return place && place.order >= 0 ? place.order : Number.MAX_SAFE_INTEGER;
}
