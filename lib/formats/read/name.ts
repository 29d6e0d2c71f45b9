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
  // What the first record of each name says: another one that says something else is the user's, too (the same passage
  // with another note, files put together, a row that was copied and rewritten), and has to have a name of its own.
  const saidUnder = new Map<string, string>();
  const nameFor = (name: string, said: string): string => {
    const first = saidUnder.get(name);
    if (first === undefined) saidUnder.set(name, said);
    return first === undefined || first === said ? name : named('again', name, said);
  };
  const nameOf = (annotation: ImportedAnnotation, [address]: Incoming['identity']): string => {
    const { id, sourceId, target, createdAt, note, tags } = annotation;
    if (id !== undefined) return nameFor(id, saidBy(annotation, address));
    if (sourceId !== undefined)
      return nameFor(named('source', readerId, sourceId), saidBy(annotation, address));
    const said = JSON.stringify([note, tags]);
    const where = [target?.exact ?? '', target?.prefix ?? '', target?.suffix ?? '', target ? '' : said];
    return nameFor(named('passage', address, ...where, String(createdAt ?? '')), said);
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

/** What a record says, and of what, in a few letters; not when it was said. */
function saidBy(annotation: ImportedAnnotation, address: string): string {
  const { kind, target, note, tags, quote, claim, reanchored, rejected, creator, deletedAt } = annotation;
  const isDeleted = deletedAt !== undefined && deletedAt !== null;
  const words = [kind, target?.exact, note, tags, quote, claim, reanchored, rejected, creator, isDeleted];
  return named('said', address, JSON.stringify(words));
}

function named(...parts: readonly string[]): string {
  return v5(JSON.stringify(parts), NAMESPACE);
}
