import { useState } from 'preact/hooks';
import { useMessages } from '../../components/messages';
import type { PlaceKind } from '../../lib/sync/vault/place';
import { Dialog, Field, Note, Press, TroubleNote } from './parts';
import { PassphraseForm } from './PassphraseForm';
import { RecoveryCodeHere } from './RecoveryCode';
import type { SyncServices } from './services';
import { useTask } from './use-task';

type Open = 'passphrase' | 'recovery' | 'shutOut' | null;

interface KeysPartProps {
  readonly services: SyncServices;
  /** Where the notes lie. */
  readonly kind: PlaceKind;
}

/** What opens the notes, and how to change it. */
export function KeysPart({ services, kind }: KeysPartProps) {
  const t = useMessages();
  const isShared = services.scope === 'shared';
  const [open, setOpen] = useState<Open>(null);
  const [said, setSaid] = useState('');
  const show = (next: Open) => (): void => {
    setSaid('');
    setOpen(next);
  };
  const close = (): void => setOpen(null);
  return (
    <section class="sync-part" aria-labelledby="sync-keys">
      <h2 id="sync-keys">{t('sync_keys')}</h2>
      <p class="sync-soft">{t(isShared ? 'sync_shareKeysAbout' : 'sync_keysAbout')}</p>
      <div class="sync-buttons">
        <Press label={t('sync_changePassphrase')} onClick={show('passphrase')} />
        <Press label={t('sync_newRecovery')} onClick={show('recovery')} />
        <Press label={t(isShared ? 'sync_shareShutOut' : 'sync_shutOut')} onClick={show('shutOut')} />
      </div>
      <output class="sync-soft">{said}</output>
      {open === 'passphrase' && (
        <ChangePassphrase
          services={services}
          onClose={close}
          onDone={() => {
            close();
            setSaid(t('sync_passphraseChanged'));
          }}
        />
      )}
      {open === 'recovery' && <NewRecovery services={services} onClose={close} />}
      {open === 'shutOut' && <ShutOut services={services} kind={kind} onClose={close} />}
    </section>
  );
}

interface KeyDialogProps {
  readonly services: SyncServices;
  readonly onClose: () => void;
}

function ChangePassphrase({ services, onClose, onDone }: KeyDialogProps & { readonly onDone: () => void }) {
  const t = useMessages();
  const task = useTask();
  return (
    <Dialog title={t('sync_changePassphrase')} onClose={onClose}>
      <p>
        {t(services.scope === 'shared' ? 'sync_shareChangePassphraseAbout' : 'sync_changePassphraseAbout')}
      </p>
      <PassphraseForm
        services={services}
        task={task}
        submit={t('sync_changePassphraseDo')}
        isChange
        onSubmit={(passphrase) => task.run(() => services.changePassphrase(passphrase), onDone)}
      />
    </Dialog>
  );
}

function NewRecovery({ services, onClose }: KeyDialogProps) {
  const t = useMessages();
  const [code, setCode] = useState<string | null>(null);
  const task = useTask();
  return (
    <Dialog title={t('sync_newRecovery')} onClose={onClose} isHeld={code !== null || task.isBusy}>
      {code === null ? (
        <>
          <p>{t('sync_newRecoveryAbout')}</p>
          <TroubleNote task={task} />
          <div class="sync-buttons">
            <Press
              isMain
              label={t('sync_newRecoveryDo')}
              isBusy={task.isBusy}
              onClick={() => task.run(services.newRecoveryCode, setCode)}
            />
          </div>
        </>
      ) : (
        <RecoveryCodeHere code={code} done={t('sync_done')} onKept={onClose} />
      )}
    </Dialog>
  );
}

function ShutOut({ services, kind, onClose }: KeyDialogProps & { readonly kind: PlaceKind }) {
  const t = useMessages();
  const [current, setCurrent] = useState('');
  const [code, setCode] = useState<string | null>(null);
  const [isMissed, setMissed] = useState(false);
  const task = useTask();
  const isShared = services.scope === 'shared';
  const hasOwnKey = kind === 'webdav' || kind === 's3';
  const shutOut = (next: string): void => {
    setMissed(current === '');
    if (current !== '') task.run(() => services.shutOut(current, next), setCode);
  };
  return (
    <Dialog
      title={t(isShared ? 'sync_shareShutOut' : 'sync_shutOut')}
      onClose={onClose}
      isHeld={code !== null || task.isBusy}
    >
      {code === null ? (
        <>
          <p>{t(isShared ? 'sync_shareShutOutAbout' : 'sync_shutOutAbout')}</p>
          <Note>
            <p>{t(hasOwnKey ? 'sync_shutOutStorage' : 'sync_shutOutAccount')}</p>
          </Note>
          <PassphraseForm
            services={services}
            task={task}
            submit={t('sync_shutOutDo')}
            isChange
            isWrong={current === ''}
            onSubmit={shutOut}
          >
            <Field
              label={t('sync_passphraseCurrent')}
              type="password"
              autocomplete="current-password"
              value={current}
              onChange={setCurrent}
              problem={isMissed && current === '' ? t('sync_fieldMissing') : undefined}
            />
          </PassphraseForm>
        </>
      ) : (
        <RecoveryCodeHere code={code} done={t('sync_done')} onKept={onClose} />
      )}
    </Dialog>
  );
}
