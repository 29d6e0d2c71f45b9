/** What taking in one annotation of a file would do to what is there. Pure: the store reads and writes. */
import { normaliseTags } from '../../annotation/commands';
import type { Incoming } from '../../annotation/imported';
import type { Annotation } from '../../annotation/model';

export type IncomingAnnotation = Incoming['annotations'][number];

/**
 * `new`: not here yet; `known`: here, and says the same; `different`: here, and says something else; `deleted`: here, in the
 * trash.
 */
export type Fate = 'new' | 'known' | 'different' | 'deleted';

/** What to do with what is here already. Nothing that is here is ever deleted by an import. */
export interface ImportPolicy {
  /** Of two that differ, which one stays. */
  readonly different: 'keep' | 'take';
  /** What lies in the trash. */
  readonly deleted: 'keep' | 'bring-back';
}

/** An annotation that is here, and how it was found to be the one in the file. */
export interface Match {
  readonly annotation: Annotation;
  /** `id`: it is that very one; `passage`: somebody marked the same words. */
  readonly by: 'id' | 'passage';
}

interface Decision {
  readonly fate: Fate;
  /** What to write; null where nothing is. */
  readonly put: Annotation | null;
}

/**
 * @param articleId the article's name in the store
 * @param now milliseconds since the epoch
 */
export function decide(
  incoming: IncomingAnnotation,
  match: Match | undefined,
  policy: ImportPolicy,
  { articleId, now }: { readonly articleId: string; readonly now: number },
): Decision {
  if (!match) return { fate: 'new', put: created(incoming, articleId, now) };
  const existing = match.annotation;
  const merged = match.by === 'id' ? taken(existing, incoming) : filled(existing, incoming);
  const isSame = sameWords(existing, merged);
  if (existing.deletedAt !== null && !incoming.deletedAt) {
    const put = { ...merged, deletedAt: null, updatedAt: now };
    return { fate: 'deleted', put: policy.deleted === 'bring-back' ? put : null };
  }
  if (isSame) return { fate: 'known', put: null };
  return { fate: 'different', put: policy.different === 'take' ? { ...merged, updatedAt: now } : null };
}

function created(incoming: IncomingAnnotation, articleId: string, now: number): Annotation {
  const createdAt = incoming.createdAt ?? now;
  return {
    id: incoming.id,
    articleId,
    kind: incoming.kind,
    target: incoming.target,
    note: incoming.note ?? '',
    tags: normaliseTags(incoming.tags ?? []),
    quote: incoming.quote ?? { speaker: '', speakerRole: '' },
    claim: incoming.claim ?? { claimant: '', status: 'unchecked', rating: '' },
    reanchored: incoming.reanchored ?? null,
    rejected: incoming.rejected ?? '',
    ...creatorOf(incoming.creator),
    createdAt,
    updatedAt: incoming.updatedAt ?? createdAt,
    deletedAt: incoming.deletedAt ?? null,
  };
}

function creatorOf(creator: string | undefined): Pick<Annotation, 'creator'> {
  return creator ? { creator } : {};
}

/** What is here, with everything that the file says of it. */
function taken(existing: Annotation, incoming: IncomingAnnotation): Annotation {
  const { kind, isOurs, note, tags, quote, claim, reanchored, rejected, target } = incoming;
  return {
    ...existing,
    kind: isOurs ? kind : existing.kind,
    note: note ?? existing.note,
    tags: tags === undefined ? existing.tags : normaliseTags(tags),
    quote: { ...existing.quote, ...quote },
    claim: { ...existing.claim, ...claim },
    reanchored: reanchored === undefined ? existing.reanchored : reanchored,
    rejected: rejected ?? existing.rejected,
    // Whose it is here, it stays.
    ...creatorOf(existing.creator ?? incoming.creator),
    // A target never changes: where the file's has the same words, ours knows as much or more of their place.
    target: target?.exact === existing.target?.exact ? existing.target : target,
  };
}

/** What is here, and where it says nothing, what the file says. Tags of both. */
function filled(existing: Annotation, { note, tags = [], quote, claim }: IncomingAnnotation): Annotation {
  const isOther = note !== undefined && note !== '' && !existing.note.includes(note);
  return {
    ...existing,
    note: isOther ? [existing.note, note].filter((text) => text !== '').join('\n\n') : existing.note,
    tags: normaliseTags([...existing.tags, ...tags]),
    quote: filledIn(existing.quote, quote),
    claim: filledIn(existing.claim, claim),
  };
}

/** What is '' in `ours`, as `theirs` has it. */
function filledIn<T extends object>(ours: T, theirs: Partial<T> | undefined): T {
  const filledOnes = { ...ours };
  for (const name in ours) {
    const value = theirs?.[name];
    if (ours[name] === '' && value !== undefined) filledOnes[name] = value;
  }
  return filledOnes;
}

function sameWords(a: Annotation, b: Annotation): boolean {
  return JSON.stringify(wordsOf(a)) === JSON.stringify(wordsOf(b));
}

function wordsOf({ kind, note, tags, quote, claim, reanchored, rejected, target }: Annotation): unknown {
  const { speaker, speakerRole } = quote;
  const { claimant, status, rating } = claim;
  return [
    kind,
    note,
    tags,
    speaker,
    speakerRole,
    claimant,
    status,
    rating,
    reanchored,
    rejected,
    target?.exact,
  ];
}

/** Whether the file's passage is the one that is marked here: the same words, in no other surroundings. */
export function isSamePassage(incoming: IncomingAnnotation, existing: Annotation): boolean {
  const [theirs, ours] = [incoming.target, existing.target];
  if (!theirs || !ours || theirs.exact !== ours.exact) return false;
  return fits(theirs.prefix, ours.prefix, 'end') && fits(theirs.suffix, ours.suffix, 'start');
}

/** Tools keep more or less of the surroundings: what both keep must be the same. */
function fits(a: string, b: string, side: 'start' | 'end'): boolean {
  const [one, other] = [a.trim(), b.trim()];
  return side === 'end'
    ? one.endsWith(other) || other.endsWith(one)
    : one.startsWith(other) || other.startsWith(one);
}
