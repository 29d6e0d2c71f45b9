/** Formats of reference managers: one item an article, its marks as notes. RIS, BibLaTeX and CSL-JSON. */
import type { Article } from '../../annotation/model';
import { annote } from '../text/annote';
import type { Entry, Format } from '../format';
import { isoDay, oneLine } from '../text/plain-text';
import { tex } from '../text/tex';

const LOST = ['kind', 'context', 'position', 'times', 'creator'] as const;

interface Day {
  readonly year: string;
  readonly month: string;
  readonly day: string;
}

/** The day that a page states; null where it states none. */
function dayOf(stated: string): Day | null {
  const [, year, month = '', day = ''] = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?/u.exec(stated) ?? [];
  return year === undefined ? null : { year, month, day };
}

function authorsOf({ byline }: Article): string[] {
  return oneLine(byline)
    .split(/\s*(?:,|;|\band\b|&)\s*/u)
    .filter(Boolean);
}

function tagsOf({ annotations }: Entry): string[] {
  return [...new Set(annotations.flatMap(({ tags }) => tags.map(oneLine)))].filter(Boolean);
}

function risLine(tag: string, value: string): string {
  return value === '' ? '' : `${tag}  - ${value}\r\n`;
}

export const ris: Format = {
  id: 'ris',
  extension: 'ris',
  mime: 'application/x-research-info-systems',
  loses: LOST,
  open: () => '',
  entry: (entry, { labels, timeZone }) => {
    const { article, annotations } = entry;
    const date = dayOf(article.publishedAt);
    return [
      risLine('TY', 'NEWS'),
      risLine('TI', oneLine(article.title) || labels.untitled),
      ...authorsOf(article).map((name) => risLine('AU', name)),
      risLine('T2', oneLine(article.site)),
      risLine('PY', date?.year ?? ''),
      risLine('DA', date ? [date.year, date.month, date.day].filter(Boolean).join('/') : ''),
      risLine('UR', article.url),
      risLine('Y2', isoDay(article.savedAt, timeZone).replaceAll('-', '/')),
      risLine('LA', article.language),
      ...tagsOf(entry).map((tag) => risLine('KW', tag)),
      ...annotations.map((annotation) => risLine('N1', annote(annotation, labels))),
      'ER  - \r\n\r\n',
    ].join('');
  },
  close: () => '',
};

function texField(name: string, value: string): string {
  return value === '' ? '' : `  ${name} = {${value}},\n`;
}

export const biblatex: Format = {
  id: 'biblatex',
  extension: 'bib',
  mime: 'application/x-bibtex',
  loses: LOST,
  open: () => '',
  entry: (entry, { labels, timeZone }) => {
    const { article, annotations } = entry;
    const date = dayOf(article.publishedAt);
    return [
      `@online{pq-${article.id.replaceAll(/[^a-z0-9]/giu, '')},\n`,
      texField('title', tex(article.title) || labels.untitled),
      // In braces of its own, a name is not taken apart.
      texField(
        'author',
        authorsOf(article)
          .map((name) => `{${tex(name)}}`)
          .join(' and '),
      ),
      texField('organization', tex(article.site)),
      texField('date', date ? [date.year, date.month, date.day].filter(Boolean).join('-') : ''),
      // An address is no text: only what would end the field is written otherwise.
      texField('url', article.url.replaceAll('{', '%7B').replaceAll('}', '%7D')),
      texField('urldate', isoDay(article.savedAt, timeZone)),
      texField('langid', article.language),
      texField('keywords', tagsOf(entry).map(tex).join(', ')),
      texField('annotation', annotations.map((annotation) => tex(annote(annotation, labels))).join('\\par ')),
      '}\n\n',
    ].join('');
  },
  close: () => '',
};

export const cslJson: Format = {
  id: 'csl',
  extension: 'json',
  mime: 'application/vnd.citationstyles.csl+json',
  loses: LOST,
  open: () => '[',
  entry: (entry, { labels, timeZone }, { index }) => {
    const { article, annotations } = entry;
    const date = dayOf(article.publishedAt);
    const item = {
      id: article.id,
      type: 'article-newspaper',
      title: oneLine(article.title) || labels.untitled,
      author: authorsOf(article).map((literal) => ({ literal })),
      'container-title': oneLine(article.site),
      ...(date ? { issued: dateParts([date.year, date.month, date.day]) } : {}),
      accessed: dateParts(isoDay(article.savedAt, timeZone).split('-')),
      URL: article.url,
      language: article.language,
      keyword: tagsOf(entry).join(', '),
      note: annotations.map((annotation) => annote(annotation, labels)).join('\n'),
    };
    return `${index === 0 ? '' : ','}\n${JSON.stringify(item)}`;
  },
  close: () => '\n]\n',
};

function dateParts(parts: readonly string[]): { readonly 'date-parts': readonly (readonly number[])[] } {
  return { 'date-parts': [parts.filter(Boolean).map(Number)] };
}
