import { useCallback, useEffect, useState } from 'preact/hooks';
import { EmptyState } from '../../components/EmptyState';
import { MessagesContext, useMessages } from '../../components/messages';
import { Toast, type ToastContent } from '../../components/Toast';
import type { PageState } from '../../lib/annotation/page-state';
import type { Article } from '../../lib/annotation/model';
import { ArticleText } from './ArticleText';
import { ChangesView } from './ChangesView';
import { LostMarks } from './LostMarks';
import { Notices } from './Notices';
import { ReaderBar } from './ReaderBar';
import { useReading, type Reading } from './reading';
import type { Marking, ReaderServices } from './services';
import { useLook } from './use-look';

export interface ReaderProps {
  readonly services: ReaderServices;
  readonly articleId: string;
  /** What the address asks for. */
  readonly versionId: string | undefined;
  readonly markId: string | undefined;
  readonly changes: boolean;
}

/** A saved article to read, to mark, and to compare with what it was. */
export function Reader(props: ReaderProps) {
  const { services, articleId } = props;
  const [versionId, setVersion] = useState(props.versionId);
  // The mark that it was opened for, until it was shown or the user went elsewhere.
  const [wanted, setWanted] = useState(props.markId);
  const [comparing, setComparing] = useState(props.changes);
  const reading = useReading(services, articleId, versionId);
  const [look, setLook] = useLook(services);
  const { toast, say, dismiss } = useToast();
  const { state, marking } = useMarking(services, reading);
  useTitle(reading);

  const newest = reading.type === 'ready' ? reading.saved.versions.at(-1)?.id : undefined;
  const compare = (on: boolean): void => {
    setComparing(on);
    focusHeading();
  };
  const toMark = (id: string): void => {
    setComparing(false);
    setWanted(id);
  };
  useEffect(() => {
    if (wanted === undefined) services.remember({ version: versionId, changes: comparing });
  }, [services, wanted, versionId, comparing]);

  const check = useCheck(services, reading, say, () => {
    dismiss();
    compare(true);
  });

  return (
    <MessagesContext.Provider value={services.t}>
      <ReaderBar
        reading={reading}
        services={services}
        look={look}
        onLook={setLook}
        comparing={comparing}
        onCompare={compare}
        onVersion={(id) => {
          setWanted(undefined);
          setVersion(id);
          compare(false);
        }}
        onCheck={(article) => void check(article)}
      />
      <main class="reader-main">
        {reading.type !== 'ready' && <Absent reading={reading} />}
        {reading.type === 'ready' && comparing && (
          <ChangesView
            services={services}
            saved={reading.saved}
            onRead={() => compare(false)}
            onMark={toMark}
          />
        )}
        {reading.type === 'ready' && !comparing && (
          <>
            <Notices
              reading={reading}
              locale={services.locale}
              onNewest={() => {
                setWanted(undefined);
                setVersion(newest);
                focusHeading();
              }}
              onCompare={() => compare(true)}
            />
            <ArticleText reading={reading} services={services} pictures={look?.pictures ?? false} />
            <LostMarks
              reading={reading}
              services={services}
              state={state}
              wanted={wanted}
              onShown={() => setWanted(undefined)}
              marking={marking}
              onVersion={setVersion}
              onMark={toMark}
            />
          </>
        )}
      </main>
      <Toast content={toast} onDismiss={dismiss} />
    </MessagesContext.Provider>
  );
}

/** Where the view changes, its heading takes the focus: what had it is gone. */
function focusHeading(): void {
  requestAnimationFrame(() => {
    document.querySelector<HTMLElement>('.reader-main h1')?.focus({ preventScroll: true });
  });
}

function Absent({ reading }: { readonly reading: Exclude<Reading, { type: 'ready' }> }) {
  const t = useMessages();
  if (reading.type === 'loading') return <output class="pq-hidden">{t('reader_loading')}</output>;
  if (reading.type === 'failed' || reading.type === 'damaged') {
    return (
      <EmptyState icon="warning" tone="problem" title={t('reader_failedTitle')}>
        <p>{t(reading.type === 'damaged' ? 'reader_damaged' : `error_${reading.code}`)}</p>
      </EmptyState>
    );
  }
  if (reading.type === 'unknown') {
    return (
      <EmptyState icon="warning" title={t('reader_unknownTitle')}>
        <p>{t('reader_unknown')}</p>
      </EmptyState>
    );
  }
  return (
    <EmptyState icon="read" title={t('reader_emptyTitle')}>
      <p>{t('reader_empty')}</p>
      <a class="pq-button" href={reading.saved.article.url} rel="noreferrer">
        {t('reader_openPage')}
      </a>
    </EmptyState>
  );
}

/** Asks the page itself, with the access that this needs. */
function useCheck(
  services: ReaderServices,
  reading: Reading,
  say: Say,
  changed: () => void,
): (article: Article) => Promise<void> {
  const { t } = services;
  // Known before the click: the browser asks the user only in the click itself.
  const [hasAccess, setAccess] = useState(false);
  const address = reading.type === 'ready' ? reading.saved.article.url : null;
  useEffect(() => {
    if (address !== null) services.hasAccess(address).then(setAccess, () => undefined);
  }, [services, address]);
  const [isBusy, setBusy] = useState(false);
  const look = async (id: string, keep: 'known' | 'less' = 'known'): Promise<void> => {
    setBusy(true);
    say(t('reader_checking'), 'done');
    const reply = await services.check(id, keep);
    setBusy(false);
    if (!reply.ok) say(t(`error_${reply.failure.code}`), 'problem');
    else if (reply.value.outcome === 'unreadable') say(t('reader_checkUnreadable'), 'problem');
    else if (reply.value.outcome === 'less') {
      const action = { label: t('reader_checkKeep'), run: () => void look(id, 'less') };
      say(t('reader_checkLess'), 'problem', action);
    } else if (reply.value.outcome === 'same') say(t('reader_checkSame'), 'done');
    else changed();
  };
  return async ({ id, url }) => {
    if (isBusy) {
      say(t('reader_checking'), 'done');
      return;
    }
    if (!hasAccess && !(await services.requestAccess(url))) {
      say(t('reader_checkRefused', URL.parse(url)?.hostname ?? ''), 'problem');
      return;
    }
    setAccess(true);
    await look(id);
  };
}

type Say = (text: string, tone: ToastContent['tone'], action?: ToastContent['action']) => void;

function useToast(): {
  readonly toast: ToastContent | null;
  readonly say: Say;
  readonly dismiss: () => void;
} {
  const [toast, setToast] = useState<ToastContent | null>(null);
  const say: Say = useCallback((text, tone, action) => {
    setToast((last) => ({ id: (last?.id ?? 0) + 1, text, tone, ...(action ? { action } : {}) }));
  }, []);
  const dismiss = useCallback(() => setToast(null), []);
  return { toast, say, dismiss };
}

/** Marks live in the page as long as an article is shown. */
function useMarking(
  services: ReaderServices,
  reading: Reading,
): { readonly state: PageState | null; readonly marking: Marking | null } {
  const [state, setState] = useState<PageState | null>(null);
  const [marking, setMarking] = useState<Marking | null>(null);
  const saved = reading.type === 'ready' ? reading.saved : null;
  const id = saved?.article.id;
  useEffect(() => {
    if (!saved) return undefined;
    const started = services.mark(saved.article, setState);
    setMarking(started);
    return () => {
      setMarking(null);
      started.stop();
    };
    // What is written to an article makes no other one of it.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [services, id]);
  // What another window marked is in the database before this one hears of it.
  const annotations = saved?.annotations;
  useEffect(() => marking?.refresh(), [marking, annotations]);
  return { state, marking };
}

function useTitle(reading: Reading): void {
  const title = reading.type === 'ready' ? reading.copy.details.title : '';
  useEffect(() => {
    document.title = title === '' ? 'Pullquote' : title;
  }, [title]);
}
