import { useState } from 'preact/hooks';
import { useMessages } from '../../components/messages';
import { nameOfPlace, type Place, type PlaceName } from '../../lib/sync/vault/place';
import { Note, Press, TroubleNote } from './parts';
import { draftOf, type PlaceDraft } from './place-draft';
import { PlaceSteps } from './PlaceSteps';
import { PLACE_NAME } from './reasons';
import type { SyncServices } from './services';
import { Step } from './Step';
import { useTask } from './use-task';

interface MovePlaceProps {
  readonly services: SyncServices;
  /** What is known of the place; null where the user says what it is. */
  readonly first: PlaceName | null;
  /** To another place; else the same one, reached in another way. */
  readonly isMove: boolean;
  readonly onDone: () => void;
}

interface Found {
  readonly place: Place;
  readonly hasVault: boolean;
  readonly draft: PlaceDraft;
}

/** Another place for the same notes, or another way to the same place: tried out first. */
export function MovePlace({ services, first, isMove, onDone }: MovePlaceProps) {
  const t = useMessages();
  const [draft, setDraft] = useState<PlaceDraft | null>(first && draftOf(first));
  const [isUntold, setUntold] = useState(false);
  const [found, setFound] = useState<Found | null>(null);
  const task = useTask();
  if (!found) {
    return (
      <PlaceSteps
        services={services}
        title={t('sync_moveWhere')}
        first={draft}
        onFound={({ place, hasVault }, typed) => setFound({ place, hasVault, draft: typed })}
        onBack={onDone}
      />
    );
  }
  if (isUntold) {
    return (
      <Step title={t('sync_moveTitle')}>
        <Note>
          <p>{t('sync_moveUntold')}</p>
        </Note>
        <div class="sync-buttons">
          <Press isMain label={t('sync_finish')} onClick={onDone} />
        </div>
      </Step>
    );
  }
  const back = (): void => {
    setDraft(found.draft);
    setFound(null);
  };
  const { kind, name } = nameOfPlace(found.place);
  // Where the vault lies already, there is nothing to write: another device has moved it there, or it was never elsewhere.
  const toEmpty = !found.hasVault;
  const canDo = isMove || found.hasVault;
  const about = isMove ? (toEmpty ? 'sync_moveAbout' : 'sync_moveThere') : 'sync_reconnectAbout';
  const act = () => (toEmpty ? services.move(found.place) : services.reconnect(found.place));
  return (
    <Step title={t(isMove ? 'sync_moveTitle' : 'sync_reconnectTitle')} onBack={back}>
      <p>
        <strong>{t(PLACE_NAME[kind])}</strong>{' '}
        {name && (
          <bdi class="sync-address" dir="ltr">
            {name}
          </bdi>
        )}
      </p>
      {canDo ? (
        <p>{t(about)}</p>
      ) : (
        <Note>
          <p>{t('sync_reconnectEmpty')}</p>
        </Note>
      )}
      <TroubleNote task={task} />
      <div class="sync-buttons">
        {canDo && (
          <Press
            isMain
            label={t(toEmpty ? 'sync_moveDo' : 'sync_reconnectDo')}
            isBusy={task.isBusy}
            onClick={() => task.run(act, ({ isTold }) => (isTold ? onDone() : setUntold(true)))}
          />
        )}
        <Press label={t('sync_cancel')} onClick={onDone} />
        <output class="sync-soft">{task.isBusy ? t('sync_working') : ''}</output>
      </div>
    </Step>
  );
}
