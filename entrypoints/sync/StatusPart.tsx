import { Icon, type IconName } from '../../components/Icon';
import { useMessages, type Translate } from '../../components/messages';
import { Switch } from '../../components/Switch';
import type { PlaceName } from '../../lib/sync/vault/place';
import type { SyncView } from '../../lib/sync/vault/state';
import { deviceName } from './conflict-text';
import { Ago, Note, Press, Problem, TroubleNote } from './parts';
import { PLACE_NAME, PROBLEM_TEXT, reasonText, remedyOf } from './reasons';
import type { SyncServices } from './services';
import { standingOf, type Standing } from './standing';
import { useArrivalFocus } from './use-arrival-focus';
import { useTask } from './use-task';

interface StatusPartProps {
  readonly services: SyncServices;
  readonly view: SyncView;
  readonly now: number;
  readonly takesFocus: boolean;
  readonly onReconnect: () => void;
  readonly onMove: () => void;
  /** To where another device has moved the notes. */
  readonly onFollow: (to: PlaceName) => void;
}

const ICON: Readonly<Record<Standing['type'], IconName>> = {
  syncing: 'restore',
  locked: 'warning',
  moved: 'warning',
  paused: 'history',
  network: 'history',
  unmetered: 'history',
  failed: 'warning',
  waiting: 'export',
  first: 'history',
  synced: 'check',
};

/** How syncing stands, and what starts and stops it. */
export function StatusPart(props: StatusPartProps) {
  const { services, view, takesFocus } = props;
  const t = useMessages();
  const heading = useArrivalFocus<HTMLHeadingElement>(takesFocus);
  const standing = standingOf(view);
  return (
    <section class="sync-part sync-status" data-standing={standing.type} aria-labelledby="sync-status">
      <div class="sync-status-line">
        <Icon name={ICON[standing.type]} size={22} />
        <h2 id="sync-status" ref={heading} tabIndex={-1}>
          <span class="pq-hidden">{t('sync_status')}</span>
          <output>{headline(t, standing)}</output>
        </h2>
      </div>
      {standing.type === 'syncing' && <progress class="sync-status-bar" aria-label={t('sync_is_syncing')} />}
      <p class="sync-soft sync-status-detail">
        <Detail {...props} standing={standing} />
      </p>
      {standing.type === 'moved' && <Elsewhere {...props} standing={standing} />}
      <Failure {...props} standing={standing} />
      <Problems view={view} />
      <Controls services={services} view={view} standing={standing} />
    </section>
  );
}

function headline(t: Translate, standing: Standing): string {
  return standing.type === 'waiting'
    ? t('sync_is_waiting', standing.count)
    : t(`sync_is_${standing.type}` as const);
}

/** One line, whatever it says: what stands below is not to move away from a press when a run begins. */
function Detail({ services, view, now, standing }: StatusPartProps & { readonly standing: Standing }) {
  const t = useMessages();
  const { completeAt } = view.status;
  if (standing.type === 'syncing') return <>{t('sync_progress', standing.merged, standing.published)}</>;
  if (completeAt === null) return <>{t('sync_completeNever')}</>;
  return (
    <>
      {t('sync_completeAt')} <Ago time={completeAt} now={now} locale={services.locale} />
    </>
  );
}

function Elsewhere(props: StatusPartProps & { readonly standing: Standing & { readonly type: 'moved' } }) {
  const { to, by } = props.standing;
  const t = useMessages();
  return (
    <Note>
      <p>{by === '' ? t('sync_movedAway') : t('sync_movedAwayBy', by)}</p>
      <p>
        <strong>{t(PLACE_NAME[to.kind])}</strong>{' '}
        {to.name && (
          <bdi class="sync-address" dir="ltr">
            {to.name}
          </bdi>
        )}
      </p>
      <Press isMain label={t('sync_follow')} onClick={() => props.onFollow(to)} />
    </Note>
  );
}

function Failure(props: StatusPartProps & { readonly standing: Standing }) {
  const { services, view, now, standing, onReconnect, onMove } = props;
  const t = useMessages();
  const task = useTask();
  if (standing.type !== 'failed') return null;
  const { failure, retryAt } = standing;
  const { kind } = view.place;
  const remedy = remedyOf(failure.reason, kind);
  const allow = async (): Promise<void> => {
    if (await services.allow()) await services.syncNow();
  };
  return (
    <>
      <Problem detail={failure.detail}>
        <p>{t(reasonText(failure.reason, kind))}</p>
        {retryAt !== null && retryAt > now && (
          <p class="sync-soft">
            {t('sync_retryAt')} <Ago time={retryAt} now={now} locale={services.locale} />
          </p>
        )}
        {remedy === 'allow' && <Press label={t('sync_allow')} onClick={() => task.run(allow)} />}
        {remedy === 'reconnect' && <Press label={t('sync_reconnect')} onClick={onReconnect} />}
        {remedy === 'move' && <Press label={t('sync_move')} onClick={onMove} />}
      </Problem>
      <TroubleNote task={task} />
    </>
  );
}

/** What the user may have to know although it goes on. */
function Problems({ view }: { readonly view: SyncView }) {
  const t = useMessages();
  const { problems } = view.status;
  if (problems.length === 0) return null;
  return (
    <div class="sync-note">
      <Icon name="warning" size={18} />
      <div>
        <p>{t('sync_problems')}</p>
        <ul>
          {problems.map(({ type, device }) => (
            <li key={`${type} ${device}`}>
              <bdi class="sync-strong">{deviceName(t, view, device)}</bdi>: {t(PROBLEM_TEXT[type])}
            </li>
          ))}
        </ul>
      </div>
    </div>
  );
}

interface ControlsProps {
  readonly services: SyncServices;
  readonly view: SyncView;
  readonly standing: Standing;
}

function Controls({ services, view, standing }: ControlsProps) {
  const t = useMessages();
  const task = useTask();
  const { isPaused, onMetered } = view.settings;
  return (
    <>
      <div class="sync-buttons">
        {standing.type === 'syncing' ? (
          <Press label={t('sync_cancel')} onClick={() => task.run(services.cancel)} />
        ) : (
          !isPaused &&
          standing.type !== 'locked' && (
            <Press
              isMain={standing.type !== 'moved'}
              label={t('sync_now')}
              onClick={() => task.run(services.syncNow)}
            />
          )
        )}
        <Press
          isMain={isPaused}
          label={t(isPaused ? 'sync_resume' : 'sync_pause')}
          onClick={() => task.run(() => services.configure({ isPaused: !isPaused }))}
        />
      </div>
      <TroubleNote task={task} />
      {view.place.kind !== 'browser' && view.place.kind !== 'folder' && (
        <Switch
          label={t('sync_onMetered')}
          on={onMetered}
          onChange={(on) => task.run(() => services.configure({ onMetered: on }))}
        />
      )}
    </>
  );
}
