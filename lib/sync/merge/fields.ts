/** Annotations and articles as fields that merge each by itself, and back. */
import * as v from 'valibot';
import { MAX_ALIASES, MAX_NOTE, MAX_TAGS } from '../../annotation/limits';
import { annotationSchema, articleSchema, type Annotation, type Article } from '../../annotation/model';
import type { RecordState, RecordType } from './record';
import { compare, keyOf, latest, valuesOf, type Entry, type Json } from './register';
import { mergeTexts } from './text';
import { covers, NOTHING, type Vector } from './vector';

export type Fields = Readonly<Record<string, Json>>;

/** Where two values stand beside each other and a person has to say which it is. */
export interface Conflict {
  readonly field: ConflictField;
  /** The one that is shown first. */
  readonly values: readonly Entry[];
}

export const CONFLICT_FIELDS = [
  'kind',
  'note',
  'speaker',
  'speakerRole',
  'claimant',
  'status',
  'rating',
] as const;
export type ConflictField = (typeof CONFLICT_FIELDS)[number];

/** Members of a set are fields of their own: adding one while another device takes it away keeps it. */
export const DELETED = 'deleted';
/** What the names of members begin with. */
export const SETS = { tag: 'tag:', alias: 'alias:' } as const;
const { tag: TAG, alias: ALIAS } = SETS;
/** The times of a record's making, each in its type: about the time at which its first fields are written. */
export const CREATION_FIELDS = ['created', 'saved'] as const;
/** What a delete knew: an edit that it did not know of takes the annotation out of the trash. */
const deletionSchema = v.object({
  at: v.number(),
  /** For each field, what was known of it. */
  seen: v.record(v.string(), v.record(v.string(), v.number())),
});

const DEFAULTS: Fields = {
  note: '',
  speaker: '',
  speakerRole: '',
  claimant: '',
  status: 'unchecked',
  rating: '',
  reanchored: null,
  rejected: '',
  creator: '',
  deleted: null,
  title: '',
  byline: '',
  site: '',
  language: '',
  publishedAt: '',
  modifiedAt: '',
};

/** The fields of an annotation that are not what they are without anybody's saying; `deleted` is the time alone. */
export function annotationFields(annotation: Annotation): Fields {
  const { kind, note, tags, quote, claim, target, reanchored, rejected, creator = '' } = annotation;
  return worthWriting({
    kind,
    note,
    ...quote,
    ...claim,
    ...Object.fromEntries(tags.map((tag, at) => [TAG + tag.toLowerCase(), [at, tag]])),
    target: asJson(target),
    reanchored: asJson(reanchored),
    rejected,
    creator,
    article: annotation.articleId,
    created: annotation.createdAt,
    deleted: annotation.deletedAt,
  });
}

export function articleFields(article: Article): Fields {
  const { id: _, aliases, savedAt, ...details } = article;
  return worthWriting({
    ...details,
    ...Object.fromEntries(aliases.map((alias) => [ALIAS + alias, true])),
    saved: savedAt,
  });
}

/** Whether an empty value has to be written to replace another, or the field can be taken away. */
export function defaultOf(field: string): Json | undefined {
  return DEFAULTS[field];
}

/** Whether the field's older text is kept for a three-way merge. */
export function isMergedText(field: string): boolean {
  return field === 'note';
}

/** An annotation as all devices see it; null where it is gone, or where this version cannot read it. */
export function annotationOf(record: RecordState): Annotation | null {
  const { fields } = record;
  const shownFields = Object.keys(fields).map((name) => [name, shown(record, name)] as const);
  return annotationFrom(record.id, {
    fields: {
      ...defined(Object.fromEntries(shownFields)),
      note: noteOf(fields['note']?.entries ?? []) ?? '',
      [DELETED]: annotationDeleted(record),
    },
    tags: tagsOf(record),
    updatedAt: lastTime(record),
  });
}

/** What {@link annotationFields} was made of; null where this version cannot read it. `tags`: in their order. */
export function annotationFrom(
  id: string,
  {
    fields,
    tags,
    updatedAt,
  }: { readonly fields: Fields; readonly tags: readonly string[]; readonly updatedAt: number },
): Annotation | null {
  const created = fields['created'];
  const of = (...names: readonly string[]): Fields =>
    Object.fromEntries(names.flatMap((name) => (name in fields ? [[name, fields[name] ?? null]] : [])));
  const parsed = v.safeParse(annotationSchema, {
    id,
    articleId: fields['article'],
    kind: fields['kind'],
    note: fields['note'] ?? '',
    tags,
    quote: of('speaker', 'speakerRole'),
    claim: of('claimant', 'status', 'rating'),
    target: fields['target'] ?? null,
    reanchored: fields['reanchored'] ?? null,
    rejected: fields['rejected'] ?? '',
    ...(fields['creator'] ? { creator: fields['creator'] } : {}),
    createdAt: created,
    updatedAt: Math.max(typeof created === 'number' ? created : 0, updatedAt),
    deletedAt: fields[DELETED] ?? null,
  });
  return parsed.success ? parsed.output : null;
}

/** An article as all devices see it; null where it is gone, or where this version cannot read it. */
export function articleOf(record: RecordState): Article | null {
  const names = Object.keys(record.fields);
  const savedAt = Math.min(...(record.fields['saved']?.entries ?? []).map(({ value }) => Number(value)));
  return articleFrom(record.id, {
    ...defined(Object.fromEntries(names.map((name) => [name, shown(record, name)]))),
    saved: savedAt,
  });
}

/** What {@link articleFields} was made of; null where this version cannot read it. */
export function articleFrom(id: string, fields: Fields): Article | null {
  const [aliases, details] = partition(Object.entries(fields), ([name]) => name.startsWith(ALIAS));
  const parsed = v.safeParse(articleSchema, {
    ...Object.fromEntries(details),
    id,
    aliases: aliases
      .map(([name]) => name.slice(ALIAS.length))
      .toSorted(compare)
      .slice(0, MAX_ALIASES),
    savedAt: fields['saved'],
  });
  return parsed.success ? parsed.output : null;
}

/** Those that pass, and the others. */
function partition<T>(
  items: readonly T[],
  test: (item: T) => boolean,
): readonly [readonly T[], readonly T[]] {
  return [items.filter(test), items.filter((item) => !test(item))];
}

/**
 * What of `here` becomes another when a record that looked like `before` looks like `after`: only what is different between
 * the two. What is here and not there, or there differently, stays.
 */
export function withDifference(here: Fields, before: Fields, after: Fields): Fields {
  const changed: Record<string, Json> = { ...here };
  for (const name of new Set([...Object.keys(before), ...Object.keys(after)])) {
    const value = after[name];
    if (isSameValue(name, before[name], value)) continue;
    if (value === undefined) delete changed[name];
    else changed[name] = value;
  }
  return changed;
}

/** As {@link withDifference}, but what was changed here since `before` stays, whatever it is elsewhere. */
export function withUntouched(here: Fields, before: Fields, after: Fields): Fields {
  const isTouched = ([name]: readonly [string, Json]): boolean =>
    !isSameValue(name, here[name], before[name]);
  const kept = (fields: Fields): readonly (readonly [string, Json])[] =>
    Object.entries(fields).filter((field) => !isTouched(field));
  return withDifference(here, Object.fromEntries(kept(before)), Object.fromEntries(kept(after)));
}

/** The fields without a tag, in whatever case. */
export function withoutTag(fields: Fields, tag: string): Fields {
  const { [TAG + tag.toLowerCase()]: _, ...others } = fields;
  return others;
}

/** The tags among the fields: those of `known` in their order, then the others. */
export function tagsAmong(fields: Fields, known: readonly string[]): readonly string[] {
  const tags = Object.entries(fields).flatMap(([name, value]) =>
    name.startsWith(TAG) && Array.isArray(value) && typeof value[1] === 'string' ? [value[1]] : [],
  );
  const place = (tag: string): number => {
    const at = known.findIndex((other) => other.toLowerCase() === tag.toLowerCase());
    return at === -1 ? known.length : at;
  };
  return tags.toSorted((a, b) => place(a) - place(b) || compare(a, b)).slice(0, MAX_TAGS);
}

/** Whether an annotation has a tag, in whatever case. */
export function hasTag({ tags }: Pick<Annotation, 'tags'>, tag: string): boolean {
  return tags.some((each) => each.toLowerCase() === tag.toLowerCase());
}

/** The fields of which two devices say different things, neither knowing of the other's. */
export function conflictsOf({ type, fields }: RecordState): readonly Conflict[] {
  if (type !== 'annotation') return [];
  return CONFLICT_FIELDS.flatMap((field) => {
    const entries = fields[field]?.entries ?? [];
    const values = entries.length > 1 ? valuesOf(entries) : [];
    if (values.length < 2 || (isMergedText(field) && mergeTexts(values) !== null)) return [];
    return [{ field, values }];
  });
}

/** Texts that were merged without asking, with what they were merged from. */
export function mergedTextsOf({ type, fields }: RecordState): readonly Conflict[] {
  if (type !== 'annotation') return [];
  const values = valuesOf(fields['note']?.entries ?? []);
  return values.length > 1 && mergeTexts(values) !== null ? [{ field: 'note', values }] : [];
}

function shown({ fields }: RecordState, name: string): Json | undefined {
  return latest(fields[name]?.entries ?? [])?.value;
}

function noteOf(entries: readonly Entry[]): Json | undefined {
  const values = valuesOf(entries);
  const merged = values.length > 1 ? mergeTexts(values) : null;
  return merged === null || merged.length > MAX_NOTE ? values[0]?.value : merged;
}

const tagSchema = v.tuple([v.number(), v.string()]);

/** The tags in the order in which they were added; those of one time as the user had them. */
export function tagsOf({ fields }: RecordState): readonly string[] {
  const tags = Object.entries(fields).flatMap(([name, { entries }]) => {
    const entry = name.startsWith(TAG) ? latest(entries) : undefined;
    const parsed = v.safeParse(tagSchema, entry?.value);
    return entry && parsed.success
      ? [{ name, time: entry.time, at: parsed.output[0], tag: parsed.output[1] }]
      : [];
  });
  return tags
    .toSorted((a, b) => a.time - b.time || a.at - b.at || compare(a.name, b.name))
    .map(({ tag }) => tag)
    .slice(0, MAX_TAGS);
}

/** Whether the second says the same as the first: where a tag stands among the others is not said anew. */
export function isSameValue(field: string, a: Json | undefined, b: Json | undefined): boolean {
  if (a === undefined || b === undefined) return a === b;
  if (!field.startsWith(TAG)) return keyOf(a) === keyOf(b);
  return Array.isArray(a) && Array.isArray(b) && a[1] === b[1];
}

/**
 * When it came into the trash; null where it is not there. A restoring that no delete knew of, and an edit that one did not
 * know of, win: what somebody still works with is not taken from them.
 */
export function annotationDeleted({ fields }: RecordState): number | null {
  const entries = fields[DELETED]?.entries ?? [];
  const deletions = entries.map(({ value }) => v.safeParse(deletionSchema, value));
  if (deletions.length === 0 || deletions.some(({ success }) => !success)) return null;
  const known = deletions.flatMap(({ output, success }) => (success ? [output] : []));
  const isKnown = (name: string, entry: Entry): boolean =>
    name === DELETED || known.some(({ seen }) => covers(seen[name] ?? NOTHING, entry));
  for (const [name, register] of Object.entries(fields)) {
    if (!register.entries.every((entry) => isKnown(name, entry))) return null;
  }
  return Math.max(...known.map(({ at }) => at));
}

export interface Deletion {
  readonly at: number;
  readonly seen: Readonly<Record<string, Vector>>;
}

/** Null where the value is no deletion. */
export function deletionIn(value: Json | undefined): Deletion | null {
  const parsed = v.safeParse(deletionSchema, value);
  return parsed.success ? parsed.output : null;
}

export function deletionValue({ at, seen }: Deletion): Json {
  return { at, seen };
}

/** The fields without which a record cannot be shown. */
export function requiredFields(type: RecordType): readonly string[] {
  if (type === 'annotation') return ['article', 'created', 'kind'];
  return type === 'article' ? ['url', 'saved'] : [];
}

function lastTime({ fields }: RecordState): number {
  let last = 0;
  for (const { entries } of Object.values(fields)) {
    for (const { time } of entries) last = Math.max(last, time);
  }
  return last;
}

function worthWriting(fields: Readonly<Record<string, Json>>): Fields {
  return Object.fromEntries(Object.entries(fields).filter(([name, value]) => value !== DEFAULTS[name]));
}

function defined(values: Readonly<Record<string, Json | undefined>>): Record<string, Json> {
  const kept: Record<string, Json> = {};
  for (const [name, value] of Object.entries(values)) if (value !== undefined) kept[name] = value;
  return kept;
}

/** The model's values are JSON, but for fields that may be absent. */
function asJson(value: unknown): Json {
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return value;
  if (Array.isArray(value)) return value.map(asJson);
  if (typeof value !== 'object' || value === null) return null;
  const kept: Record<string, Json> = {};
  for (const [name, inner] of Object.entries(value)) if (inner !== undefined) kept[name] = asJson(inner);
  return kept;
}
