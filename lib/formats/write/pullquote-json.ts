/** Pullquote's own JSON: everything, to the letter. Its schema is published in `docs/formats`. */
import * as v from 'valibot';
import { annotationSchema, articleSchema } from '../../annotation/model';
import type { Entry, Format } from '../format';
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
