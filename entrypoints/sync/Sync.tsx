import { useCallback, useEffect, useState } from 'preact/hooks';
import { Brand } from '../../components/Brand';
import { EmptyState } from '../../components/EmptyState';
import { Icon } from '../../components/Icon';
import { MessagesContext, useMessages } from '../../components/messages';
import type { PlaceName } from '../../lib/sync/vault/place';
import type { Sharing } from '../../lib/sync/vault/state';
import { Overview } from './Overview';
import type { SyncServices } from './services';
import { SetUp } from './SetUp';
import { useView } from './use-view';

/** Syncing between the devices of one person: how it is set up, how it stands, and what waits for a decision. */
export function Sync({ services }: { readonly services: SyncServices }) {
  return (
    <MessagesContext.Provider value={services.t}>
      <div class="sync">
        <Head services={services} />
        <main>
          <Page services={services} />
        </main>
      </div>
    </MessagesContext.Provider>
  );
}

function Head({ services }: { readonly services: SyncServices }) {
  const t = useMessages();
  const isShared = services.scope === 'shared';
  return (
    <header>
      <Brand />
      {isShared && (
        <a class="pq-link sync-back" href="sync.html">
          <Icon name="chevron" size={14} />
          {t('sync_title')}
        </a>
      )}
      <h1 class="pq-title">{t(isShared ? 'sync_sharedTitle' : 'sync_title')}</h1>
    </header>
  );
}

function Page({ services }: { readonly services: SyncServices }) {
  const t = useMessages();
  const watched = useView(services);
  const view = watched.type === 'there' ? watched.view : null;
  const isMissing = watched.type === 'there' && view === null;
  const { lost, forget } = useLost(services, isMissing);
  const [isHeld, setHeld] = useState(false);
  /** Something was shown before: the focus goes on to what follows. */
  const [isFresh, setFresh] = useState(false);
  const isShown = view !== null || (isMissing && lost !== undefined);
  useEffect(() => {
    if (isShown) setFresh(true);
  }, [isShown]);
  if (watched.type === 'failed') {
    return (
      <EmptyState icon="warning" tone="problem" title={t('sync_viewFailed')}>
        <p>{t('sync_viewFailedHelp')}</p>
        <code>{watched.detail}</code>
      </EmptyState>
    );
  }
  if (view && !isHeld) {
    return (
      <>
        {view.sharing && <SharedTag sharing={view.sharing} />}
        <Overview services={services} view={view} takesFocus={isFresh} />
      </>
    );
  }
  if (watched.type === 'loading' || lost === undefined) return <output>{t('sync_loading')}</output>;
  return (
    <SetUp
      // Once it is forgotten, one begins at the beginning.
      key={lost === null ? 'new' : 'lost'}
      services={services}
      lost={lost}
      takesFocus={isFresh}
      onHold={setHeld}
      onDone={forget}
    />
  );
}

/** What the page is about. */
function SharedTag({ sharing }: { readonly sharing: Sharing }) {
  const t = useMessages();
  return (
    <p class="sync-shared-tag">
      {t('sync_shareWhat')} <bdi class="sync-strong">{sharing.tag}</bdi>
    </p>
  );
}

/** The place that was lost; undefined until it is known. */
function useLost(services: SyncServices, isMissing: boolean) {
  const [lost, setLost] = useState<PlaceName | null | undefined>();
  useEffect(() => {
    if (!isMissing) return;
    services.lost().then(setLost, () => setLost(null));
  }, [services, isMissing]);
  const forget = useCallback(() => {
    if (!lost) return;
    void services.forgetLost().then(
      () => setLost(null),
      () => undefined,
    );
  }, [services, lost]);
  return { lost, forget };
}
