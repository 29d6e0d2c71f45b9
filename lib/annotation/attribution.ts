/** Who said what is marked. */
import type { Annotation } from './model';

export interface Attribution {
  /** The speaker of a quote, the claimant of a claim; '' where none is known, or the mark is of another kind. */
  readonly name: string;
  /** What a speaker is. */
  readonly role: string;
}

/** A mark keeps what was entered under a kind that it had before: that is not said of it now. */
export function attributionOf({
  kind,
  quote,
  claim,
}: Pick<Annotation, 'kind' | 'quote' | 'claim'>): Attribution {
  if (kind === 'quote') return { name: quote.speaker, role: quote.speakerRole };
  return { name: kind === 'claim' ? claim.claimant : '', role: '' };
}
