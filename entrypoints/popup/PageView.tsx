import { useEffect, useMemo, useState } from 'preact/hooks';
import { EmptyState } from '../../components/EmptyState';
import { Icon } from '../../components/Icon';
import { useMessages, type MessageKey } from '../../components/messages';
import { Switch } from '../../components/Switch';
import type { FailureCode } from '../../lib/annotation/failure';
import type { Kind } from '../../lib/annotation/model';
import type { PlaceAnswer } from '../../lib/annotation/page-state';
import { ArticleHead } from './ArticleHead';
import { ArticleNote } from './ArticleNote';
import { Reading } from './Reading';
import { KindFilter } from './KindFilter';
import { MarkList } from './MarkList';
import { arrangeMarks } from './page-marks';
import type { CannotReason, PagePhase } from './page-phase';
import type { PopupServices } from './services';
import { failureText, type Actions } from './use-actions';

interface PageViewProps {
  readonly phase: PagePhase;
  readonly services: PopupServices;
  readonly actions: Actions;
  readonly onRetry: () => void;
  readonly onSeeAll: () => void;
}

/** The article in the tab and its marks. */
export function PageView(props: PageViewProps) {
  const { phase } = props;
  if (phase.type === 'loading') return <Loading />;
  if (phase.type === 'cannot') return <Cannot reason={phase.reason} onSeeAll={props.onSeeAll} />;
  if (phase.type === 'failed') return <Failed {...props} code={phase.code} />;
  return <Ready {...props} phase={phase} />;
}

function Ready({
  phase,
  services,
  actions,
}: PageViewProps & { readonly phase: Extract<PagePhase, { type: 'ready' }> }) {
  const t = useMessages();
  const { tab, state, page } = phase;
  const [kind, setKind] = useState<Kind | null>(null);
  const marks = useMemo(
    () => page && arrangeMarks(page, state.placements, kind),
    [page, state.placements, kind],
  );
  const list = { services, actions };
  const versions = page?.versions ?? [];
  const onPlace = (id: string, to: PlaceAnswer): void => void actions.reanchor(tab.id, id, to);
  return (
    <>
      <ArticleHead details={state.details} url={state.url} tabTitle={tab.title} services={services} />
      <Reading tab={tab} page={page} services={services} actions={actions} />
      {!marks && <Skeleton />}
      {marks && marks.total > 0 && <KindFilter kind={kind} counts={marks.counts} onChange={setKind} />}
      {marks?.total === 0 && <NothingYet services={services} />}
      {page && page.unreadable > 0 && <Unreadable count={page.unreadable} />}
      {marks && marks.here.length > 0 && (
        <MarkList
          {...list}
          onPlace={onPlace}
          marks={marks.here}
          label={t('popup_marks')}
          targetOf={({ annotation }) => ({
            type: 'jump',
            onJump: () => void actions.jump(tab.id, annotation.id),
          })}
        />
      )}
      {marks && marks.lost.length > 0 && (
        <section class="popup-lost">
          <h2>
            <Icon name="warning" size={16} />
            {t('popup_lost')}
          </h2>
          <p>{t('popup_lostExplain')}</p>
          <MarkList
            {...list}
            onPlace={onPlace}
            marks={marks.lost}
            label={t('popup_lost')}
            headed
            targetOf={() => ({ type: 'none' })}
            onReadVersion={
              versions.length > 0
                ? ({ annotation: { id, articleId } }) =>
                    void services.openReader({ article: articleId, mark: id })
                : undefined
            }
          />
        </section>
      )}
      {marks && <ArticleNote key={state.identity[0]} state={state} {...list} />}
      <ToolbarSwitch url={state.url} services={services} />
    </>
  );
}

/** The marks' place while they are on their way; it shows only when that takes long enough to be noticed. */
function Loading() {
  const t = useMessages();
  return (
    <div class="popup-loading" aria-busy="true">
      <output class="pq-hidden">{t('popup_loading')}</output>
      <div class="popup-bone popup-bone-title" />
      <div class="popup-bone popup-bone-line" />
      <Skeleton />
    </div>
  );
}

function Skeleton() {
  return (
    <div class="popup-skeleton" aria-hidden="true">
      <div class="popup-bone" />
      <div class="popup-bone" />
      <div class="popup-bone" />
    </div>
  );
}

const CANNOT: Readonly<Record<CannotReason, MessageKey>> = {
  browser: 'popup_cannotBrowser',
  store: 'popup_cannotStore',
  pdf: 'popup_cannotPdf',
  closed: 'popup_cannotClosed',
  refused: 'popup_cannotRefused',
};

function Cannot({ reason, onSeeAll }: { readonly reason: CannotReason; readonly onSeeAll: () => void }) {
  const t = useMessages();
  return (
    <EmptyState icon="close" title={t('popup_cannotTitle')}>
      <p>{t(CANNOT[reason])}</p>
      <button type="button" class="pq-button" onClick={onSeeAll}>
        {t('popup_seeAll')}
      </button>
    </EmptyState>
  );
}

function Failed(props: Pick<PageViewProps, 'services' | 'onRetry'> & { readonly code: FailureCode }) {
  const t = useMessages();
  return (
    <EmptyState icon="warning" title={t('popup_problemTitle')} tone="problem">
      <p>{failureText(t, props)}</p>
      <button type="button" class="pq-button" onClick={props.onRetry}>
        {t('popup_retry')}
      </button>
    </EmptyState>
  );
}

function NothingYet({ services }: { readonly services: PopupServices }) {
  const t = useMessages();
  const [keys, setKeys] = useState<Awaited<ReturnType<PopupServices['shortcuts']>>>([]);
  useEffect(() => {
    services.shortcuts().then(setKeys, () => undefined);
  }, [services]);
  const marking = keys.filter(({ name, keys: combination }) => name.startsWith('mark-') && combination);
  return (
    <EmptyState icon="quote" title={t('popup_emptyTitle')}>
      <p>{t(marking.length > 0 ? 'popup_emptySelect' : 'popup_emptyNoKeys')}</p>
      {marking.length > 0 && (
        <dl class="popup-keys">
          {marking.map(({ name, description, keys: combination }) => (
            <div key={name}>
              <dt>{description}</dt>
              <dd>
                <kbd>{combination}</kbd>
              </dd>
            </div>
          ))}
        </dl>
      )}
    </EmptyState>
  );
}

export function Unreadable({ count }: { readonly count: number }) {
  const t = useMessages();
  return (
    <p class="popup-unreadable">
      <Icon name="warning" size={15} />
      {count === 1 ? t('popup_unreadableOne') : t('popup_unreadableMany', count)}
    </p>
  );
}

function ToolbarSwitch({ url, services }: { readonly url: string; readonly services: PopupServices }) {
  const t = useMessages();
  const host = URL.parse(url)?.hostname ?? '';
  const [on, setOn] = useState<boolean | null>(null);
  useEffect(() => {
    let current = true;
    services.toolbarOn(host).then(
      (now) => current && setOn(now),
      () => undefined,
    );
    return () => {
      current = false;
    };
  }, [services, host]);
  if (!host || on === null) return null;
  const change = (next: boolean): void => {
    setOn(next);
    services.setToolbar(host, next).catch(() => setOn(!next));
  };
  return (
    <footer class="popup-foot">
      <Switch label={t('popup_toolbarSwitch', host)} on={on} onChange={change} />
    </footer>
  );
}
