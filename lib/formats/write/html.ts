/** A page to read, to print and to paste from: each passage a quotation with its source. */
import { attributionOf } from '../../annotation/attribution';
import type { Annotation, Article } from '../../annotation/model';
import type { Entry, Format, RenderOptions } from '../format';
import { escapeHtml } from '../text/html-escape';
import { oneLine, writtenDay } from '../text/plain-text';
import { linkTo } from '../text/text-fragment';
import { verdictOf } from '../text/verdict';

const STYLE = `
  body { max-width: 42em; margin: 3em auto; padding: 0 1em; font: 1.05em/1.6 Georgia, serif; color: #1f1c18; }
  h2 { margin: 2.5em 0 0; line-height: 1.25; } .source, figcaption { color: #5d574e; font: .85em/1.5 system-ui, sans-serif; }
  figure { margin: 1.5em 0; break-inside: avoid; } blockquote { margin: 0 0 .4em; padding-inline-start: 1em; border-inline-start: 3px solid #8a8378; }
  .note { white-space: pre-wrap; margin: .4em 0 0; }
  @media (prefers-color-scheme: dark) { body { background: #1a1917; color: #ede9e1; } .source, figcaption { color: #b3ac9f; } a { color: inherit; } }
`;

export const html: Format = {
  id: 'html',
  extension: 'html',
  mime: 'text/html',
  loses: ['context', 'position', 'creator'],
  open: (_, { labels }) =>
    `<!doctype html>\n<html><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">` +
    `<title>${escapeHtml(labels.collection)}</title><style>${STYLE}</style></head><body>\n<h1>${escapeHtml(labels.collection)}</h1>\n`,
  entry: ({ article, annotations }: Entry, options) =>
    [
      `<section>\n${headOf(article, options)}`,
      ...annotations.map((item) => figure(item, article, options)),
      '</section>\n',
    ].join('\n'),
  close: () => '</body></html>\n',
};

function headOf(article: Article, { labels }: RenderOptions): string {
  const about = [article.site, article.byline, article.publishedAt.slice(0, 10)].map(oneLine).filter(Boolean);
  const language = article.language ? ` lang="${escapeHtml(article.language)}"` : '';
  return (
    `<h2 dir="auto"${language}>${escapeHtml(oneLine(article.title) || labels.untitled)}</h2>\n` +
    `<p class="source">${escapeHtml(about.join(' · '))} <a href="${escapeHtml(article.url)}">${escapeHtml(article.url)}</a></p>`
  );
}

function figure(annotation: Annotation, article: Article, options: RenderOptions): string {
  const { kind, target, claim, note, tags, createdAt } = annotation;
  const { labels } = options;
  const { name, role } = attributionOf(annotation);
  const what = kind === 'claim' ? `${labels.claim} (${verdictOf(claim, labels)})` : labels[kind];
  const facts = [
    what,
    [name, role].filter(Boolean).join(', '),
    ...tags.map((tag) => `#${tag}`),
    writtenDay(createdAt, options.locale, options.timeZone),
  ];
  const link = linkTo(article.url, target);
  const passage = target
    ? `<blockquote dir="auto" cite="${escapeHtml(link)}"><p>${paragraphs(target.exact)}</p></blockquote>\n`
    : '';
  const back = target ? ` · <a href="${escapeHtml(link)}">${escapeHtml(labels.inArticle)}</a>` : '';
  const comment = note ? `<p class="note" dir="auto">${escapeHtml(note)}</p>` : '';
  return (
    `<figure>${passage}<figcaption>${escapeHtml(facts.map(oneLine).filter(Boolean).join(' · '))}${back}` +
    `${comment}</figcaption></figure>`
  );
}

function paragraphs(text: string): string {
  return text
    .split(/\s*\n\s*/u)
    .map(escapeHtml)
    .join('</p><p>');
}
