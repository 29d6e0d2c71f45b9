import { attributionOf } from '../../lib/annotation/attribution';
import type { Annotation, Article } from '../../lib/annotation/model';

/** A mark as plain text to paste anywhere: the words, who said them, where, and a link to the place. */
export function quotation(annotation: Annotation, article: Article, link: string): string {
  const { target, note } = annotation;
  const { name, role } = attributionOf(annotation);
  const source = [name, role, article.title, article.site].filter(Boolean).join(', ');
  const words = target ? `“${target.exact.trim()}”` : note.trim();
  return [words, source && `— ${source}`, link].filter(Boolean).join('\n');
}
