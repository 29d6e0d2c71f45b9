/** Changes of words made legible: what stands between two changes by chance is not worth an interruption. */
import type { Words } from './words';

/** Words that two wordings have in common without meaning to: so many, between changes at least as long. */
const CHANCE = 2;

/**
 * The same two texts with fewer, longer changes: common words that are shorter than the changes on both sides of them
 * (after diff-match-patch's semantic clean-up) are told as changed. In each change, what was cut comes first.
 */
export function legible(words: readonly Words[]): Words[] {
  const runs = toRuns(words);
  const kept: Run[] = [];
  for (const [at, run] of runs.entries()) {
    const last = kept.at(-1);
    const next = runs[at + 1];
    if (!last || (run.isChange !== last.isChange && !isChance(run, last, next))) kept.push(run);
    else kept.splice(-1, 1, join(last, run));
  }
  return kept.flatMap(toWords);
}

/** What both texts say of one stretch: the same where nothing changed. */
interface Run {
  readonly isChange: boolean;
  readonly cut: string;
  readonly added: string;
}

function toRuns(words: readonly Words[]): Run[] {
  const runs: Run[] = [];
  for (const { type, text } of words) {
    const run = {
      isChange: type !== 'same',
      cut: type === 'added' ? '' : text,
      added: type === 'cut' ? '' : text,
    };
    const last = runs.at(-1);
    if (last?.isChange === run.isChange) runs.splice(-1, 1, join(last, run));
    else runs.push(run);
  }
  return runs;
}

function join(one: Run, other: Run): Run {
  return {
    isChange: one.isChange || other.isChange,
    cut: one.cut + other.cut,
    added: one.added + other.added,
  };
}

function isChance(run: Run, before: Run, after: Run | undefined): boolean {
  if (run.isChange || !after) return false;
  const length = run.cut.trim().length;
  const count = run.cut.trim().split(/\s+/u).length;
  const shortest = Math.min(sizeOf(before), sizeOf(after));
  return length === 0 || (count <= CHANCE && length <= shortest);
}

function sizeOf({ cut, added }: Run): number {
  return Math.max(cut.length, added.length);
}

function toWords({ isChange, cut, added }: Run): Words[] {
  if (!isChange) return [{ type: 'same', text: cut }];
  const both: Words[] = [
    { type: 'cut', text: cut },
    { type: 'added', text: added },
  ];
  return both.filter(({ text }) => text !== '');
}
