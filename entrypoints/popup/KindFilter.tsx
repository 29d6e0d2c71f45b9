import { useMessages, type MessageKey } from '../../components/messages';
import { KINDS, type Kind } from '../../lib/annotation/model';

const NAMES: Readonly<Record<Kind | 'all', readonly [plain: MessageKey, counted: MessageKey]>> = {
  all: ['popup_kindAll', 'popup_filterAll'],
  quote: ['popup_kindQuotes', 'popup_filterQuote'],
  claim: ['popup_kindClaims', 'popup_filterClaim'],
  highlight: ['popup_kindHighlights', 'popup_filterHighlight'],
  note: ['popup_kindNotes', 'popup_filterNote'],
};

interface KindFilterProps {
  readonly kind: Kind | null;
  /** Kinds without any are left out; without counts, all are offered. */
  readonly counts?: Readonly<Record<Kind, number>>;
  readonly onChange: (kind: Kind | null) => void;
}

/** Chips that narrow a list to one kind. */
export function KindFilter({ kind, counts, onChange }: KindFilterProps) {
  const t = useMessages();
  const kinds = KINDS.filter((k) => !counts || counts[k] > 0 || k === kind);
  const total = counts && Object.values(counts).reduce((a, b) => a + b, 0);
  const chip = (value: Kind | null, count: number | undefined) => {
    const [plain, counted] = NAMES[value ?? 'all'];
    return (
      <button
        key={value ?? 'all'}
        type="button"
        class="popup-chip"
        data-kind={value ?? undefined}
        aria-pressed={kind === value}
        onClick={() => onChange(value)}
      >
        {count === undefined ? t(plain) : t(counted, count)}
      </button>
    );
  };
  return (
    <fieldset class="popup-filter">
      <legend class="pq-hidden">{t('popup_filter')}</legend>
      {chip(null, total)}
      {kinds.map((k) => chip(k, counts?.[k]))}
    </fieldset>
  );
}
