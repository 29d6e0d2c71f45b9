import type { Ref } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { Icon, type IconName } from '../../components/Icon';
import { MessagesContext, useMessages, type MessageKey } from '../../components/messages';
import { Toast } from '../../components/Toast';
import { AllView } from './AllView';
import { ExportPanel } from './ExportPanel';
import { arrangeMarks } from './page-marks';
import { PageView } from './PageView';
import type { PagePhase } from './page-phase';
import type { ExportScope, PopupServices } from './services';
import { useActions } from './use-actions';
import { usePage } from './use-page';

type View = 'page' | 'all';

/** The popup: the article in the tab, and everything else. */
export function Popup({ services }: { readonly services: PopupServices }) {
  const { phase, retry } = usePage(services);
  const { actions, toast, dismissToast } = useActions(services);
  const [view, setView] = useState<View>('page');
  const [exporting, setExporting] = useState(false);
  const [needsPerson, setNeedsPerson] = useState(false);
  useEffect(() => services.watchSync(setNeedsPerson), [services]);
  const exportButton = useRef<HTMLButtonElement>(null);
  const closeExport = (): void => {
    setExporting(false);
    exportButton.current?.focus();
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape' || !exporting) return;
    event.preventDefault();
    closeExport();
  };
  return (
    <MessagesContext.Provider value={services.t}>
      {/* Only listens to Escape for what is open inside. */}
      {/* oxlint-disable-next-line jsx-a11y/no-static-element-interactions */}
      <div class="popup" onKeyDown={onKeyDown}>
        <div class="popup-bar">
          <Tabs view={view} onChange={setView} />
          <BarButton
            icon="export"
            label="popup_export"
            expanded={exporting}
            buttonRef={exportButton}
            onClick={() => setExporting(!exporting)}
          />
          {!services.inTab && (
            <BarButton
              icon="external"
              label="popup_openInTab"
              onClick={() => void services.openInTab(phase.type === 'ready' ? phase.tab.id : null)}
            />
          )}
          <BarButton
            icon="sync"
            label={needsPerson ? 'popup_syncWaits' : 'popup_sync'}
            isCalling={needsPerson}
            onClick={() => void services.openSync()}
          />
          <BarButton icon="settings" label="popup_settings" onClick={() => void services.openSettings()} />
        </div>
        {exporting && (
          <ExportPanel services={services} actions={actions} page={exportOf(phase)} onDone={closeExport} />
        )}
        <main class="popup-main">
          <div class="popup-view" id="popup-view" role="tabpanel" aria-labelledby={`popup-tab-${view}`}>
            {view === 'page' ? (
              <PageView
                phase={phase}
                services={services}
                actions={actions}
                onRetry={retry}
                onSeeAll={() => setView('all')}
              />
            ) : (
              <AllView services={services} actions={actions} />
            )}
          </div>
        </main>
        <Toast content={toast} onDismiss={dismissToast} />
      </div>
    </MessagesContext.Provider>
  );
}

function exportOf(phase: PagePhase): Extract<ExportScope, { type: 'page' }> | null {
  if (phase.type !== 'ready' || !phase.page) return null;
  const { here, lost } = arrangeMarks(phase.page, phase.state.placements, null);
  const annotations = [...here, ...lost].map(({ annotation }) => annotation);
  return { type: 'page', articles: phase.page.articles, annotations };
}

const TABS: readonly (readonly [View, MessageKey])[] = [
  ['page', 'popup_thisPage'],
  ['all', 'popup_all'],
];

function Tabs({ view, onChange }: { readonly view: View; readonly onChange: (view: View) => void }) {
  const t = useMessages();
  const onKeyDown = (event: KeyboardEvent): void => {
    if (!['ArrowLeft', 'ArrowRight', 'Home', 'End'].includes(event.key)) return;
    event.preventDefault();
    const next = view === 'page' ? 'all' : 'page';
    onChange(next);
    document.getElementById(`popup-tab-${next}`)?.focus();
  };
  return (
    <div class="popup-tabs" role="tablist" aria-label={t('popup_views')} tabIndex={-1} onKeyDown={onKeyDown}>
      {TABS.map(([name, label]) => (
        <button
          key={name}
          id={`popup-tab-${name}`}
          type="button"
          role="tab"
          aria-selected={view === name}
          aria-controls="popup-view"
          tabIndex={view === name ? 0 : -1}
          onClick={() => onChange(name)}
        >
          {t(label)}
        </button>
      ))}
    </div>
  );
}

function BarButton({
  buttonRef,
  ...props
}: {
  readonly icon: IconName;
  readonly label: MessageKey;
  readonly expanded?: boolean;
  /** It wants to be seen. */
  readonly isCalling?: boolean;
  readonly buttonRef?: Ref<HTMLButtonElement>;
  readonly onClick: () => void;
}) {
  const label = useMessages()(props.label);
  return (
    <button
      type="button"
      class={`pq-button pq-button-icon${props.isCalling === true ? ' popup-calling' : ''}`}
      {...(buttonRef ? { ref: buttonRef } : {})}
      title={label}
      aria-label={label}
      aria-expanded={props.expanded}
      onClick={props.onClick}
    >
      <Icon name={props.icon} />
    </button>
  );
}
