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
  // What was said under a name so far.
  const saidUnder = new Map<string, string>();
  /** The first name that is free, or stands for the very same. */
  const freeFor = (said: string, nameNth: (nth: number) => string): string => {
    for (let nth = 1; ; nth++) {
      const name = nameNth(nth);
      const other = saidUnder.get(name);
      if (other !== undefined && other !== said) continue;
      saidUnder.set(name, said);
      return name;
    }
  };
  const nameOf = (annotation: ImportedAnnotation, [address]: Incoming['identity']): string => {
    const { id, sourceId, target, createdAt, note, tags } = annotation;
    const own = id ?? (sourceId === undefined ? undefined : named('source', readerId, sourceId));
    if (own !== undefined) {
      // Two records of one name (files put together, a row that was copied and rewritten) are both the user's.
      return freeFor(saidBy(annotation, address), (nth) =>
        nth === 1 ? own : named('again', own, String(nth)),
      );
    }
    // The same passage twice, with another note each: the second has to have a name of its own.
    const said = JSON.stringify([note, tags]);
    const where = [target?.exact ?? '', target?.prefix ?? '', target?.suffix ?? '', target ? '' : said];
    return freeFor(said, (nth) => named('passage', address, ...where, String(createdAt ?? ''), String(nth)));
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
