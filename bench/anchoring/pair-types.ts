/** Two versions of an article, and what became of its sentences. */

/** A line of the file that `bench:anchoring --pairs` reads: plain text with a paragraph a line, or HTML. */
export interface TextPair {
  readonly id: string;
  readonly before: string;
  readonly after: string;
  /** BCP 47. */
  readonly lang: string;
}

export type Fate = 'same' | 'edited' | 'cut';

/** A sentence by the paragraph that it stands in and its place there, on a page made of paragraphs alone. */
export interface SentencePlace {
  readonly paragraph: number;
  readonly start: number;
  readonly end: number;
}

/** What became of a sentence, told by whoever wrote the pair. `after` is null where it was cut. */
export interface KnownSentence {
  readonly fate: Fate;
  readonly before: SentencePlace;
  readonly after: SentencePlace | null;
}
