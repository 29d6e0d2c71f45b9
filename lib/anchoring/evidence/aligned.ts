/** An aligned passage, and the page's text where it stands. */
import type { Target } from '../../annotation/model';
import type { Alignment } from './align';
import { hasBorder, isParted } from './borders';
import { isMet } from './placement';
import type { Query } from './query';
import type { SearchableText } from '../searchable';
import { sourceEnd, sourceSpan } from '../text/fold';

export const WORD = /[\p{L}\p{N}\p{M}]/u;

/** [start, end) in UTF-16 units of the text. */
export interface Edges {
  readonly start: number;
  readonly end: number;
}

/** Words of the query, from `first` to `last`. */
export interface WordSpan {
  readonly first: number;
  readonly last: number;
}

/** Places are those of words on the page; a word `at` is one of the query's. */
export class AlignedPassage {
  /** Borders that the passage has itself cost nothing. */
  readonly hasBlocks: boolean;
  readonly hasSentences: boolean;

  constructor(
    private readonly searched: SearchableText,
    readonly target: Target,
    readonly query: Query,
    private readonly pairs: Alignment,
  ) {
    this.hasBlocks = target.exact.includes('\n');
    this.hasSentences = hasBorder(target.exact.slice(0, lastWordEnd(target.exact)));
  }

  get text(): string {
    return this.searched.text;
  }

  /** The last word of the page. */
  get lastPlace(): number {
    return this.searched.words.starts.length - 1;
  }

  placeOf(at: number): number {
    return this.pairs[at] ?? -1;
  }

  isMet(at: number): boolean {
    return isMet(this.query, at, this.searched.words.ids, this.placeOf(at));
  }

  /** The word at `place`, as a span of the text. */
  word(place: number): Edges {
    const { words, folded } = this.searched;
    return sourceSpan(folded, words.starts[place] ?? 0, words.ends[place] ?? 0);
  }

  /** What stands between the words at two places. */
  between(one: number, other: number): string {
    const { words, folded } = this.searched;
    return this.text.slice(
      sourceEnd(folded, words.ends[one] ?? 0),
      folded.sourceOf(words.starts[other] ?? 0),
    );
  }

  /** Whether a sentence or a block ends with the word at `place`; so does what stands before the first word. */
  isBorder(place: number): boolean {
    if (place < 0 || place >= this.lastPlace) return true;
    return isParted(this.between(place, place + 1));
  }
}

/** Where the last word of `text` ends. */
export function lastWordEnd(text: string): number {
  let end = text.length;
  while (end > 0 && !WORD.test(text[end - 1] ?? '')) end--;
  return end;
}
