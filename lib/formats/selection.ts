/**
 * What of a collection leaves, and in which order: made before a format sees it, so that every format obeys without
 * knowing of it.
 */
import type { Annotation, Article, Target } from '../annotation/model';
import type { Collection, Entry, Field, Format } from './format';

/** What may stay behind, each with the fields of a format that it is about. Passages, kinds and status never do. */
const CHOICES = {
  notes: ['note', 'notes-on-articles'],
  tags: ['tags'],
  /** Who said it, as what, and who claimed it. */
  speakers: ['speaker', 'claimant'],
  /** The text around a passage; without it, a link to a short passage may lead to an earlier place with its words. */
  context: ['context'],
  /** When the article was published and changed. */
  articleDates: ['article-dates'],
} as const satisfies Readonly<Record<string, readonly Field[]>>;

export type FieldChoice = keyof typeof CHOICES;

/** What the user wants of each; false leaves it out. */
export type Fields = Readonly<Record<FieldChoice, boolean>>;

/** Nothing stays behind. */
export const ALL_FIELDS: Fields = {
  notes: true,
  tags: true,
  speakers: true,
  context: true,
  articleDates: true,
};

/** What there is to choose for `format`: it has a place for that. */
export function choicesOf({ loses }: Pick<Format, 'loses'>): FieldChoice[] {
  const lost = new Set<Field>(loses);
  const isChoice = (name: string): name is FieldChoice => Object.hasOwn(CHOICES, name);
  return Object.keys(CHOICES)
    .filter(isChoice)
    .filter((name) => CHOICES[name].some((field) => !lost.has(field)));
}

/**
 * The entry without what `fields` leaves out. Records stay whole by the model; a note on the article, which is nothing
 * but a note, goes with the notes.
 */
export function withFields({ article, annotations }: Entry, fields: Fields): Entry {
  const kept = fields.notes ? annotations : annotations.filter(({ kind }) => kind !== 'note');
  return {
    article: fields.articleDates ? article : { ...article, publishedAt: '', modifiedAt: '' },
    annotations: kept.map((annotation) => markWithFields(annotation, fields)),
  };
}

function markWithFields(annotation: Annotation, fields: Fields): Annotation {
  const { quote, claim, target, reanchored } = annotation;
  return {
    ...annotation,
    ...(fields.notes ? {} : { note: '' }),
    ...(fields.tags ? {} : { tags: [] }),
    // Whatever the kind is now: what was entered under another is kept in the record.
    ...(fields.speakers
      ? {}
      : { quote: { ...quote, speaker: '', speakerRole: '' }, claim: { ...claim, claimant: '' } }),
    ...(fields.context ? {} : { target: alone(target), reanchored: alone(reanchored) }),
  };
}

function alone(target: Target | null): Target | null {
  return target && { ...target, prefix: '', suffix: '', sentenceBefore: '', sentenceAfter: '' };
}

export const ARTICLE_ORDERS = ['saved', 'published', 'title', 'site'] as const;
export const MARK_ORDERS = ['place', 'time'] as const;

export interface Order {
  readonly articles: (typeof ARTICLE_ORDERS)[number];
  /** Of articles, the last first. What has no date, title or site comes last both ways. */
  readonly descending: boolean;
  /** `place`: as in the article, notes on all of it first. `time`: as they were made. */
  readonly marks: (typeof MARK_ORDERS)[number];
  /** Whose alphabet counts; the system's where it is left out. */
  readonly locale?: string;
}

/** The collection in that order. What is alike in it stays as it was; nothing is added or lost. */
export function ordered(collection: Collection, order: Order): Collection {
  const collator = new Intl.Collator(order.locale, { numeric: true });
  const direction = order.descending ? -1 : 1;
  return collection
    .map(({ article, annotations }) => ({ article, annotations: annotations.toSorted(MARKS[order.marks]) }))
    .map((entry) => ({ entry, key: KEYS[order.articles](entry.article) }))
    .toSorted((a, b) => {
      if (a.key === null || b.key === null) return Number(a.key === null) - Number(b.key === null);
      return direction * compare(a.key, b.key, collator);
    })
    .map(({ entry }) => entry);
}

type Key = string | number | null;

function compare(a: NonNullable<Key>, b: NonNullable<Key>, collator: Intl.Collator): number {
  return typeof a === 'number' && typeof b === 'number' ? a - b : collator.compare(String(a), String(b));
}

const KEYS: Readonly<Record<Order['articles'], (article: Article) => Key>> = {
  saved: ({ savedAt }) => savedAt,
  published: ({ publishedAt }) => timeOf(publishedAt),
  title: ({ title }) => title.trim() || null,
  site: ({ site }) => site.trim() || null,
};

/** The time that a page states in ISO 8601, a bare day as its beginning in UTC; null for anything else. */
function timeOf(stated: string): number | null {
  const time = /^\d{4}(?:-\d{2}){0,2}(?:T|$)/u.test(stated) ? Date.parse(stated) : Number.NaN;
  return Number.isNaN(time) ? null : time;
}

const MARKS: Readonly<Record<Order['marks'], (a: Annotation, b: Annotation) => number>> = {
  place: (a, b) => placeOf(a) - placeOf(b) || a.createdAt - b.createdAt,
  time: (a, b) => a.createdAt - b.createdAt,
};

function placeOf({ target }: Annotation): number {
  if (target === null) return -1;
  return target.position?.start ?? Number.MAX_SAFE_INTEGER;
}
