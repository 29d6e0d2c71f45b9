import { useState } from 'preact/hooks';
import { useMessages } from '../../components/messages';
import type { Place } from '../../lib/sync/vault/place';
import { Field, Note } from './parts';
import { PassphraseForm } from './PassphraseForm';
import type { SyncServices } from './services';
import { Step } from './Step';
import { useTask } from './use-task';

interface NewVaultProps {
  readonly services: SyncServices;
  readonly place: Place;
  /** It seemed to be there a moment ago. */
  readonly isSurprise: boolean;
  readonly onHold: (isHeld: boolean) => void;
  readonly onCode: (code: string) => void;
  /** Another device was faster. */
  readonly onJoin: () => void;
  readonly onBack: () => void;
}

/** The first device: a name for it, and the passphrase for all. */
export function NewVault(props: NewVaultProps) {
  const { services, place, isSurprise, onHold, onCode, onJoin, onBack } = props;
  const t = useMessages();
  const [label, setLabel] = useState(services.suggestedLabel);
  const task = useTask();
  const setUp = async (passphrase: string) => {
    // Before the vault is there: the page would show it, and the recovery code would never be seen.
    onHold(true);
    try {
      const done = await services.setUp(place, passphrase, nameOr(label, services.suggestedLabel));
      if (!done.ok) onHold(false);
      if (!done.ok && done.problem === 'already-there') onJoin();
      return done;
    } catch (error) {
      onHold(false);
      throw error;
    }
  };
  return (
    <Step title={t('sync_newTitle')} number={3} onBack={onBack}>
      {isSurprise && (
        <Note>
          <p>{t('sync_key_noVault')}</p>
        </Note>
      )}
      <p>{t('sync_newAbout')}</p>
      <PassphraseForm
        services={services}
        task={task}
        submit={t('sync_newSubmit')}
        onSubmit={(passphrase) => task.run(() => setUp(passphrase), onCode)}
      >
        <Field
          label={t('sync_deviceLabel')}
          value={label}
          onChange={setLabel}
          help={t('sync_deviceLabelHelp')}
        />
      </PassphraseForm>
    </Step>
  );
}

/** A device has a name, whatever was typed. */
/** As long as a line. */
const LONGEST_NAME = 60;

export function nameOr(label: string, otherwise: string): string {
  return label.trim().slice(0, LONGEST_NAME) || otherwise;
}
