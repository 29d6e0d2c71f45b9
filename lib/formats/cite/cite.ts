/**
 * A reference to an article, or to what was marked in it, in the styles of the common style guides. The processor is large,
 * so it comes when the first reference is made, with the one style that is asked for. Its licence (CPAL) wants that
 * whoever uses it says “Citations by CSL (citeproc-js)” where the references are made: `ATTRIBUTION`.
 */
import type { Engine } from 'citeproc';
import { attributionOf } from '../../annotation/attribution';
import type { Annotation, Article } from '../../annotation/model';
import { escapeHtml } from '../text/html-escape';
import { isoDay, oneLine } from '../text/plain-text';
import { siteOf } from '../text/site';
import { authorsOf } from './names';

export const CITATION_STYLES = ['apa', 'mla', 'chicago', 'harvard'] as const;
export type CitationStyle = (typeof CITATION_STYLES)[number];

/** What stands where references are made, as the processor's licence wants it. */
export const ATTRIBUTION = {
  phrase: 'Citations by CSL (citeproc-js)',
  url: 'https://citationstyles.org/',
} as const;

const STYLES: Readonly<Record<CitationStyle, () => Promise<{ readonly style: string }>>> = {
  apa: () => import('./styles/apa'),
  mla: () => import('./styles/mla'),
  chicago: () => import('./styles/chicago'),
  harvard: () => import('./styles/harvard'),
};

export interface Citation {
  readonly text: string;
  /** The same with its italics: text, `<i>`, `<b>`, `<sup>`, `<sub>`, `<span>`, and `<p>` around each part. */
  readonly html: string;
}

export interface CiteOptions {
  /** IANA time zone of the day on which the article was read; the system's where it is left out. */
  readonly timeZone?: string;
}

/**
 * The reference in English, as the style guides have it. With an annotation of a passage, the passage stands before it, with
 * who said it and the short reference in brackets. The day of access is that on which the article was saved.
 */
export async function cite(
  article: Article,
  annotation: Annotation | null,
  styleName: CitationStyle,
  options: CiteOptions = {},
): Promise<Citation> {
  const [{ default: CSL }, { ENGLISH }, { style }] = await Promise.all([
    import('citeproc'),
    import('./locale'),
    STYLES[styleName](),
  ]);
  const item = itemOf(article, options);
  const system = { retrieveLocale: () => ENGLISH, retrieveItem: () => item };
  const engine = new CSL.Engine(system, style, 'en-US', true);
  engine.updateItems([item.id]);
  const passage = annotation?.target ? passageOf(annotation) : null;
  const parts = (format: 'text' | 'html') => ({
    entry: entryOf(engine, format),
    short: passage === null ? '' : shortOf(engine, item.id, format),
  });
  const [text, html] = [parts('text'), parts('html')];
  const markup = ownMarkup(html.entry);
  if (passage === null) return { text: text.entry, html: `<p>${markup}</p>` };
  return {
    text: `${passage} ${text.short}\n\n${text.entry}`,
    html: `<p>${escapeHtml(passage)} ${ownMarkup(html.short)}</p><p>${markup}</p>`,
  };
}

/** What CSL-JSON says of an article. */
function itemOf(article: Article, { timeZone }: CiteOptions) {
  const issued = dayOf(article.publishedAt);
  return {
    id: 'article',
    type: 'article-newspaper',
    title: noKey(oneLine(article.title)) || '[Untitled]',
    'container-title': noKey(oneLine(siteOf(article))),
    author: authorsOf(article).map((author) =>
      Object.fromEntries(Object.entries(author).map(([part, name]) => [part, noKey(name)])),
    ),
    ...(issued ? { issued } : {}),
    accessed: dayOf(isoDay(article.savedAt, timeZone)) ?? {},
    URL: article.url,
  };
}

/** Nobody sees it (U+2060 WORD JOINER). */
const JOINER = '\u2060';

/**
 * The processor keeps what it has written in plain objects, by the words: what every object has under a name of its own
 * (`__proto__`, `constructor`) it would take for something that it kept.
 */
function noKey(words: string): string {
  return words in Object.prototype ? words + JOINER : words;
}

/** The day that a page states, in its own time zone; null where it states none. */
function dayOf(stated: string): { readonly 'date-parts': readonly (readonly number[])[] } | null {
  const [day] = /^\d{4}(-\d{2}(-\d{2})?)?(?=T|$)/u.exec(stated) ?? [];
  if (day === undefined || Number.isNaN(Date.parse(day))) return null;
  return { 'date-parts': [day.split('-').map(Number)] };
}

function passageOf(annotation: Annotation): string {
  const { name } = attributionOf(annotation);
  const said = `“${oneLine(annotation.target?.exact ?? '')}”`;
  return name ? `${oneLine(name)}: ${said}` : said;
}

function entryOf(engine: Engine, format: 'text' | 'html'): string {
  engine.setOutputFormat(format);
  const [, [entry = '']] = engine.makeBibliography();
  return entry.replaceAll(JOINER, '').trim();
}

function shortOf(engine: Engine, id: string, format: 'text' | 'html'): string {
  const citation = { citationItems: [{ id }], properties: { noteIndex: 0 } };
  return engine.previewCitationCluster(citation, [], [], format).replaceAll(JOINER, '');
}

/** Markup that the processor makes, or that it takes over from a title. Everything else is text. */
const MARKUP = /<\/?(?:i|b|sup|sub)>|<span style="font-(?:style|variant|weight): ?[a-z-]+;">|<\/span>/u;

function ownMarkup(html: string): string {
  const entry = html.replace(/^<div class="csl-entry">([^]*)<\/div>$/u, '$1').trim();
  return entry
    .split(new RegExp(`(${MARKUP.source})`, 'u'))
    .map((piece, index) =>
      index % 2 === 1 ? piece : piece.replaceAll('<', '&#60;').replaceAll('>', '&#62;'),
    )
    .join('');
}
