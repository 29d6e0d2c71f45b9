/** Which stories are one story, sent once more after it was edited. */
import type { TextPair } from '../anchoring/pair-types.ts';
import { wordsKept } from '../pairs/words-kept.ts';
import type { Story } from './stories.ts';

/** Words of a story from which on it is looked at. */
const LEAST_WORDS = 60;
/** Words in a row that two versions of a story have in common, and no more than so many stories. */
const IN_A_ROW = 6;
const MOST_STORIES = 20;
/** Of the rows of the shorter one, and of the words of the earlier one, the least share that the other has. */
const ROWS_KEPT = 0.12;
const WORDS_KEPT = 0.3;
/** A later story is another one: the same report of another day. */
const LATEST_MS = 24 * 60 * 60 * 1000;

interface Read {
  readonly story: Story;
  readonly words: readonly string[];
  readonly rows: ReadonlySet<string>;
}

interface Couple {
  readonly before: Read;
  readonly after: Read;
  readonly rowsKept: number;
}

function read(story: Story): Read {
  const words = story.lines.slice(1).join(' ').split(' ');
  const starts = Array.from({ length: Math.max(0, words.length - IN_A_ROW + 1) }, (_, at) => at);
  return { story, words, rows: new Set(starts.map((at) => words.slice(at, at + IN_A_ROW).join(' '))) };
}

/** Every two stories that have rows in common, the earlier one first. */
function couples(stories: readonly Read[]): Couple[] {
  const having = new Map<string, number[]>();
  for (const [at, { rows }] of stories.entries())
    for (const row of rows) having.set(row, [...(having.get(row) ?? []), at]);
  const shared = new Map<number, Map<number, number>>();
  for (const all of having.values()) {
    if (all.length > MOST_STORIES) continue;
    for (const [nth, one] of all.entries()) {
      const others = shared.get(one) ?? new Map<number, number>();
      shared.set(one, others);
      for (const other of all.slice(nth + 1)) others.set(other, (others.get(other) ?? 0) + 1);
    }
  }
  return [...shared].flatMap(([one, others]) =>
    [...others].flatMap(([other, rows]): Couple[] => {
      const [before, after] = [stories[one], stories[other]];
      if (!before || !after) return [];
      return [{ before, after, rowsKept: rows / Math.min(before.rows.size, after.rows.size) }];
    }),
  );
}

function isEdited({ before, after, rowsKept }: Couple): boolean {
  const isNear = after.story.sentAt - before.story.sentAt <= LATEST_MS;
  const isOther = before.words.join(' ') !== after.words.join(' ');
  return isNear && isOther && rowsKept >= ROWS_KEPT && wordsKept(before.words, after.words) >= WORDS_KEPT;
}

/** Versions of stories, likest first; no story is the earlier of two pairs, or the later of two. */
export function pairStories(stories: readonly Story[]): TextPair[] {
  const inTime = stories
    .toSorted((one, other) => one.sentAt - other.sentAt || (one.id < other.id ? -1 : 1))
    .map(read)
    .filter(({ words }) => words.length >= LEAST_WORDS);
  const [earlier, later] = [new Set<Story>(), new Set<Story>()];
  return couples(inTime)
    .filter(isEdited)
    .toSorted((one, other) => other.rowsKept - one.rowsKept)
    .flatMap(({ before: { story: before }, after: { story: after } }): TextPair[] => {
      if (earlier.has(before) || later.has(after)) return [];
      earlier.add(before);
      later.add(after);
      return [
        {
          id: `${before.id} ${after.id}`,
          before: before.lines.join('\n'),
          after: after.lines.join('\n'),
          lang: 'en',
        },
      ];
    });
}
