/** Pullquote's own JSON: see `write/pullquote-json.ts`. */
import * as v from 'valibot';
import { check, ReadError, type Found, type Reader } from './reader';
import { jsonItems } from './sources/json';

const headSchema = v.looseObject({ format: v.literal('pullquote'), version: v.number() });
const articleSchema = v.looseObject({ annotations: v.array(v.looseObject({})) });

export const pullquote: Reader = { id: 'pullquote', read: (file) => articlesIn(file, () => false) };

/**
 * @param hasMore whether more than its marks comes of the article with this id: then it is not one without anything
 * @throws {ReadError} see `Reader`
 */
export async function* articlesIn(file: Blob, hasMore: (id: string) => boolean): AsyncGenerator<Found, void> {
  const items = jsonItems(file, ['articles']);
  for (;;) {
    // oxlint-disable-next-line no-await-in-loop -- one element after the other
    const next = await items.next();
    if (next.done) return checkHead(next.value);
    const { place, value } = next.value;
    const article = v.safeParse(articleSchema, value);
    if (article.success) {
      const { id, annotations } = article.output;
      const isMore = typeof id === 'string' && hasMore(id);
      const found = check({ place, article: value, annotations });
      yield* found.filter(({ type }) => type !== 'unmarked' || !isMore);
    } else yield { type: 'unreadable', place, detail: describe(article.issues[0]) };
  }
}

/** @throws {ReadError} where it is no file of ours, or one of a version that is not known */
function checkHead(rest: unknown): void {
  const head = v.safeParse(headSchema, rest);
  if (!head.success) throw new ReadError('unknown', 'it does not say that it is a Pullquote file');
  if (head.output.version > 1) throw new ReadError('newer', `version ${head.output.version}`);
}

function describe(issue: v.BaseIssue<unknown>): string {
  const path = v.getDotPath(issue);
  return `${path === null ? '' : `${path}: `}${issue.message}`;
}
