/** The fields of an annotation that can be said in two ways, in words. */
import type { MessageKey, Translate } from '../../components/messages';
import { KIND_LABEL, STATUS_LABEL } from '../../components/kinds';
import type { ConflictField } from '../../lib/sync/merge/fields';
import type { Entry, Json } from '../../lib/sync/merge/register';
import type { SyncView } from '../../lib/sync/vault/state';

export const FIELD_LABEL: Readonly<Record<ConflictField, MessageKey>> = {
  kind: 'editor_kind',
  note: 'editor_note',
  speaker: 'editor_speaker',
  speakerRole: 'editor_role',
  claimant: 'editor_claimant',
  status: 'editor_status',
  rating: 'editor_rating',
};

/** A value as the user knows it. */
export function valueText(t: Translate, field: ConflictField, value: Json): string {
  if (typeof value !== 'string' || value === '') return t('sync_valueNone');
  if (field === 'kind') return t(named(KIND_LABEL, value) ?? 'sync_valueNone');
  if (field === 'status') return t(named(STATUS_LABEL, value) ?? 'sync_valueNone');
  return value;
}

/** All that was written, one after the other. */
export function bothNotes(values: readonly Entry[]): string {
  const texts = values.flatMap(({ value }) => (typeof value === 'string' && value !== '' ? [value] : []));
  return texts.join('\n\n');
}

/** What a device is called by its user. */
export function deviceName(t: Translate, view: SyncView, name: string): string {
  if (name === view.device.name) return t('sync_thisDevice');
  return view.status.devices.find((device) => device.name === name)?.label || t('sync_someDevice');
}

function named(names: Readonly<Record<string, MessageKey>>, value: string): MessageKey | undefined {
  return Object.hasOwn(names, value) ? names[value] : undefined;
}
