/** What a page says of its article: cheap enough for every page, without looking at the text. */
import type { ArticleDetails } from '../../annotation/model';
import { distinctAuthors, isOnlySite, printedAuthors } from './byline';
import { canonicalOf, type ArticleFacts, sectionOf } from './facts';
import { isoDate } from './iso-date';
import { type LinkedArticle, readLinkedArticles } from './json-ld';
import { firstOf, type MetaTags, readMetaTags } from './meta-tags';
import { plainLine } from './plain-line';
import { printedDate } from './printed-date';
import { foldHost } from '../address/site';
import { isNamedByFirstHeading } from './site-rules';
import { articleTitle, isSameWording } from './title';

const MAX_HEADINGS = 10;
const MAX_LANGUAGE = 35;
const MAX_NAME_WORDS = 4;

export interface Statements {
  readonly details: ArticleDetails;
  readonly facts: ArticleFacts;
}

const NO_DETAILS: ArticleDetails = {
  title: '',
  byline: '',
  site: '',
  language: '',
  publishedAt: '',
  modifiedAt: '',
};

const TITLES = [
  'og:title',
  'twitter:title',
  'parsely-title',
  'citation_title',
  'dc.title',
  'dcterms.title',
  'headline',
];
const APPLICATIONS = ['application-name', 'apple-mobile-web-app-title', 'citation_journal_title'];
const AUTHORS = [
  'author',
  'article:author',
  'parsely-author',
  'citation_author',
  'sailthru.author',
  'dcsext.author',
  'dc.creator',
  'dcterms.creator',
  'byl',
];
const PUBLISHED = [
  'article:published_time',
  'datepublished',
  'parsely-pub-date',
  'sailthru.date',
  'citation_publication_date',
  'dcterms.created',
  'dc.date.issued',
  'dcterms.issued',
  'dcterms.date',
  'dc.date',
  'pubdate',
  'publishdate',
  'publish-date',
  'date',
];
const MODIFIED = [
  'article:modified_time',
  'datemodified',
  'og:updated_time',
  'dcterms.modified',
  'last-modified',
];

/**
 * What the page states in JSON-LD, `<meta>`, its headings, byline and dates, as plain text: see `plainLine`. Where
 * they differ, what describes an article goes before what describes a page. Reads the document only, and never
 * throws; '' for what is not stated.
 *
 * @param url the page's address, which tells its article from others that it describes
 */
export function readDetails(document: Document, url: string): ArticleDetails {
  try {
    return readPage(document, url).details;
  } catch {
    // A page can put a form in place of any of the document's methods: then it says nothing.
    return { ...NO_DETAILS };
  }
}

/** The same, and what the page says beside it: for who takes the page apart, not for who asks again and again. */
export function readStatements(document: Document, url: string): Statements {
  try {
    const { details, authors, tags, article } = readPage(document, url);
    const section = sectionOf(document, tags, article);
    return { details, facts: { authors, section, canonicalUrl: canonicalOf(document, url, article) } };
  } catch {
    return { details: { ...NO_DETAILS }, facts: { authors: [], section: '', canonicalUrl: '' } };
  }
}

/** What was read on the way to the details, too. */
function readPage(document: Document, url: string) {
  const tags = readMetaTags(document);
  const headings = [...document.querySelectorAll('h1')]
    .slice(0, MAX_HEADINGS)
    .map((heading) => plainLine(heading.textContent));
  const shared = firstOf(tags, TITLES);
  const linked = ofThisPage(readLinkedArticles(document), url, [...headings, shared]);
  const article = linked.find(({ isArticle }) => isArticle);
  const application = firstOf(tags, APPLICATIONS, (name) => (isHeadline(name, headings) ? '' : name));
  const publisher = first(linked, 'site');
  const site = firstOf(tags, ['og:site_name']) || publisher || application;
  const siteNames = [site, publisher, application, ...hostNames(url)];
  const authors = authorsOf(document, tags, linked, siteNames);
  const details = {
    title: articleTitle({
      linked: article?.headline ?? '',
      shared,
      headings,
      subheading: isNamedByFirstHeading(url) ? '' : subheadingOf(document),
      document: plainLine(document.querySelector('title')?.textContent),
      siteNames,
    }),
    byline: plainLine(authors.join(', ')),
    site,
    language: languageOf(document, tags, linked),
    publishedAt:
      first(linked, 'publishedAt') || firstOf(tags, PUBLISHED, isoDate) || printedDate(document, 'published'),
    modifiedAt:
      first(linked, 'modifiedAt') || firstOf(tags, MODIFIED, isoDate) || printedDate(document, 'modified'),
  };
  return { details, authors, tags, article };
}

/**
 * The descriptions of the page's own article, best first: pages describe recommended articles too. Those that
 * name the page's address or one of its headlines, or else the first; then those of the page around it.
 */
function ofThisPage(all: readonly LinkedArticle[], url: string, titles: readonly string[]): LinkedArticle[] {
  const articles = all.filter((article) => article.isArticle);
  const path = URL.parse(url)?.pathname;
  const matching = articles.filter(
    (article) =>
      (path !== undefined && path !== '/' && URL.parse(article.url, url)?.pathname === path) ||
      titles.some((title) => isSameWording(title, article.headline)),
  );
  const chosen = matching.length > 0 ? matching : articles.slice(0, 1);
  return [...chosen, ...all.filter((article) => !article.isArticle)];
}

function first(
  articles: readonly LinkedArticle[],
  key: 'site' | 'language' | 'publishedAt' | 'modifiedAt',
): string {
  return articles.find((article) => article[key] !== '')?.[key] ?? '';
}

function authorsOf(
  document: Document,
  tags: MetaTags,
  linked: readonly LinkedArticle[],
  siteNames: readonly string[],
): string[] {
  const candidates: (() => readonly string[])[] = [
    () => linked.find((article) => article.authors.length > 0)?.authors ?? [],
    ...AUTHORS.map((name) => () => tags.get(name) ?? []),
    () => printedAuthors(document),
  ];
  let fallback: string[] = [];
  for (const names of candidates) {
    const stated = names();
    const authors = distinctAuthors(stated);
    if (authors.length > 0 && !isOnlySite(stated, siteNames)) return authors;
    if (fallback.length === 0) fallback = authors;
  }
  return fallback;
}

function languageOf(document: Document, tags: MetaTags, linked: readonly LinkedArticle[]): string {
  const root = document.documentElement;
  const stated = [
    root.getAttribute('lang'),
    root.getAttribute('xml:lang'),
    first(linked, 'language'),
    firstOf(tags, ['og:locale', 'dc.language', 'dcterms.language', 'language', 'content-language']),
  ];
  return stated.map(languageTag).find((tag) => tag !== '') ?? '';
}

/** A BCP 47 tag as browsers write it (`en-GB`), or '' where what is stated is none. */
export function languageTag(stated: string | null | undefined): string {
  const text = plainLine(stated).replaceAll('_', '-');
  if (text === '' || text.length > MAX_LANGUAGE) return '';
  try {
    return Intl.getCanonicalLocales(text)[0] ?? '';
  } catch {
    return '';
  }
}

/** The first `<h2>` of the page's own behind its first `<h1>`. */
function subheadingOf(document: Document): string {
  const headings = [...document.querySelectorAll('h1, h2')];
  const behind = headings.slice(headings.findIndex(({ localName }) => localName === 'h1') + 1);
  const found = behind.find((each) => each.localName === 'h2' && !each.closest('aside, nav, footer, a'));
  return plainLine(found?.textContent);
}

/** Some sites write the headline where the name of an application belongs: then a heading says it too. */
function isHeadline(name: string, headings: readonly string[]): boolean {
  return name.split(' ').length > MAX_NAME_WORDS && headings.some((heading) => isSameWording(heading, name));
}

/** `taz.de` and `taz`, as titles name them. */
function hostNames(url: string): string[] {
  const host = foldHost(URL.parse(url)?.hostname ?? '');
  return [host, ...host.split('.').slice(0, -1)].filter((name) => name.length > 2);
}
