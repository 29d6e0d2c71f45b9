/** Pullquote's own JSON: everything, to the letter. Its schema is published in `docs/formats`. */
import * as v from 'valibot';
import { annotationSchema, articleSchema } from '../../annotation/model';
import type { Collection, Entry, Format } from '../format';
import { isoTime } from '../text/plain-text';

export const pullquoteFileSchema = v.object({
  format: v.literal('pullquote'),
  version: v.literal(1),
  exportedAt: v.string(),
  articles: v.array(v.object({ ...articleSchema.entries, annotations: v.array(annotationSchema) })),
});

export const pullquoteJson: Format = {
  id: 'pullquote',
  extension: 'json',
  mime: 'application/json',
  loses: [],
  open: (_, { now }) =>
    `{\n"format": "pullquote",\n"version": 1,\n"exportedAt": ${JSON.stringify(isoTime(now))},\n"articles": [`,
  entry: ({ article, annotations }: Entry, _, { index }) =>
    `${index === 0 ? '' : ','}\n${JSON.stringify({ ...article, annotations })}`,
  close: () => '\n]\n}\n',
};

/** Why a file is no export of Pullquote's, so that a person can act on it. */
export type UnreadableFile = 'not-json' | 'not-pullquote' | 'newer';

export type ReadFile =
  | { readonly ok: true; readonly collection: Collection; readonly unreadable: readonly string[] }
  | { readonly ok: false; readonly reason: UnreadableFile };

/**
 * What a file holds. Records that break the model are left out and named by their place in the file (`articles[3].url: …`).
 */
export function readPullquoteJson(text: string): ReadFile {
  let file: unknown;
  try {
    file = JSON.parse(text.replace(/^\uFEFF/u, ''));
  } catch {
    return { ok: false, reason: 'not-json' };
  }
  const head = v.safeParse(v.looseObject({ format: v.literal('pullquote'), version: v.number() }), file);
  if (!head.success) return { ok: false, reason: 'not-pullquote' };
  if (head.output.version > 1) return { ok: false, reason: 'newer' };
  const body = v.safeParse(v.looseObject({ articles: v.array(v.unknown()) }), file);
  if (!body.success) return { ok: false, reason: 'not-pullquote' };
  const unreadable: string[] = [];
  const collection = body.output.articles.flatMap((stated, at): Entry[] => {
    const article = v.safeParse(articleSchema, stated);
    if (!article.success) {
      unreadable.push(nameOf(`articles[${at}]`, article.issues[0]));
      return [];
    }
    return [{ article: article.output, annotations: readAnnotations(stated, at, unreadable) }];
  });
  return { ok: true, collection, unreadable };
}

function readAnnotations(article: unknown, at: number, unreadable: string[]): Entry['annotations'] {
  const list = v.safeParse(v.looseObject({ annotations: v.array(v.unknown()) }), article);
  if (!list.success) {
    unreadable.push(nameOf(`articles[${at}]`, list.issues[0]));
    return [];
  }
  return list.output.annotations.flatMap((stated, nth) => {
    const annotation = v.safeParse(annotationSchema, stated);
    if (annotation.success) return [annotation.output];
    unreadable.push(nameOf(`articles[${at}].annotations[${nth}]`, annotation.issues[0]));
    return [];
  });
}

function nameOf(place: string, issue: v.BaseIssue<unknown>): string {
  const path = v.getDotPath(issue);
  return `${place}${path === null ? '' : `.${path}`}: ${issue.message}`;
}
