/** The shapes of Hypothesis: what its import takes (JSON), and its table (CSV). */
import { attributionOf } from '../../annotation/attribution';
import type { Annotation, Article } from '../../annotation/model';
import { csvRow } from './csv';
import type { Entry, Format } from '../format';
import { isoTime, oneLine } from '../text/plain-text';

/** Hypothesis knows no kinds, no speakers: they become tags and the first line of the comment. */
function tagsOf({ kind, tags }: Annotation): string[] {
  return kind === 'note' || kind === 'highlight' ? [...tags] : [...tags, kind];
}

function commentOf(annotation: Annotation): string {
  const { note } = annotation;
  const name = oneLine(attributionOf(annotation).name);
  // A note that begins like a name would be taken for one when it comes back.
  const who = name === '' && note.startsWith('—') ? '—' : name && `— ${name}`;
  return [who, note].filter((part) => part !== '').join('\n\n');
}

function annotationOf(annotation: Annotation, { url, title }: Article): object {
  const { id, target, createdAt, updatedAt } = annotation;
  const quote = target && {
    type: 'TextQuoteSelector',
    exact: target.exact,
    prefix: target.prefix,
    suffix: target.suffix,
  };
  return {
    id,
    created: isoTime(createdAt),
    updated: isoTime(updatedAt),
    uri: url,
    text: commentOf(annotation),
    tags: tagsOf(annotation),
    document: { title: [title] },
    references: [],
    target: [{ source: url, ...(quote ? { selector: [quote] } : {}) }],
  };
}

export const hypothesisJson: Format = {
  id: 'hypothesis',
  extension: 'json',
  mime: 'application/json',
  loses: ['status', 'rating', 'sentences', 'position', 'article-details', 'creator'],
  open: (_, { now }) =>
    `{\n"export_date": ${JSON.stringify(isoTime(now))},\n"export_userid": "",\n"client_version": "pullquote",\n"annotations": [`,
  entry: ({ article, annotations }: Entry, _, { before }) =>
    annotations
      .map(
        (annotation, nth) => `${before + nth === 0 ? '' : ','}
${JSON.stringify(annotationOf(annotation, article))}`,
      )
      .join(''),
  close: () => '\n]\n}\n',
};

const HEADER = [
  'Created at',
  'Author',
  'Page',
  'URL',
  'Group',
  'Type',
  'Quote/description',
  'Comment',
  'Tags',
];

export const hypothesisCsv: Format = {
  id: 'hypothesis-csv',
  extension: 'csv',
  mime: 'text/csv',
  loses: ['status', 'rating', 'context', 'sentences', 'position', 'article-details', 'creator'],
  open: () => csvRow(HEADER),
  entry: ({ article, annotations }: Entry) =>
    annotations
      .map((annotation) =>
        csvRow([
          isoTime(annotation.createdAt),
          '',
          article.title,
          article.url,
          '',
          annotation.target ? (annotation.note ? 'Annotation' : 'Highlight') : 'Page note',
          annotation.target?.exact ?? '',
          commentOf(annotation),
          tagsOf(annotation).join(','),
        ]),
      )
      .join(''),
  close: () => '',
};
