/** Markdown for Logseq: properties, then an outline with a block for each mark. */
import { attributionOf } from '../../annotation/attribution';
import type { Annotation, Article } from '../../annotation/model';
import { overviewOf, type Entry, type Format, type RenderOptions } from '../format';
import { logseqLine, logseqParagraphs, logseqTags, logseqValue } from '../text/logseq-text';
import { link, linkAddress } from '../text/markdown-escape';
import { isoDay, oneLine, writtenDay } from '../text/plain-text';
import { linkTo } from '../text/text-fragment';
import { verdictOf } from '../text/verdict';

/**
 * One article becomes a page about it; several become one page with a block for each. What pages say is escaped; notes
 * are the user's own Markdown and stay as they are.
 */
export const logseq: Format = {
  id: 'logseq',
  extension: 'md',
  mime: 'text/markdown',
  loses: ['context', 'position', 'creator'],
  open: ({ articles, tags }, { labels, now, timeZone }) =>
    articles === 1
      ? ''
      : page(['title', labels.collection], ['exported', isoDay(now, timeZone)], ['tags', list(tags)]),
  entry: (entry, options, { isOnly }) =>
    isOnly ? articlePage(entry, options) : articleBlock(entry, options),
  close: () => '',
};

type Property = readonly [key: string, value: string];

/** The properties of a page, and the empty line that ends them. */
function page(...properties: readonly Property[]): string {
  return `${propertyLines(properties).join('\n')}\n\n`;
}

function articlePage(entry: Entry, options: RenderOptions): string {
  const { tags } = overviewOf([entry]);
  const title: Property = ['title', titleOf(entry.article, options)];
  return (
    page(title, ...propertiesOf(entry.article, options), ['tags', list(tags)]) +
    marksOf(entry, options, 0).join('')
  );
}

function articleBlock(entry: Entry, options: RenderOptions): string {
  const head = [
    logseqLine(titleOf(entry.article, options)),
    ...propertyLines(propertiesOf(entry.article, options)),
  ];
  return block(head, 0) + marksOf(entry, options, 1).join('');
}

function titleOf(article: Article, { labels }: RenderOptions): string {
  return oneLine(article.title) || labels.untitled;
}

function propertiesOf(article: Article, { timeZone }: RenderOptions): Property[] {
  return [
    // An address alone is the one value that shall become a link.
    ['source', addressOf(article.url)],
    ['author', article.byline],
    ['site', article.site],
    ['published', article.publishedAt],
    ['saved', isoDay(article.savedAt, timeZone)],
  ];
}

function propertyLines(properties: readonly Property[]): string[] {
  return properties
    .map(([key, value]) => [key, key === 'source' || key === 'tags' ? value : logseqValue(value)] as const)
    .filter(([, value]) => value !== '')
    .map(([key, value]) => `${key}:: ${value}`);
}

/** `url` encoded where it would end, or become something else within the value. */
function addressOf(url: string): string {
  return linkAddress(url).replaceAll('#', '%23').replace(/%23/u, '#').replace(/::/gu, ':%3A');
}

function list(tags: readonly string[]): string {
  return logseqTags(tags).join(', ');
}

function marksOf({ article, annotations }: Entry, options: RenderOptions, depth: number): string[] {
  return annotations.map((annotation) => markBlock(annotation, article, options, depth));
}

/** The block of a mark, with the passage and the note as blocks within. */
function markBlock(annotation: Annotation, article: Article, options: RenderOptions, depth: number): string {
  const { kind, target, claim, note, tags, createdAt } = annotation;
  const { labels, locale, timeZone } = options;
  const { name, role } = attributionOf(annotation);
  const facts = [
    kind === 'claim' ? `${labels.claim} (${verdictOf(claim, labels)})` : labels[kind],
    [name, role].filter(Boolean).join(', '),
    writtenDay(createdAt, locale, timeZone),
  ].map((fact) => logseqLine(fact));
  const head = [
    ...facts,
    ...(target ? [link(labels.inArticle, linkTo(article.url, target))] : []),
    ...logseqTags(tags).map((tag) => `#[[${tag}]]`),
  ];
  const properties: readonly Property[] = [
    ['kind', kind],
    [kind === 'claim' ? 'claimant' : 'speaker', name],
    ['role', role],
    ['status', kind === 'claim' ? claim.status : ''],
    ['rating', kind === 'claim' ? claim.rating : ''],
  ];
  const passage = target ? logseqParagraphs(target.exact).map((line) => `> ${line}`) : [];
  return [
    block([head.filter(Boolean).join(' · '), ...propertyLines(properties)], depth),
    passage.length > 0 ? block(passage.join('\n>\n').split('\n'), depth + 1) : '',
    note.trim() === '' ? '' : block(note.trim().split(/\r\n|\r|\n/u), depth + 1),
  ].join('');
}

/** One block: a bullet, and what else belongs to it, indented as far as its text. */
function block(lines: readonly string[], depth: number): string {
  const indent = '\t'.repeat(depth);
  return lines.map((line, nth) => `${indent}${nth === 0 ? '- ' : '  '}${line}`.trimEnd() + '\n').join('');
}
