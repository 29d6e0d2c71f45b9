/** The table that Readwise imports. It has no room for a mark without a passage. */
import { csvRow } from './csv';
import type { Entry, Format } from '../format';
import { isoTime, oneLine } from '../text/plain-text';

/** Readwise reads tags out of the note: `.tag`, in one word. */
function noteOf(tags: readonly string[], note: string): string {
  const inline = tags.map((tag) => `.${oneLine(tag).replaceAll(/[\s.]+/gu, '-')}`).join(' ');
  return [inline, note].filter(Boolean).join('\n');
}

export const readwise: Format = {
  id: 'readwise',
  extension: 'csv',
  mime: 'text/csv',
  loses: [
    'kind',
    'speaker',
    'claimant',
    'status',
    'rating',
    'context',
    'position',
    'article-dates',
    'notes-on-articles',
    'creator',
  ],
  open: () => csvRow(['Highlight', 'Title', 'Author', 'URL', 'Note', 'Location', 'Date']),
  entry: ({ article, annotations }: Entry) =>
    annotations
      .flatMap(({ target, tags, note, createdAt }, at) =>
        target
          ? [
              csvRow([
                target.exact,
                article.title,
                article.byline,
                article.url,
                noteOf(tags, note),
                String(at + 1),
                isoTime(createdAt),
              ]),
            ]
          : [],
      )
      .join(''),
  close: () => '',
};
