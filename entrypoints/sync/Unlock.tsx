import { useState } from 'preact/hooks';
import { useMessages } from '../../components/messages';
import type { Sharing } from '../../lib/sync/vault/state';
import { Form, Submit, TroubleNote } from './parts';
import { SecretField } from './SecretField';
import type { Secret, SyncServices } from './services';
import { useTask } from './use-task';

interface UnlockProps {
  readonly services: SyncServices;
  readonly sharing: Sharing | null;
}

/** Another device has changed the keys: this one has to be told how to open them. */
export function Unlock({ services, sharing }: UnlockProps) {
  const t = useMessages();
  return (
    <section class="sync-part sync-urgent" aria-labelledby="sync-unlock">
      <h2 id="sync-unlock">{t('sync_unlockTitle')}</h2>
      {sharing?.isReadOnly ? (
        <p>{t('sync_shareLockedReader')}</p>
      ) : (
        <>
          <p>{t(sharing ? 'sync_shareLocked' : 'sync_reason_locked')}</p>
          <UnlockForm services={services} />
        </>
      )}
    </section>
  );
}

function UnlockForm({ services }: { readonly services: SyncServices }) {
  const t = useMessages();
  const [secret, setSecret] = useState<Secret>({ type: 'passphrase', text: '' });
  const [wrong, setWrong] = useState(0);
  const task = useTask();
  const isEmpty = secret.text.trim() === '';
  return (
    <Form
      wrong={wrong}
      onSubmit={() => {
        if (isEmpty) setWrong(wrong + 1);
        else task.run(() => services.unlock(secret));
      }}
    >
      <SecretField
        secret={secret}
        onChange={setSecret}
        problem={wrong > 0 && isEmpty ? t('sync_fieldMissing') : undefined}
      />
      <TroubleNote task={task} />
      <Submit label={t('sync_unlock')} isBusy={task.isBusy} />
    </Form>
  );
}
