/**
 * What of a collection leaves, and in which order: made before a format sees it, so that every format obeys without
 * knowing of it.
 */
import type { Annotation, Target } from '../annotation/model';
import type { Entry, Field, Format } from './format';

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

/** `place`: as in the article, notes on all of it first. `time`: as they were made. */
export const MARK_ORDERS = ['place', 'time'] as const;
export type MarkOrder = (typeof MARK_ORDERS)[number];

/** The entry with its marks in that order. What is alike in it stays as it was; nothing is added or lost. */
export function inOrder({ article, annotations }: Entry, order: MarkOrder): Entry {
  return { article, annotations: annotations.toSorted(ORDERS[order]) };
}

const ORDERS: Readonly<Record<MarkOrder, (a: Annotation, b: Annotation) => number>> = {
  place: (a, b) => placeOf(a) - placeOf(b) || a.createdAt - b.createdAt,
  time: (a, b) => a.createdAt - b.createdAt,
};

function placeOf({ target }: Annotation): number {
  if (target === null) return -1;
  return target.position?.start ?? Number.MAX_SAFE_INTEGER;
}
