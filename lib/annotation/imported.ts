/** Articles and annotations as a file from elsewhere tells them: with gaps, and without our names for them. */
import * as v from 'valibot';
import { annotationDraftSchema, annotationSchema, articleDetailsSchema, articleSchema } from './model';
import type { SavedCopy } from './version';

const draft = annotationDraftSchema.entries;
const full = annotationSchema.entries;

/** An annotation as a file tells it. What is left out has no place in the file's format: it says nothing of it. */
export const importedAnnotationSchema = v.object({
  kind: draft.kind,
  target: draft.target,
  note: v.exactOptional(draft.note.wrapped),
  tags: v.exactOptional(draft.tags.wrapped),
  quote: v.exactOptional(draft.quote.wrapped),
  claim: v.exactOptional(draft.claim.wrapped),
  reanchored: v.exactOptional(full.reanchored.wrapped),
  rejected: v.exactOptional(full.rejected.wrapped),
  creator: v.exactOptional(full.creator.wrapped),
  /** Its name in Pullquote, where it comes from there. */
  id: v.exactOptional(full.id),
  /** Its name where it comes from: the same in every export of it. */
  sourceId: v.exactOptional(v.pipe(v.string(), v.maxLength(1_000))),
  createdAt: v.exactOptional(full.createdAt),
  updatedAt: v.exactOptional(full.updatedAt),
  deletedAt: v.exactOptional(full.deletedAt.wrapped),
});
export type ImportedAnnotation = v.InferOutput<typeof importedAnnotationSchema>;

/** An article as a file tells it. */
export const importedArticleSchema = v.object({
  ...v.partial(articleDetailsSchema).entries,
  /** Null where the file names none: a book, a clipping. */
  url: v.nullable(articleSchema.entries.url),
  id: v.exactOptional(articleSchema.entries.id),
  aliases: v.exactOptional(articleSchema.entries.aliases),
  savedAt: v.exactOptional(articleSchema.entries.savedAt),
});
export type ImportedArticle = v.InferOutput<typeof importedArticleSchema>;

/** One article of a file, with the names and identities that it will have in the store. */
export interface Incoming {
  /** Every identity under which the article may be known. */
  readonly identity: readonly [string, ...string[]];
  /** Where it can be opened. */
  readonly url: string;
  readonly article: ImportedArticle & { readonly id: string };
  readonly annotations: readonly (ImportedAnnotation & {
    readonly id: string;
    /** It comes from Pullquote: its kind is what somebody chose, and no guess. */
    readonly isOurs: boolean;
  })[];
}

/** A saved copy of a file's article, with the names and identities that the article will have in the store. */
export interface IncomingCopy extends Omit<Incoming, 'annotations'> {
  /** When it was seen, in milliseconds since the epoch. */
  readonly capturedAt: number;
  readonly copy: SavedCopy;
}
