/** Markdown for Obsidian, and for whatever else reads CommonMark: front matter, then a callout for each mark. */
import type { Annotation, Article } from '../../annotation/model';
import { overviewOf, type Entry, type Format, type Overview, type RenderOptions } from '../format';
import { frontMatter, obsidianTags } from '../text/front-matter';
import { blockId } from '../text/block-id';
import { escapeLine, escapeParagraphs, link } from '../text/markdown-escape';
import { isoDay, oneLine, writtenDay } from '../text/plain-text';
import { siteOf } from '../text/site';
import { linkTo } from '../text/text-fragment';
import { verdictOf } from '../text/verdict';

/**
 * One article becomes a note about it; several become one document with a section for each. What pages say is
 * escaped; notes are the user's own Markdown and stay as they are.
 */
export const markdown: Format = {
  id: 'markdown',
  extension: 'md',
  mime: 'text/markdown',
  loses: ['context', 'position', 'creator'],
  open: (overview, options) => (overview.articles === 1 ? '' : head(overview, options)),
  entry: (entry, options, { isOnly }) =>
    isOnly ? articleNote(entry, options) : articleSection(entry, options),
  close: () => '',
};

function articleNote({ article, annotations }: Entry, options: RenderOptions): string {
  const title = titleOf(article, options);
  const byline = oneLine(article.byline);
  const properties = frontMatter({
    title,
    source: article.url,
    author: byline ? [byline] : [],
    site: article.site,
    published: article.publishedAt,
    saved: isoDay(article.savedAt, options.timeZone),
    ...summary(overviewOf([{ article, annotations }])),
  });
  return blocks([properties, `# ${escapeLine(title)}`, ...section(article, annotations, options)]);
}

function head(overview: Overview, options: RenderOptions): string {
  const { collection: title } = options.labels;
  const properties = frontMatter({
    title,
    exported: isoDay(options.now, options.timeZone),
    articles: overview.articles,
    ...summary(overview),
  });
  return blocks([properties, `# ${escapeLine(title)}`]);
}

function articleSection({ article, annotations }: Entry, options: RenderOptions): string {
  const title = `## ${escapeLine(titleOf(article, options))}`;
  return `\n${blocks([title, ...section(article, annotations, options)])}`;
}

function blocks(parts: readonly string[]): string {
  return `${parts.map((part) => part.trimEnd()).join('\n\n')}\n`;
}

function titleOf(article: Article, { labels }: RenderOptions): string {
  return oneLine(article.title) || labels.untitled;
}

function summary({ tags, speakers, quotes, claims, highlights }: Overview) {
  return {
    tags: obsidianTags(tags),
    speakers: [...new Set(speakers.map(oneLine).filter(Boolean))],
    quotes,
    claims,
    highlights,
  };
}

function section(article: Article, annotations: readonly Annotation[], options: RenderOptions): string[] {
  const source = link(siteOf(article), article.url);
  const about = [source, escapeLine(article.byline), escapeLine(dayOf(article.publishedAt))];
  return [about.filter(Boolean).join(' · '), ...annotations.flatMap((item) => mark(item, article, options))];
}

/** Only the day of a date that is ISO 8601; any other as the page wrote it. */
function dayOf(date: string): string {
  return /^\d{4}-\d{2}-\d{2}/u.exec(date)?.[0] ?? date;
}

/** The callout, and the id under which other notes can link to it. */
function mark(annotation: Annotation, article: Article, options: RenderOptions): string[] {
  const { target, note, tags } = annotation;
  const passage = target ? escapeParagraphs(target.exact).map((line) => `> ${line}`) : [];
  const facts = [
    ...obsidianTags(tags).map((tag) => `#${tag}`),
    writtenDay(annotation.createdAt, options.locale, options.timeZone),
    ...(target ? [link(options.labels.inArticle, linkTo(article.url, target))] : []),
  ];
  // The note comes last: a code block or comment that is left open there ends with the callout.
  const parts = [passage.join('\n>\n'), facts.filter(Boolean).join(' · '), note.trimEnd()].filter(Boolean);
  const body = parts.join('\n\n').split(/\r\n|\r|\n/u);
  const callout = [heading(annotation, options), ...body].map((line) => (line ? `> ${line}` : '>'));
  return [callout.join('\n'), `^${blockId(annotation)}`];
}

function heading({ kind, quote, claim }: Annotation, { labels }: RenderOptions): string {
  if (kind === 'quote') {
    const role = quote.speakerRole && ` (${quote.speakerRole})`;
    return `[!quote] ${escapeLine((quote.speaker || labels.quote) + role)}`;
  }
  if (kind === 'claim') {
    const claimant = claim.claimant && ` — ${claim.claimant}`;
    return `[!question] ${escapeLine(`${labels.claim}${claimant} (${verdictOf(claim, labels)})`)}`;
  }
  return `[!${kind}] ${escapeLine(labels[kind])}`;
}
