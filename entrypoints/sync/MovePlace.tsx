import { useState } from 'preact/hooks';
import { useMessages } from '../../components/messages';
import { nameOfPlace, type Place } from '../../lib/sync/vault/place';
import type { SyncView } from '../../lib/sync/vault/state';
import { Note, Press, TroubleNote } from './parts';
import { draftOf, type PlaceDraft } from './place-draft';
import { PlaceSteps } from './PlaceSteps';
import { KIND_NAME } from './reasons';
import type { SyncServices } from './services';
import { Step } from './Step';
import { useTask } from './use-task';

interface MovePlaceProps {
  readonly services: SyncServices;
  readonly view: SyncView;
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
export function MovePlace({ services, view, isMove, onDone }: MovePlaceProps) {
  const t = useMessages();
  const [draft, setDraft] = useState<PlaceDraft | null>(isMove ? null : draftOf(view.place));
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
  const back = (): void => {
    setDraft(found.draft);
    setFound(null);
  };
  const { kind, name } = nameOfPlace(found.place);
  // To move, nothing may lie there; to be reached again, it has to.
  const isRight = found.hasVault !== isMove;
  const act = () => (isMove ? services.move(found.place) : services.reconnect(found.place));
  return (
    <Step title={t(isMove ? 'sync_moveTitle' : 'sync_reconnectTitle')} onBack={back}>
      <p>
        <strong>{t(KIND_NAME[kind])}</strong>{' '}
        {name && (
          <bdi class="sync-address" dir="ltr">
            {name}
          </bdi>
        )}
      </p>
      {isRight ? (
        <p>{t(isMove ? 'sync_moveAbout' : 'sync_reconnectAbout')}</p>
      ) : (
        <Note>
          <p>{t(isMove ? 'sync_moveTaken' : 'sync_reconnectEmpty')}</p>
        </Note>
      )}
      <TroubleNote task={task} />
      <div class="sync-buttons">
        {isRight && (
          <Press
            isMain
            label={t(isMove ? 'sync_moveDo' : 'sync_reconnectDo')}
            isBusy={task.isBusy}
            onClick={() => task.run(act, onDone)}
          />
        )}
        <Press label={t('sync_cancel')} onClick={onDone} />
        <output class="sync-soft">{task.isBusy ? t('sync_working') : ''}</output>
      </div>
    </Step>
  );
}
