/** A text that passages can be described in and located in: a page's text index is one, plain text can be made one. */
import { fold } from './text/fold';
import type { Folded } from './text/fold';
import { buildWordIndex } from './text/words';
import type { WordIndex } from './text/words';

export interface SearchableText {
  /** Normalised: whitespace collapsed, one '\n' between blocks. */
  readonly text: string;
  /** `text` in the form that matching compares. */
  readonly folded: Folded;
  /** The words of `folded`. */
  readonly words: WordIndex;
}

/** Makes plain text searchable, for instance a saved version of an article. Folding and words are made when asked for. */
export function searchable(text: string): SearchableText {
  let folded: Folded | null = null;
  let words: WordIndex | null = null;
  return {
    text,
    get folded() {
      return (folded ??= fold(text));
    },
    get words() {
      return (words ??= buildWordIndex(this.folded.text));
    },
  };
}
