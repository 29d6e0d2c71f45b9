import type { Labels } from '../lib/formats/format';
import type { PackLabels } from '../lib/formats/pack/options';
import type { Translate } from './messages';

/** The words that exported documents need, in the user's language. */
export function formatLabels(t: Translate): Labels {
  return {
    quote: t('kind_quote'),
    claim: t('kind_claim'),
    highlight: t('kind_highlight'),
    note: t('kind_note'),
    unchecked: t('status_unchecked'),
    checking: t('status_checking'),
    checked: t('status_checked'),
    inArticle: t('format_inArticle'),
    untitled: t('format_untitled'),
    collection: t('format_collection'),
  };
}

/** What is said in the pages of an archive beside that. */
export function packLabels(t: Translate): PackLabels {
  return {
    capturedAt: t('pack_capturedAt'),
    markedAt: t('pack_markedAt'),
    changedAt: t('pack_changedAt'),
    sum: t('pack_sum'),
  };
}
