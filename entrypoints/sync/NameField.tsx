import { useState } from 'preact/hooks';
import { useMessages } from '../../components/messages';
import { Field } from './parts';
import type { SyncServices } from './services';

/** As long as a line. */
const LONGEST_NAME = 60;

export interface Name {
  /** As it is typed. */
  readonly typed: string;
  readonly onType: (typed: string) => void;
  /** What it comes to: a device has a name, whatever was typed; a person has to say theirs. */
  readonly name: string;
  /** Presses that found none. */
  readonly missed: number;
  /** Whether there is one; says so where there is none. */
  readonly check: () => boolean;
}

/** The name by which the others will know this device, or the user where it is shared. */
export function useName({ suggestedLabel }: SyncServices): Name {
  const [typed, onType] = useState(suggestedLabel);
  const [missed, setMissed] = useState(0);
  const name = nameOr(typed, suggestedLabel);
  const check = (): boolean => {
    if (name === '') setMissed(missed + 1);
    return name !== '';
  };
  return { typed, onType, name, missed, check };
}

export function NameField({ services, of }: { readonly services: SyncServices; readonly of: Name }) {
  const t = useMessages();
  const isOfPerson = services.scope === 'shared';
  return (
    <Field
      label={t(isOfPerson ? 'sync_personName' : 'sync_deviceLabel')}
      value={of.typed}
      onChange={of.onType}
      help={t(isOfPerson ? 'sync_personNameHelp' : 'sync_deviceLabelHelp')}
      problem={of.missed > 0 && of.name === '' ? t('sync_fieldMissing') : undefined}
    />
  );
}

export function nameOr(label: string, otherwise: string): string {
  return label.trim().slice(0, LONGEST_NAME) || otherwise;
}
