/**
 * What is like a passage on its page when it is marked: two prices, two parties, two reports of a live blog. Once the passage is
 * cut, or goes elsewhere, the other one is all that is left of its kind, and must not be taken for it.
 */
import type { Target } from '../../annotation/model';
import { MAX_LOOK_ALIKE, MAX_LOOK_ALIKES } from '../../annotation/limits';
import { fold, sourceSpan } from '../text/fold';
import type { SearchableText } from '../searchable';
import { sentencesOver } from '../sentences';
import { findAlike } from './candidates';
import { placeInBand } from './placement';
import { makeQuery } from './query';

/** [start, end) in a folded text. */
interface Span {
  readonly start: number;
  readonly end: number;
}

/** In longer texts, whose words take long to index, and for longer passages nothing is looked for: to mark must take no time. */
const MOST_TEXT = 100_000;
const MOST_PASSAGE = 1_000;
/** Share of the passage with which another one is like it. */
const ALIKE = 0.25;

const WITHOUT_CONTEXT = { prefix: '', suffix: '', sentenceBefore: '', sentenceAfter: '' } as const;

/**
 * The sentences of `searched` that are like the passage of `target`, which stands at `own` of its folded text: the most alike
 * first, as they are written, `MAX_LOOK_ALIKES` at most. None that has the passage in it.
 */
export function lookAlikesOf(searched: SearchableText, target: Target, own: Span): string[] {
  const { folded, text } = searched;
  if (text.length > MOST_TEXT || target.exact.length > MOST_PASSAGE) return [];
  const exact = folded.text.slice(own.start, own.end);
  const query = makeQuery(searched, { ...target, ...WITHOUT_CONTEXT }, exact);
  const alike = findAlike(query, searched.words)
    .map((band) => placeInBand(query, searched, band))
    .filter(({ share, start, end }) => share >= ALIKE && (end <= own.start || start >= own.end))
    .toSorted((one, other) => other.share - one.share)
    .map(({ start, end }) => {
      const source = sourceSpan(folded, start, end);
      return sentencesOver(text, source.start, source.end);
    })
    .filter((each) => each !== '' && each.length <= MAX_LOOK_ALIKE && !fold(each).text.includes(exact));
  return [...new Set(alike)].slice(0, MAX_LOOK_ALIKES);
}

/** Share of a place that a look-alike has where the place is that one: a word beside it may be the passage's by chance. */
const MOSTLY = 0.7;

/**
 * Whether a place is one of the look-alikes of a target, which stand where they stood. Of one that stands twice now, one may
 * be what the passage has become.
 */
export function lookAlikeTest(
  { folded: { text } }: SearchableText,
  { lookAlikes = [] }: Target,
): (place: Span) => boolean {
  const sentences = lookAlikes.map((each) => fold(each).text);
  return ({ start, end }) =>
    sentences.some((one) => {
      // Only around the place: the whole page is long.
      const from = Math.max(0, start - one.length);
      const at = text.slice(from, end + one.length).indexOf(one);
      if (at < 0) return false;
      const shared = Math.min(from + at + one.length, end) - Math.max(from + at, start);
      return shared >= MOSTLY * (end - start) && text.indexOf(one) === text.lastIndexOf(one);
    });
}
