/** The marks of an article to read, each with what stands around it in the text. */
import { attributionOf } from '../../annotation/attribution';
import type { Annotation, Article, Target } from '../../annotation/model';
import type { Entry } from '../format';
import { escapeHtml } from '../text/html-escape';
import { isoTime, oneLine } from '../text/plain-text';
import { linkTo } from '../text/text-fragment';
import { verdictOf } from '../text/verdict';
import type { PackOptions } from './options';
import { addressHtml, factsHtml, standalonePage } from './page';

/** A page with all of them, in the order of the entry. */
export function marksPage({ article, annotations }: Entry, options: PackOptions): string {
  const title = oneLine(article.title) || options.labels.untitled;
  const about = [article.site, article.byline, article.publishedAt].map(oneLine).filter(Boolean).join(' · ');
  return standalonePage(
    title,
    '',
    [
      `<h1 dir="auto">${escapeHtml(title)}</h1>`,
      `<p class="context" dir="auto">${escapeHtml(about)}</p><p class="context">${addressHtml(article.url)}</p>`,
      ...annotations.map((annotation) => markHtml(annotation, article, options)),
    ].join('\n'),
  );
}

function markHtml(annotation: Annotation, article: Article, options: PackOptions): string {
  const { kind, target, claim, note, tags, createdAt, updatedAt } = annotation;
  const { labels, packLabels } = options;
  const { name, role } = attributionOf(annotation);
  const what = kind === 'claim' ? `${labels.claim} (${verdictOf(claim, labels)})` : labels[kind];
  const said = [name, role].map(oneLine).filter(Boolean).join(', ');
  const facts = factsHtml([
    [what, escapeHtml(said) || '–'],
    [packLabels.markedAt, isoTime(createdAt)],
    [packLabels.changedAt, updatedAt === createdAt ? '' : isoTime(updatedAt)],
    [labels.inArticle, target ? addressHtml(linkTo(article.url, target)) : ''],
  ]);
  const tagged = tags.map((tag) => `#${oneLine(tag)}`).join(' ');
  return [
    '<figure>',
    target ? passageHtml(target) : '',
    note === '' ? '' : `<p class="note" dir="auto">${escapeHtml(note)}</p>`,
    `<figcaption>${tagged === '' ? '' : `<p dir="auto">${escapeHtml(tagged)}</p>`}${facts}</figcaption></figure>`,
  ].join('');
}

/** The passage between the sentences before and after it; where those were not kept, between the words. */
function passageHtml({ exact, prefix, suffix, sentenceBefore, sentenceAfter }: Target): string {
  return (
    contextHtml(sentenceBefore || prefix) +
    `<blockquote dir="auto"><p>${escapeHtml(exact).replaceAll(/\s*\n\s*/gu, '</p><p>')}</p></blockquote>` +
    contextHtml(sentenceAfter || suffix)
  );
}

function contextHtml(text: string): string {
  const line = oneLine(text);
  return line === '' ? '' : `<p class="context" dir="auto">${escapeHtml(line)}</p>`;
}
