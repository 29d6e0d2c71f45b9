/** How each kind of annotation is named and drawn, wherever it appears. */
import type { ClaimStatus, Kind } from '../lib/annotation/model';
import type { IconName } from './Icon';
import type { MessageKey } from './messages';

export const KIND_LABEL: Readonly<Record<Kind, MessageKey>> = {
  quote: 'kind_quote',
  claim: 'kind_claim',
  highlight: 'kind_highlight',
  note: 'kind_note',
};

export const KIND_ICON: Readonly<Record<Kind, IconName>> = {
  quote: 'quote',
  claim: 'claim',
  highlight: 'highlight',
  note: 'note',
};

export const STATUS_LABEL: Readonly<Record<ClaimStatus, MessageKey>> = {
  unchecked: 'status_unchecked',
  checking: 'status_checking',
  checked: 'status_checked',
};
