import { useState } from 'preact/hooks';
import { useMessages } from '../../components/messages';
import type { Place } from '../../lib/sync/vault/place';
import { NameField, useName } from './NameField';
import { Form, Note, Press, Submit, TroubleNote } from './parts';
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
  const name = useName(services);
  const [secret, setSecret] = useState<Secret>({ type: 'passphrase', text: '' });
  const [wrong, setWrong] = useState(0);
  const task = useTask();
  const isEmpty = secret.text.trim() === '';
  const join = (): void => {
    if (!name.check() || isEmpty) setWrong(wrong + 1);
    else task.run(() => services.join(place, secret, { label: name.name }), onDone);
  };
  return (
    <Step
      title={t(services.scope === 'own' ? 'sync_joinTitle' : 'sync_shareJoinTitle')}
      number={3}
      onBack={onBack}
    >
      {isSurprise && (
        <Note>
          <p>{t('sync_key_alreadyThere')}</p>
        </Note>
      )}
      <p>{t(services.scope === 'own' ? 'sync_joinAbout' : 'sync_shareJoinAbout')}</p>
      <Form wrong={wrong} onSubmit={join}>
        <NameField services={services} of={name} />
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
