/** What a mark is called, for who hears it. */
import type { MessageKey, Translate } from '../../../components/messages';
import type { Annotation, MarkKind } from '../../annotation/model';

/** As many characters of the passage are said. */
const MOST_WORDS = 160;

const KINDS = {
  quote: 'kind_quote',
  claim: 'kind_claim',
  highlight: 'kind_highlight',
} as const satisfies Record<MarkKind, MessageKey>;

interface NamedMark {
  readonly kind: MarkKind;
  readonly unsure: boolean;
  /** The text of the place. */
  readonly words: string;
}

/**
 * “Quote, mark 2 of 5. “We will sail.” Said by Ilse Brandt. With a note.”
 * @param position from 1, in reading order
 */
export function nameOfMark(
  t: Translate,
  mark: NamedMark,
  annotation: Annotation,
  position: { readonly index: number; readonly count: number },
): string {
  const { quote, claim, note } = annotation;
  const words = shortened(mark.words.replaceAll(/\s+/gu, ' ').trim());
  return [
    t('page_walkMark', t(KINDS[mark.kind]), position.index, position.count),
    mark.unsure && t('page_walkUnsure'),
    // Direct speech brings its own quotation marks.
    /^["“„«‘]/u.test(words) ? words : t('page_walkWords', words),
    mark.kind === 'quote' && quote.speaker && t('page_walkSpeaker', quote.speaker),
    mark.kind === 'claim' && claim.claimant && t('page_walkClaimant', claim.claimant),
    note.trim() && t('page_walkNote'),
  ]
    .filter(Boolean)
    .join(' ');
}

function shortened(words: string): string {
  if (words.length <= MOST_WORDS) return words;
  const cut = words.slice(0, words.lastIndexOf(' ', MOST_WORDS));
  const short = cut.length > MOST_WORDS / 2 ? cut : words.slice(0, MOST_WORDS);
  return `${short.replace(/[\uD800-\uDBFF]$/u, '')}…`;
}
