/** Names for what comes without: made from what it says, so that the same file read again names the same things. */
import { v5 } from 'uuid';
import type { ImportedAnnotation, Incoming } from '../../annotation/imported';
import type { ArticleIdentity } from '../../annotation/model';
import type { Found } from './reader';

/** The namespace (RFC 9562, 5.5) of names that are made here. */
const NAMESPACE = '5b0d9a1e-6c1c-5d3e-9f0e-0d3a4c0d7f10';

type Entry = Extract<Found, { type: 'entry' }>;

/**
 * Names the articles and annotations of one file, in its order.
 *
 * @param readerId tools name their annotations each by itself: `3` is another one in each of them
 * @param identityOf the identities of an article at an address; null where it is none that can be annotated
 * @returns the entry with its names; null where its address is none
 */
export function createNamer(
  readerId: string,
  identityOf: (url: string) => ArticleIdentity | null,
): (entry: Entry) => Incoming | null {
  // The same passage twice, with another note each: the second has to have a name of its own.
  const saidUnder = new Map<string, string>();
  const nameOf = (annotation: ImportedAnnotation, identity: Incoming['identity']): string => {
    if (annotation.id !== undefined) return annotation.id;
    if (annotation.sourceId !== undefined) return named('source', readerId, annotation.sourceId);
    const { target, createdAt, note, tags } = annotation;
    const said = JSON.stringify([note, tags]);
    const where = [target?.exact ?? '', target?.prefix ?? '', target?.suffix ?? '', target ? '' : said];
    for (let nth = 1; ; nth++) {
      const name = named('passage', identity[0], ...where, String(createdAt ?? ''), String(nth));
      const other = saidUnder.get(name);
      if (other === undefined || other === said) {
        saidUnder.set(name, said);
        return name;
      }
    }
  };
  return ({ article, annotations }) => {
    const url = article.url ?? `urn:uuid:${named('work', article.title ?? '', article.byline ?? '')}`;
    const own: ArticleIdentity | null = url.startsWith('urn:') ? [url] : identityOf(url);
    if (!own) return null;
    const identity: Incoming['identity'] = [own[0], ...own.slice(1), ...(article.aliases ?? [])];
    return {
      identity,
      url,
      article: { ...article, id: article.id ?? named('article', own[0]) },
      annotations: annotations.map((annotation) =>
        Object.assign(
          { ...annotation },
          { id: nameOf(annotation, identity), isOurs: annotation.id !== undefined },
        ),
      ),
    };
  };
}

function named(...parts: readonly string[]): string {
  return v5(JSON.stringify(parts), NAMESPACE);
}
