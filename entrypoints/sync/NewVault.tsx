import { useMessages } from '../../components/messages';
import type { Place } from '../../lib/sync/vault/place';
import { NameField, useName } from './NameField';
import { Note } from './parts';
import { PassphraseForm } from './PassphraseForm';
import type { SyncServices } from './services';
import { Step } from './Step';
import { useTask } from './use-task';

interface NewVaultProps {
  readonly services: SyncServices;
  readonly place: Place;
  /** What is shared; absent where it is one's own. */
  readonly tag?: string | undefined;
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
  const { services, place, tag, isSurprise, onHold, onCode, onJoin, onBack } = props;
  const t = useMessages();
  const name = useName(services);
  const task = useTask();
  const setUp = async (passphrase: string) => {
    // Before the vault is there: the page would show it, and the recovery code would never be seen.
    onHold(true);
    try {
      const done = await services.setUp(place, passphrase, {
        label: name.name,
        ...(tag === undefined ? {} : { tag }),
      });
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
      <p>{t(tag === undefined ? 'sync_newAbout' : 'sync_shareNewAbout')}</p>
      <PassphraseForm
        services={services}
        task={task}
        submit={t(tag === undefined ? 'sync_newSubmit' : 'sync_shareBegin')}
        isWrong={name.name === ''}
        onSubmit={(passphrase) => {
          if (name.check()) task.run(() => setUp(passphrase), onCode);
        }}
      >
        <NameField services={services} of={name} />
      </PassphraseForm>
    </Step>
  );
}
