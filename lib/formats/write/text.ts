/** Plain text, for an e-mail or a message. */
import { attributionOf } from '../../annotation/attribution';
import type { Annotation } from '../../annotation/model';
import type { Entry, Format, RenderOptions } from '../format';
import { oneLine } from '../text/plain-text';
import { verdictOf } from '../text/verdict';

export const text: Format = {
  id: 'text',
  extension: 'txt',
  mime: 'text/plain',
  loses: ['context', 'position', 'times', 'tags', 'creator'],
  open: () => '',
  entry: ({ article, annotations }: Entry, options, { index }) => {
    const about = [article.site, article.byline, article.publishedAt.slice(0, 10)]
      .map(oneLine)
      .filter(Boolean);
    const head = [oneLine(article.title) || options.labels.untitled, about.join(', '), article.url].filter(
      Boolean,
    );
    const marks = annotations.map((annotation) => markOf(annotation, options));
    return `${index === 0 ? '' : '\n\n'}${[head.join('\n'), ...marks].join('\n\n')}\n`;
  },
  close: () => '',
};

function markOf(annotation: Annotation, { labels }: RenderOptions): string {
  const { kind, target, claim, note } = annotation;
  const { name, role } = attributionOf(annotation);
  const status = kind === 'claim' ? ` [${labels.claim}, ${verdictOf(claim, labels)}]` : '';
  const passage = target ? `“${target.exact.trim()}”` : '';
  const said =
    [passage, oneLine([name, role].filter(Boolean).join(', '))].filter(Boolean).join('\n— ') + status;
  return [said, note.trim()].filter(Boolean).join('\n');
}
