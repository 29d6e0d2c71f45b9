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

/** The page that the annotator is in. */
export function livePage(window: Window & typeof globalThis): PageSubject {
  const { document } = window;
  return {
    address: () => readAddress(window),
    details: () => readDetails(document, window.location.href),
    skips: () => false,
    read() {
      const article = extractArticle(document, window.location.href);
      return article && { details: article.details, copy: copyArticle(article) };
    },
  };
}
