import { useState } from 'preact/hooks';
import { useMessages } from '../../components/messages';
import type { Place } from '../../lib/sync/vault/place';
import { nameOr } from './NewVault';
import { Field, Form, Note, Press, Submit, TroubleNote } from './parts';
import { SecretField } from './SecretField';
import type { Secret, SyncServices } from './services';
import { Step } from './Step';
import { useTask } from './use-task';

interface JoinVaultProps {
  readonly services: SyncServices;
  readonly place: Place;
  /** Another device set it up a moment ago. */
  readonly isSurprise: boolean;
  readonly onDone: () => void;
  readonly onNew: () => void;
  readonly onBack: () => void;
}

/** Another device: it opens what is there. */
export function JoinVault({ services, place, isSurprise, onDone, onNew, onBack }: JoinVaultProps) {
  const t = useMessages();
  const [label, setLabel] = useState(services.suggestedLabel);
  const [secret, setSecret] = useState<Secret>({ type: 'passphrase', text: '' });
  const [wrong, setWrong] = useState(0);
  const task = useTask();
  const isEmpty = secret.text.trim() === '';
  const join = (): void => {
    if (isEmpty) setWrong(wrong + 1);
    else task.run(() => services.join(place, secret, nameOr(label, services.suggestedLabel)), onDone);
  };
  return (
    <Step title={t('sync_joinTitle')} number={3} onBack={onBack}>
      {isSurprise && (
        <Note>
          <p>{t('sync_key_alreadyThere')}</p>
        </Note>
      )}
      <p>{t('sync_joinAbout')}</p>
      <Form wrong={wrong} onSubmit={join}>
        <Field
          label={t('sync_deviceLabel')}
          value={label}
          onChange={setLabel}
          help={t('sync_deviceLabelHelp')}
        />
        <SecretField
          secret={secret}
          onChange={setSecret}
          problem={wrong > 0 && isEmpty ? t('sync_fieldMissing') : undefined}
        />
        <TroubleNote task={task} />
        <Submit label={t('sync_joinSubmit')} isBusy={task.isBusy}>
          {task.trouble?.problem === 'no-vault' && <Press label={t('sync_joinNew')} onClick={onNew} />}
        </Submit>
      </Form>
    </Step>
  );
}
