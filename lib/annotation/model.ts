/**
 * What an article and an annotation are: the one definition that storage, messages, formats and views share.
 *
 * Every record that enters from outside (a message, a file, the database after an upgrade) is parsed by these
 * schemas. Fields added later carry a default, so an older record stays readable.
 */
import * as v from 'valibot';
import {
  MAX_ALIASES,
  MAX_EXACT,
  MAX_LINE,
  MAX_LOOK_ALIKE,
  MAX_LOOK_ALIKES,
  MAX_NOTE,
  MAX_OCCURRENCES,
  MAX_TAGS,
} from './limits';

const MAX_URL = 8_000;
const MAX_CONTEXT = 2_000;

export const KINDS = ['quote', 'claim', 'highlight', 'note'] as const;
/** `note` is about the whole article and has no target; the others mark a passage. */
export const kindSchema = v.picklist(KINDS);
export type Kind = v.InferOutput<typeof kindSchema>;

/** The kinds that mark a passage of text. */
export const MARK_KINDS = ['quote', 'claim', 'highlight'] as const;
export type MarkKind = (typeof MARK_KINDS)[number];

export const CLAIM_STATUSES = ['unchecked', 'checking', 'checked'] as const;
export type ClaimStatus = (typeof CLAIM_STATUSES)[number];

const line = v.pipe(v.string(), v.maxLength(MAX_LINE));
const id = v.pipe(v.string(), v.minLength(1), v.maxLength(64));
/** Milliseconds since the epoch. */
const time = v.pipe(v.number(), v.integer(), v.minValue(0));
/** `urn:` names what has no address: a book, or an article of which only the title is known. */
const url = v.pipe(v.string(), v.maxLength(MAX_URL), v.regex(/^(https?|file|urn):/, 'not a web address'));
const offset = v.pipe(v.number(), v.integer(), v.minValue(0));

const boundary = v.object({ path: v.pipe(v.string(), v.maxLength(MAX_CONTEXT)), offset });
/**
 * The Web Annotation Data Model's RangeSelector: the way to both ends of a passage as XPaths of text nodes, with UTF-16
 * units in each. It holds only as long as the page is built as it was.
 */
const rangeSelectorSchema = v.object({ start: boundary, end: boundary });
export type RangeSelector = v.InferOutput<typeof rangeSelectorSchema>;

/**
 * Where a marked passage stands: the Web Annotation Data Model's TextQuoteSelector (`exact`, `prefix`, `suffix`)
 * and TextPositionSelector (`position`, UTF-16 units in the page's normalised text), where its page is one document its
 * RangeSelector, and the sentences around it, so that an export can stand alone.
 */
export const targetSchema = v.object({
  exact: v.pipe(v.string(), v.minLength(1), v.maxLength(MAX_EXACT)),
  prefix: v.optional(v.pipe(v.string(), v.maxLength(MAX_CONTEXT)), ''),
  suffix: v.optional(v.pipe(v.string(), v.maxLength(MAX_CONTEXT)), ''),
  position: v.optional(v.nullable(v.object({ start: offset, end: offset })), null),
  sentenceBefore: v.optional(v.pipe(v.string(), v.maxLength(MAX_CONTEXT)), ''),
  sentenceAfter: v.optional(v.pipe(v.string(), v.maxLength(MAX_CONTEXT)), ''),
  range: v.optional(rangeSelectorSchema),
  /** How often the passage stood on the page, itself included. Only where that was more than once. */
  occurrences: v.optional(v.pipe(v.number(), v.integer(), v.minValue(2), v.maxValue(MAX_OCCURRENCES))),
  /** Sentences of the page that are like the passage and are others. Only where there were any. */
  lookAlikes: v.optional(
    v.pipe(
      v.array(v.pipe(v.string(), v.minLength(1), v.maxLength(MAX_LOOK_ALIKE))),
      v.maxLength(MAX_LOOK_ALIKES),
    ),
  ),
});
export type Target = v.InferOutput<typeof targetSchema>;

const quoteFields = v.object({ speaker: v.optional(line, ''), speakerRole: v.optional(line, '') });
const claimFields = v.object({
  claimant: v.optional(line, ''),
  status: v.optional(v.picklist(CLAIM_STATUSES), 'unchecked'),
  /** The verdict in the user's words: `alternateName` of a ClaimReview's Rating. '' where there is none. */
  rating: v.optional(line, ''),
});

/** The fields that a user sets. `quote` and `claim` are kept whatever the kind: changing it loses nothing. */
const userFields = {
  kind: kindSchema,
  note: v.optional(v.pipe(v.string(), v.maxLength(MAX_NOTE)), ''),
  tags: v.optional(v.pipe(v.array(line), v.maxLength(MAX_TAGS)), () => []),
  quote: v.optional(quoteFields, () => ({})),
  claim: v.optional(claimFields, () => ({})),
};

/** What a page or an import hands in; id, article and times are decided where it is written. */
export const annotationDraftSchema = v.object({
  ...userFields,
  target: v.nullable(targetSchema),
});
export type AnnotationDraft = v.InferOutput<typeof annotationDraftSchema>;

/**
 * What the user answered when the page had changed so much that the place of a mark was not certain. `target` stays
 * as it was marked: it is what was said then.
 */
const placingFields = {
  /** Where the user says that the passage stands now. */
  reanchored: v.optional(v.nullable(targetSchema), null),
  /** The text of the place that the user said is not it; '' where none was refused. */
  rejected: v.optional(v.pipe(v.string(), v.maxLength(MAX_EXACT)), ''),
};

export const annotationSchema = v.object({
  ...annotationDraftSchema.entries,
  ...placingFields,
  id,
  articleId: id,
  /** The name of who brought it to a shared collection: the Web Annotation Data Model's `creator`. */
  creator: v.exactOptional(line),
  createdAt: time,
  updatedAt: time,
  deletedAt: v.optional(v.nullable(time), null),
});
export type Annotation = v.InferOutput<typeof annotationSchema>;

/** A change to some of the user's fields; absent fields stay. */
export const annotationChangesSchema = v.object({
  kind: v.exactOptional(kindSchema),
  note: v.exactOptional(userFields.note.wrapped),
  tags: v.exactOptional(userFields.tags.wrapped),
  quote: v.exactOptional(v.object({ speaker: v.exactOptional(line), speakerRole: v.exactOptional(line) })),
  claim: v.exactOptional(
    v.object({
      claimant: v.exactOptional(line),
      status: v.exactOptional(v.picklist(CLAIM_STATUSES)),
      rating: v.exactOptional(line),
    }),
  ),
  reanchored: v.exactOptional(v.nullable(targetSchema)),
  rejected: v.exactOptional(placingFields.rejected.wrapped),
});
export type AnnotationChanges = v.InferOutput<typeof annotationChangesSchema>;

/** What the page says of itself. Dates are ISO 8601 as far as the page states them, '' where it does not. */
export const articleDetailsSchema = v.object({
  title: v.optional(line, ''),
  byline: v.optional(line, ''),
  site: v.optional(line, ''),
  language: v.optional(v.pipe(v.string(), v.maxLength(35)), ''),
  publishedAt: v.optional(v.pipe(v.string(), v.maxLength(40)), ''),
  modifiedAt: v.optional(v.pipe(v.string(), v.maxLength(40)), ''),
});
export type ArticleDetails = v.InferOutput<typeof articleDetailsSchema>;

export const articleSchema = v.object({
  ...articleDetailsSchema.entries,
  id,
  /** Where it can be opened. */
  url,
  /** Every identity under which the article was seen: see `lib/article/identity`. */
  aliases: v.pipe(v.array(url), v.maxLength(MAX_ALIASES)),
  savedAt: time,
});
export type Article = v.InferOutput<typeof articleSchema>;

/** The addresses under which a page may be known, the one to trust first; made by `lib/article/identity`. */
export type ArticleIdentity = readonly [url: string, ...others: string[]];
