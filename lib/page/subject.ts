/** What the annotator is at work on: the page itself, or a saved copy that a page of ours shows. */
import type { ArticleDetails } from '../annotation/model';
import type { PageAddress } from '../annotation/page-state';
import type { SavedCopy } from '../annotation/version';
import { copyArticle } from '../article/copy/copy';
import { readDetails } from '../article/details/metadata';
import { extractInSteps } from '../article/extract';
import { isWithinLimits, QUICK_LIMITS } from '../article/extraction/page-size';
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
  /** Takes the page apart, bit by bit. Null where that makes no sense. */
  read(): Promise<Reading | null>;
  /** Whether that would be noticed by who reads it. */
  isLarge(): boolean;
  /** The article alone, without the page around it. */
  readonly isCopy: boolean;
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
    isCopy: false,
    isLarge: () => !isWithinLimits(document, QUICK_LIMITS),
    async read() {
      // What a server says when it has no article is none.
      const [visit] = window.performance.getEntriesByType('navigation');
      if (visit instanceof window.PerformanceNavigationTiming && visit.responseStatus >= FIRST_ERROR)
        return null;
      const steps = extractInSteps(document, window.location.href);
      for (;;) {
        const { done, value: article } = steps.next();
        // oxlint-disable-next-line no-await-in-loop -- a task for each step is the point
        await new Promise((resolve) => window.setTimeout(resolve));
        if (done) return article && { details: article.details, copy: copyArticle(article) };
      }
    },
  };
}
