/** What changed between two versions of an article: which passages came, went, moved or were reworded, word by word. */
import { diffArrays } from 'diff';
import { isTextBlock, type CopyBlock, type SavedCopy } from '../../annotation/version';
import { countWords, likeness, wording } from '../../annotation/wording';
import { diffWords } from './diff-words';
import { pairReworded } from './reworded';
import type { Words } from './words';

/** One paragraph, heading or item. `words` tell the text before (without the added) and after (without the cut). */
export interface Passage {
  /** `moved`: it stood elsewhere before. */
  readonly type: 'same' | 'added' | 'cut' | 'reworded' | 'moved';
  readonly kind: CopyBlock['kind'];
  readonly words: readonly Words[];
}

/** Something that the page says of itself, before and after. */
export interface Restated {
  readonly before: string;
  readonly after: string;
}

export interface Changes {
  /** All passages of both, in the order of the later; what was cut stands where it stood. */
  readonly passages: readonly Passage[];
  /** Null where it is what it was. */
  readonly title: Restated | null;
  /** The date of the last change, as the page states it; null where it is what it was. */
  readonly modifiedAt: Restated | null;
}

/** How many passages changed, by how. */
export type Counts = Readonly<Record<Exclude<Passage['type'], 'same'>, number>>;

/** Edits beyond which two texts have nothing in common that would be worth the time. */
const MOST_EDITS = 20_000;

/**
 * What happened to the article from `before` to `after`. Paragraphs that only were split or joined are the same. Language
 * parts words where blanks do not.
 *
 * @param language BCP 47, '' where it is not known
 */
export function findChanges(before: SavedCopy, after: SavedCopy, language: string): Changes {
  const [old, now] = [before.blocks.filter(isTextBlock), after.blocks.filter(isTextBlock)];
  const hunks = diffArrays(old, now, {
    // What only was set in other type is the same.
    comparator: (one, other) => one.text === other.text || wording(one.text) === wording(other.text),
    maxEditLength: MOST_EDITS,
  }) ?? [
    { value: old, removed: true, added: false },
    { value: now, removed: false, added: true },
  ];
  const passages: Passage[] = [];
  for (let at = 0; at < hunks.length; at++) {
    const [hunk, next] = [hunks[at], hunks[at + 1]];
    if (!hunk) continue;
    if (hunk.removed && next?.added) {
      passages.push(...rewritten(hunk.value, next.value, language));
      at++;
    } else passages.push(...hunk.value.map((block) => whole(typeOf(hunk), block)));
  }
  return {
    passages: withMoves(passages),
    title: restated(before.details.title, after.details.title),
    modifiedAt: restated(before.details.modifiedAt, after.details.modifiedAt),
  };
}

/** How many passages are of each type. */
export function countChanges({ passages }: Pick<Changes, 'passages'>): Counts {
  const counts = { added: 0, cut: 0, reworded: 0, moved: 0 };
  for (const { type } of passages) if (type !== 'same') counts[type]++;
  return counts;
}

function typeOf({ removed, added }: { readonly removed: boolean; readonly added: boolean }): Words['type'] {
  return removed ? 'cut' : added ? 'added' : 'same';
}

function whole(type: Words['type'], { kind, text }: CopyBlock): Passage {
  return { type, kind, words: [{ type, text }] };
}

/** Passages that gave way to others. */
function rewritten(old: readonly CopyBlock[], now: readonly CopyBlock[], language: string): Passage[] {
  if (lettersOf(old) === lettersOf(now)) return now.map((block) => whole('same', block));
  if (isParted(old, now)) return parted(old, now, language);
  return pairReworded(old, now, ({ text }) => text).map(([before, after]) => {
    if (before && after)
      return { type: 'reworded', kind: after.kind, words: diffWords(before.text, after.text, language) };
    return before ? whole('cut', before) : whole('added', after);
  });
}

function lettersOf(blocks: readonly CopyBlock[]): string {
  return blocks.map(({ text }) => wording(text).replaceAll(' ', '')).join('');
}

/** More paragraphs are no paragraph that was split. */
const MOST_PARTS = 12;
/** Share of words in common of what only was split or joined, and a little reworded. */
const PARTED = 0.75;

function isParted(old: readonly CopyBlock[], now: readonly CopyBlock[]): boolean {
  if (old.length === now.length || old.length + now.length > MOST_PARTS) return false;
  const [before, after] = [joined(old), joined(now)];
  return likeness(countWords(before), countWords(after)) >= PARTED;
}

function joined(blocks: readonly CopyBlock[]): string {
  return blocks.map(({ text }) => text.replaceAll('\n', ' ')).join('\n');
}

/** Paragraphs that were split or joined, told by where they end now. */
function parted(old: readonly CopyBlock[], now: readonly CopyBlock[], language: string): Passage[] {
  const lines: Words[][] = [[]];
  for (const { type, text } of diffWords(joined(old).replaceAll('\n', ' '), joined(now), language)) {
    const [first = '', ...others] = text.split('\n');
    lines.at(-1)?.push({ type, text: first });
    for (const line of others) lines.push([{ type, text: line }]);
  }
  return now.map(({ kind }, at) => {
    const words = (lines[at] ?? []).filter(({ text }) => text !== '');
    const types = new Set(words.filter(({ text }) => text.trim() !== '').map(({ type }) => type));
    const [only = 'same'] = types;
    return { type: types.size > 1 ? 'reworded' : only, kind, words };
  });
}

/** A passage that was cut here and added there, to the letter, was moved; each that was cut went to one place. */
function withMoves(passages: readonly Passage[]): Passage[] {
  const [cut, added] = [indexByText(passages, 'cut'), indexByText(passages, 'added')];
  const moved = new Map<number, Passage | null>();
  for (const [text, from] of cut) {
    for (const [nth, to] of (added.get(text) ?? []).slice(0, from.length).entries()) {
      const passage = passages[to];
      moved.set(from[nth] ?? to, null);
      if (passage) moved.set(to, { ...passage, type: 'moved', words: [{ type: 'same', text }] });
    }
  }
  return passages.flatMap((passage, at) => {
    const instead = moved.get(at);
    return instead === null ? [] : [instead ?? passage];
  });
}

function indexByText(passages: readonly Passage[], type: Passage['type']): ReadonlyMap<string, number[]> {
  const places = new Map<string, number[]>();
  for (const [at, passage] of passages.entries()) {
    if (passage.type !== type) continue;
    const text = passage.words[0]?.text ?? '';
    places.set(text, [...(places.get(text) ?? []), at]);
  }
  return places;
}

function restated(before: string, after: string): Restated | null {
  return before === after ? null : { before, after };
}
