/** What the annotator is at work on: the page itself, or a saved copy that a page of ours shows. */
import type { ArticleDetails } from '../annotation/model';
import type { PageAddress } from '../annotation/page-state';
import type { SavedCopy } from '../annotation/version';
import { copyArticle } from '../article/copy/copy';
import { readDetails } from '../article/details/metadata';
import { extractArticle } from '../article/extract';
import { readAddress } from './address';

/** An article as the page has it now; without a copy where only what the page says of itself could be found. */
export interface Reading {
  readonly details: ArticleDetails;
  readonly copy: SavedCopy | null;
}

export interface PageSubject {
  address(): PageAddress;
  details(): ArticleDetails;
  /** Elements whose content is no text of the page. */
  skips(element: Element): boolean;
  /** Takes the page apart. Null where that makes no sense. */
  read(): Reading | null;
}

/** HTTP's status codes that tell of an error. */
const FIRST_ERROR = 400;

/** The page that the annotator is in. */
export function livePage(window: Window & typeof globalThis): PageSubject {
  const { document } = window;
  return {
    address: () => readAddress(window),
    details: () => readDetails(document, window.location.href),
    skips: () => false,
    read() {
      // What a server says when it has no article is none.
      const [visit] = window.performance.getEntriesByType('navigation');
      if (visit instanceof window.PerformanceNavigationTiming && visit.responseStatus >= FIRST_ERROR)
        return null;
      const article = extractArticle(document, window.location.href);
      return article && { details: article.details, copy: copyArticle(article) };
    },
  };
}
