/** What is written down of an import, so that it can be taken back. */
import * as v from 'valibot';
import { annotationSchema, articleSchema } from '../../annotation/model';

export const importSchema = v.object({
  id: v.string(),
  /** The file's name. */
  name: v.string(),
  format: v.string(),
  startedAt: v.number(),
  /** Null while it runs, and after a crash until it is taken back. */
  finishedAt: v.nullable(v.number()),
  created: v.number(),
  changed: v.number(),
  /** Saved copies that came with it. */
  copies: v.optional(v.number(), 0),
});
/** An import that can be undone. */
export type Import = v.InferOutput<typeof importSchema>;

export const stepSchema = v.object({
  importId: v.string(),
  number: v.number(),
  /** Ids of new annotations, each with its `updatedAt`: another one later means that the user has worked on it. */
  created: v.array(v.tuple([v.string(), v.number()])),
  changed: v.array(v.object({ before: annotationSchema, writtenAt: v.number() })),
  articles: v.array(v.object({ before: v.nullable(articleSchema), after: articleSchema })),
  /** Ids of new versions. */
  versions: v.optional(v.array(v.string()), () => []),
});
/** What one batch wrote. */
export type ImportStep = v.InferOutput<typeof stepSchema>;
