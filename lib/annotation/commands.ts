/**
 * The changes that a user can make, as data, each with its inverse: undo is executing the inverse.
 *
 * `applyCommand` decides; `lib/store` reads, writes and is the only caller that stores what it returns.
 */
import * as v from 'valibot';
import {
  annotationChangesSchema,
  annotationDraftSchema,
  articleDetailsSchema,
  type Annotation,
  type AnnotationChanges,
  type AnnotationDraft,
} from './model';

/** May be empty: the inverse of a command that found nothing to change is a command that changes nothing. */
const idList = v.pipe(v.array(v.pipe(v.string(), v.minLength(1), v.maxLength(64))), v.maxLength(100_000));

/** A change to annotations that exist. */
export const commandSchema = v.variant('type', [
  v.object({
    type: v.literal('edit'),
    id: v.pipe(v.string(), v.maxLength(64)),
    changes: annotationChangesSchema,
  }),
  v.object({ type: v.literal('delete'), ids: idList }),
  v.object({ type: v.literal('restore'), ids: idList }),
]);
export type Command = v.InferOutput<typeof commandSchema>;

/** A new annotation and what its page says of itself. */
export const creationSchema = v.object({ draft: annotationDraftSchema, details: articleDetailsSchema });
export type Creation = v.InferOutput<typeof creationSchema>;

/** The ids that a command needs to see. */
export function commandIds(command: Command): readonly string[] {
  return command.type === 'edit' ? [command.id] : command.ids;
}

/** The outcome of a command: the records to write, and the command that takes it back. */
export interface Outcome {
  readonly puts: readonly Annotation[];
  readonly inverse: Command;
}

/**
 * What `command` does to `current` (the annotations that it names, as far as they exist).
 *
 * Deleting is soft: `deletedAt` is set and `restore` clears it. Ids that do not exist, or are already in the
 * wished state, are left out of the writes and of the inverse, so undo never touches more than was changed.
 *
 * @param now milliseconds since the epoch
 * @throws {UnknownAnnotationError} when none of the named annotations exists
 */
export function applyCommand(command: Command, current: readonly Annotation[], now: number): Outcome {
  const named = commandIds(command);
  if (current.length === 0 && named.length > 0) throw new UnknownAnnotationError(named);
  if (command.type === 'edit') return applyEdit(command.id, command.changes, current, now);
  const deleting = command.type === 'delete';
  const puts = current
    .filter((annotation) => (annotation.deletedAt === null) === deleting)
    // Not before it was worked on: a clock that is far behind would have it run out at once.
    .map((annotation) =>
      withDeletedAt(annotation, deleting ? Math.max(now, annotation.updatedAt) : null, now),
    );
  return { puts, inverse: { type: deleting ? 'restore' : 'delete', ids: puts.map(({ id }) => id) } };
}

function withDeletedAt(annotation: Annotation, deletedAt: number | null, now: number): Annotation {
  return { ...annotation, deletedAt, updatedAt: now };
}

function applyEdit(
  id: string,
  changes: AnnotationChanges,
  current: readonly Annotation[],
  now: number,
): Outcome {
  const before = current.find((a) => a.id === id);
  if (!before) throw new UnknownAnnotationError([id]);
  const { quote, claim, kind, note, tags, reanchored, rejected } = changes;
  const after: Annotation = {
    ...before,
    ...(kind === undefined ? {} : { kind }),
    ...(note === undefined ? {} : { note }),
    ...(tags === undefined ? {} : { tags: normaliseTags(tags) }),
    ...(reanchored === undefined ? {} : { reanchored }),
    ...(rejected === undefined ? {} : { rejected }),
    quote: { ...before.quote, ...quote },
    claim: { ...before.claim, ...claim },
    updatedAt: now,
  };
  const inverse: AnnotationChanges = {
    ...(kind === undefined ? {} : { kind: before.kind }),
    ...(note === undefined ? {} : { note: before.note }),
    ...(tags === undefined ? {} : { tags: before.tags }),
    ...(reanchored === undefined ? {} : { reanchored: before.reanchored }),
    ...(rejected === undefined ? {} : { rejected: before.rejected }),
    ...(quote === undefined ? {} : { quote: pick(before.quote, quote) }),
    ...(claim === undefined ? {} : { claim: pick(before.claim, claim) }),
  };
  return { puts: [after], inverse: { type: 'edit', id, changes: inverse } };
}

function pick<T extends object>(from: T, like: Partial<T>): Partial<T> {
  const picked: Partial<T> = { ...from };
  for (const name in picked) if (!(name in like)) delete picked[name];
  return picked;
}

/** Tags trimmed, without a leading `#`, each once whatever its case; the first spelling wins. */
export function normaliseTags(tags: readonly string[]): string[] {
  const seen = new Map<string, string>();
  for (const raw of tags) {
    const tag = raw
      .replace(/^[#\s]+/u, '')
      .replace(/\s+/gu, ' ')
      .trim();
    const key = tag.toLowerCase();
    if (tag && !seen.has(key)) seen.set(key, tag);
  }
  return [...seen.values()];
}

/** A draft made into an annotation. */
export function createAnnotation(
  draft: AnnotationDraft,
  id: string,
  articleId: string,
  now: number,
): Annotation {
  return {
    ...draft,
    tags: normaliseTags(draft.tags),
    reanchored: null,
    rejected: '',
    id,
    articleId,
    createdAt: now,
    updatedAt: now,
    deletedAt: null,
  };
}

/** A command named annotations that do not exist (any more). */
export class UnknownAnnotationError extends Error {
  override readonly name = 'UnknownAnnotationError';
  constructor(readonly ids: readonly string[]) {
    super(`No such annotation: ${ids.slice(0, 3).join(', ')}`);
  }
}
