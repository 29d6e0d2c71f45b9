import { extractArticle } from '../article/extract';
import type { ArticleDetails } from '../annotation/model';

/** Extracts the article when the page has nothing better to do, and hands on what it says of itself. */
export function describeInIdleTime(
  window: Window & typeof globalThis,
  found: (details: ArticleDetails) => void,
): void {
  const url = window.location.href;
  window.requestIdleCallback(
    () => {
      const article = window.location.href === url ? extractArticle(window.document, url) : null;
      if (article) found(article.details);
    },
    { timeout: 5_000 },
  );
}
