/** Which marks a change of the article touches. */
import type { Target } from '../../annotation/model';
import { wording } from '../../annotation/wording';
import type { Changes } from './changes';
import type { Words } from './words';

/** A stretch of the text before, counted in characters that show. */
interface Stretch {
  readonly start: number;
  readonly end: number;
  readonly passage: number;
}

/**
 * For each passage, by its place in `passages`, the marks that stood in what was cut or reworded of it. A mark that the
 * version before does not have is none of them.
 */
export function touchedMarks<T extends { readonly id: string; readonly target: Target | null }>(
  { passages }: Pick<Changes, 'passages'>,
  marks: readonly T[],
): ReadonlyMap<number, readonly T[]> {
  const { text, changed } = textBefore(passages.map(({ words }) => words));
  const touched = new Map<number, T[]>();
  for (const mark of marks) {
    const found = mark.target && find(text, mark.target);
    if (!found) continue;
    const hit = changed.filter(
      ({ start, end }) => start < found.end && (end > found.start || (start === end && start > found.start)),
    );
    for (const passage of new Set(hit.map((each) => each.passage)))
      touched.set(passage, [...(touched.get(passage) ?? []), mark]);
  }
  return touched;
}

function textBefore(passages: readonly (readonly Words[])[]): {
  readonly text: string;
  readonly changed: readonly Stretch[];
} {
  let text = '';
  const changed: Stretch[] = [];
  for (const [passage, words] of passages.entries()) {
    // All of it came: nothing that stood before is touched.
    if (words.every(({ type }) => type === 'added')) continue;
    for (const { type, text: part } of words) {
      const start = text.length;
      if (type !== 'added') text += squeeze(part);
      if (type !== 'same') changed.push({ start, end: text.length, passage });
    }
  }
  return { text, changed };
}

const CONTEXT = 60;

/** Letters from which on words by themselves name a place, if they stand there alone. */
const TELLING = 30;

/** Where a mark stands in `text`: with its context, or by itself where it can be no other place. */
function find(text: string, { exact, prefix, suffix }: Target): { start: number; end: number } | null {
  const [own, before, after] = [
    squeeze(exact),
    squeeze(prefix.slice(-CONTEXT)),
    squeeze(suffix.slice(0, CONTEXT)),
  ];
  if (own === '') return null;
  const around = [before + own + after, before + own, own + after].filter((each) => each !== own);
  for (const each of around) {
    const at = text.indexOf(each);
    if (at >= 0) {
      const start = at + (each.startsWith(before + own) ? before.length : 0);
      return { start, end: start + own.length };
    }
  }
  const start = text.indexOf(own);
  const isAlone = start >= 0 && !text.includes(own, start + 1);
  return isAlone && (own.length >= TELLING || around.length === 0)
    ? { start, end: start + own.length }
    : null;
}

/** Only what shows: page and copy fold blanks each in its own way. */
function squeeze(text: string): string {
  return wording(text).replaceAll(/[\s\p{Cf}]+/gu, '');
}
