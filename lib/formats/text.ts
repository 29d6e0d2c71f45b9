/** Plain text, for an e-mail or a message. */
import type { Annotation } from '../annotation/model';
import type { Entry, Format, RenderOptions } from './format';
import { oneLine } from './plain-text';

export const text: Format = {
  id: 'text',
  extension: 'txt',
  mime: 'text/plain',
  loses: ['context', 'position', 'times', 'tags'],
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

function markOf({ kind, target, quote, claim, note }: Annotation, { labels }: RenderOptions): string {
  const name =
    kind === 'quote' ? [quote.speaker, quote.speakerRole].filter(Boolean).join(', ') : claim.claimant;
  const status = kind === 'claim' ? ` [${labels.claim}, ${labels[claim.status]}]` : '';
  const passage = target ? `“${target.exact.trim()}”` : '';
  const said = [passage, oneLine(name)].filter(Boolean).join('\n— ') + status;
  return [said, note.trim()].filter(Boolean).join('\n');
}
