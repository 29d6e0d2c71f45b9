import { useRef, useState } from 'preact/hooks';
import { useMessages } from '../../components/messages';
import { Dialog, Note, Press, TroubleNote } from './parts';
import type { Done, SyncServices } from './services';
import { useTask } from './use-task';

interface RetireDeviceProps {
  readonly services: SyncServices;
  readonly device: string;
  readonly label: string;
}

/** Takes a device that is not used any more off the list, and its files from the storage, after a question. */
export function RetireDevice(props: RetireDeviceProps) {
  const t = useMessages();
  const [isAsked, setAsked] = useState(false);
  return (
    <>
      <button
        type="button"
        class="pq-link"
        aria-label={t('sync_retireOne', props.label)}
        onClick={() => setAsked(true)}
      >
        {t('sync_retire')}
      </button>
      {isAsked && <Question {...props} onClose={() => setAsked(false)} />}
    </>
  );
}

function Question({
  services,
  device,
  label,
  onClose,
}: RetireDeviceProps & { readonly onClose: () => void }) {
  const t = useMessages();
  const task = useTask();
  const workRef = useRef<AbortController | null>(null);
  const isUnread = task.trouble?.problem === 'not-read';
  const retire = async (): Promise<Done | void> => {
    const { signal } = (workRef.current = new AbortController());
    try {
      return await services.retire(device, isUnread, signal);
    } catch (error) {
      if (!signal.aborted) throw error;
    }
  };
  const close = (): void => {
    workRef.current?.abort();
    onClose();
  };
  return (
    <Dialog title={t('sync_retireTitle', label)} onClose={close}>
      <p>{t('sync_retireAbout')}</p>
      <Note>
        <p>{t('sync_retireLost')}</p>
      </Note>
      <TroubleNote task={task} />
      <div class="sync-buttons">
        <Press
          isMain
          label={t(task.isBusy ? 'sync_retireBusy' : isUnread ? 'sync_retireAnyway' : 'sync_retire')}
          isBusy={task.isBusy}
          onClick={() => task.run(retire, close)}
        />
        <Press label={t('sync_cancel')} onClick={close} />
      </div>
    </Dialog>
  );
}
