import { useState } from 'preact/hooks';
import { useMessages } from '../../components/messages';
import { Dialog, Press, TroubleNote } from './parts';
import type { SyncServices } from './services';
import { useTask } from './use-task';

const OWN_TEXTS = {
  title: 'sync_stopTitle',
  about: 'sync_stopAbout',
  sure: 'sync_stopSure',
  stop: 'sync_stop',
} as const;
const SHARED_TEXTS = {
  title: 'sync_leaveTitle',
  about: 'sync_leaveAbout',
  sure: 'sync_leaveSure',
  stop: 'sync_leave',
} as const;

/** The end of it, on this device. */
export function StopPart({ services }: { readonly services: SyncServices }) {
  const t = useMessages();
  const [isAsked, setAsked] = useState(false);
  const task = useTask();
  const texts = services.scope === 'own' ? OWN_TEXTS : SHARED_TEXTS;
  return (
    <section class="sync-part" aria-labelledby="sync-stop">
      <h2 id="sync-stop">{t(texts.title)}</h2>
      <p class="sync-soft">{t(texts.about)}</p>
      <div class="sync-buttons">
        <Press label={t(texts.stop)} onClick={() => setAsked(true)} />
      </div>
      {isAsked && (
        <Dialog title={t(texts.title)} onClose={() => setAsked(false)}>
          <p>{t(texts.sure)}</p>
          <TroubleNote task={task} />
          <div class="sync-buttons">
            <Press
              isMain
              label={t(texts.stop)}
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
