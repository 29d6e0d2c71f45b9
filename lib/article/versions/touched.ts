/** Which marks a change of the article touches. */
import type { Target } from '../../annotation/model';
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

/** Where a mark stands in `text`; with its context where that is found, too. */
function find(text: string, { exact, prefix, suffix }: Target): { start: number; end: number } | null {
  const [own, before, after] = [
    squeeze(exact),
    squeeze(prefix.slice(-CONTEXT)),
    squeeze(suffix.slice(0, CONTEXT)),
  ];
  if (own === '') return null;
  for (const around of [before, '']) {
    for (const behind of [after, '']) {
      const at = text.indexOf(around + own + behind);
      if (at >= 0) return { start: at + around.length, end: at + around.length + own.length };
    }
  }
  return null;
}

/** Only what shows: page and copy fold blanks each in its own way. */
function squeeze(text: string): string {
  return text.normalize('NFKC').replaceAll(/[\s\p{Cf}]+/gu, '');
}
