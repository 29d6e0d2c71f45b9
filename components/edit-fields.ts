/** The fields of the editor, flat, and their way from an annotation and back to a change. */
import * as v from 'valibot';
import {
  CLAIM_STATUSES,
  kindSchema,
  type Annotation,
  type AnnotationChanges,
  type ClaimStatus,
  type Kind,
} from '../lib/annotation/model';

export interface EditFields {
  readonly kind: Kind;
  readonly speaker: string;
  readonly speakerRole: string;
  readonly claimant: string;
  readonly status: ClaimStatus;
  readonly rating: string;
  readonly note: string;
  readonly tags: readonly string[];
}
export type FieldName = keyof EditFields;
export type SomeFields = Partial<EditFields>;

export function fieldsOf(annotation: Annotation): EditFields {
  const { kind, quote, claim, note, tags } = annotation;
  return {
    kind,
    speaker: quote.speaker,
    speakerRole: quote.speakerRole,
    claimant: claim.claimant,
    status: claim.status,
    rating: claim.rating,
    note,
    tags,
  };
}

/** The fields as a change: what is absent stays absent. */
export function changesOf(fields: SomeFields): AnnotationChanges {
  const { kind, speaker, speakerRole, claimant, status, rating, note, tags } = fields;
  const quote = {
    ...(speaker === undefined ? {} : { speaker }),
    ...(speakerRole === undefined ? {} : { speakerRole }),
  };
  const claim = {
    ...(claimant === undefined ? {} : { claimant }),
    ...(status === undefined ? {} : { status }),
    ...(rating === undefined ? {} : { rating }),
  };
  return {
    ...(kind === undefined ? {} : { kind }),
    ...(note === undefined ? {} : { note }),
    ...(tags === undefined ? {} : { tags: [...tags] }),
    ...(Object.keys(quote).length > 0 ? { quote } : {}),
    ...(Object.keys(claim).length > 0 ? { claim } : {}),
  };
}

/**
 * What changing the kind to `kind` changes: whoever said the words is carried from quote to claim and back,
 * unless a name is there already.
 */
export function withKind(kind: Kind, now: EditFields): SomeFields {
  if (kind === 'claim' && !now.claimant && now.speaker) return { kind, claimant: now.speaker };
  if (kind === 'quote' && !now.speaker && now.claimant) return { kind, speaker: now.claimant };
  return { kind };
}

export function sameValue(a: unknown, b: unknown): boolean {
  return a === b || JSON.stringify(a) === JSON.stringify(b);
}

const someFields = v.object({
  kind: v.exactOptional(kindSchema),
  speaker: v.exactOptional(v.string()),
  speakerRole: v.exactOptional(v.string()),
  claimant: v.exactOptional(v.string()),
  status: v.exactOptional(v.picklist(CLAIM_STATUSES)),
  rating: v.exactOptional(v.string()),
  note: v.exactOptional(v.string()),
  tags: v.exactOptional(v.array(v.string())),
});
/** `base`: what the store held when the typing began, to tell whether somebody else wrote meanwhile. */
const draftSchema = v.object({ typed: someFields, base: someFields });
export type Draft = v.InferOutput<typeof draftSchema>;

/** A draft as it was kept; null when there is none, or it cannot be read. */
export function parseDraft(text: string | null): Draft | null {
  if (text === null) return null;
  try {
    const parsed = v.safeParse(draftSchema, JSON.parse(text));
    return parsed.success ? parsed.output : null;
  } catch {
    return null;
  }
}

/** Some of the fields, by name. */
export function pickFields(from: SomeFields, names: readonly FieldName[]): SomeFields {
  return Object.fromEntries(names.flatMap((name) => (from[name] === undefined ? [] : [[name, from[name]]])));
}

export function fieldNames(fields: SomeFields): FieldName[] {
  return v.parse(v.array(v.picklist(FIELD_NAMES)), Object.keys(fields));
}
const FIELD_NAMES = [
  'kind',
  'speaker',
  'speakerRole',
  'claimant',
  'status',
  'rating',
  'note',
  'tags',
] as const;
