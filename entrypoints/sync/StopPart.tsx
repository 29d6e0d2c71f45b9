import { useState } from 'preact/hooks';
import { useMessages } from '../../components/messages';
import { Dialog, Press, TroubleNote } from './parts';
import type { SyncServices } from './services';
import { useTask } from './use-task';

/** The end of it, on this device. */
export function StopPart({ services }: { readonly services: SyncServices }) {
  const t = useMessages();
  const [isAsked, setAsked] = useState(false);
  const task = useTask();
  return (
    <section class="sync-part" aria-labelledby="sync-stop">
      <h2 id="sync-stop">{t('sync_stopTitle')}</h2>
      <p class="sync-soft">{t('sync_stopAbout')}</p>
      <div class="sync-buttons">
        <Press label={t('sync_stop')} onClick={() => setAsked(true)} />
      </div>
      {isAsked && (
        <Dialog title={t('sync_stopTitle')} onClose={() => setAsked(false)}>
          <p>{t('sync_stopSure')}</p>
          <TroubleNote task={task} />
          <div class="sync-buttons">
            <Press
              isMain
              label={t('sync_stop')}
              isBusy={task.isBusy}
              onClick={() => task.run(services.leave)}
            />
            <Press label={t('sync_cancel')} onClick={() => setAsked(false)} />
          </div>
        </Dialog>
      )}
    </section>
  );
}
