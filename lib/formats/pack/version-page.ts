/** A saved version to read: what the article said, and when and where it was seen. */
import type { ArticleVersion, SavedCopy } from '../../annotation/version';
import type { Entry } from '../format';
import { escapeHtml } from '../text/html-escape';
import { isoTime, oneLine } from '../text/plain-text';
import type { PackOptions } from './options';
import { addressHtml, factsHtml, standalonePage } from './page';

/** A page that stands alone, under the headline that the article had then. */
export function versionPage(
  { capturedAt, sha256 }: ArticleVersion,
  copy: SavedCopy,
  entry: Entry,
  { labels, packLabels, articleHtml }: PackOptions,
): string {
  const { title, byline, site, language, publishedAt, modifiedAt } = copy.details;
  const headline = oneLine(title) || labels.untitled;
  const dates = [publishedAt, modifiedAt].map(oneLine).filter(Boolean).join(' / ');
  const about = [site, byline].map(oneLine).concat(dates).filter(Boolean).join(' · ');
  return standalonePage(
    headline,
    language,
    `<h1 dir="auto">${escapeHtml(headline)}</h1>\n` +
      `<p class="context" dir="auto">${escapeHtml(about)}</p>\n<p class="context">${addressHtml(entry.article.url)}</p>\n` +
      `${factsHtml([
        [packLabels.capturedAt, isoTime(capturedAt)],
        [packLabels.sum, sha256],
      ])}\n<article dir="auto">\n${articleHtml(copy, entry)}\n</article>`,
  );
}
