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
  const [comparing, setComparing] = useState(props.changes);
  const reading = useReading(services, articleId, versionId);
  const [look, setLook] = useLook(services);
  const { toast, say, dismiss } = useToast();
  const { state, marking } = useMarking(services, reading);
  useTitle(reading);

  const check = async (article: Article): Promise<void> => {
    say(services.t('reader_checking'), 'done');
    const reply = await services.check(article);
    if (!reply.ok) say(services.t(`error_${reply.failure.code}`), 'problem');
    else if (reply.value.outcome === 'unreadable') say(services.t('reader_checkUnreadable'), 'problem');
    else if (reply.value.outcome === 'same') say(services.t('reader_checkSame'), 'done');
    else {
      dismiss();
      setVersion(undefined);
      setComparing(true);
    }
  };

  return (
    <MessagesContext.Provider value={services.t}>
      <ReaderBar
        reading={reading}
        services={services}
        look={look}
        onLook={setLook}
        comparing={comparing}
        onCompare={setComparing}
        onVersion={(id) => {
          setVersion(id);
          setComparing(false);
        }}
        onCheck={(article) => void check(article)}
      />
      <main class="reader-main">
        {reading.type !== 'ready' && <Absent reading={reading} />}
        {reading.type === 'ready' && comparing && (
          <ChangesView
            services={services}
            saved={reading.saved}
            onRead={() => setComparing(false)}
            onMark={(id) => {
              setComparing(false);
              void goTo(marking, id);
            }}
          />
        )}
        {reading.type === 'ready' && !comparing && (
          <>
            <Notices
              reading={reading}
              locale={services.locale}
              onNewest={() => setVersion(undefined)}
              onCompare={() => setComparing(true)}
            />
            <ArticleText reading={reading} services={services} pictures={look?.pictures ?? false} />
            <LostMarks
              reading={reading}
              services={services}
              state={state}
              wanted={props.markId}
              marking={marking}
              onVersion={setVersion}
            />
          </>
        )}
      </main>
      <Toast content={toast} onDismiss={dismiss} />
    </MessagesContext.Provider>
  );
}

/** Waits until the text is shown: the marks' places are found in it. */
async function goTo(marking: Marking | null, id: string): Promise<void> {
  await new Promise(requestAnimationFrame);
  await marking?.jump(id);
}

function Absent({ reading }: { readonly reading: Exclude<Reading, { type: 'ready' }> }) {
  const t = useMessages();
  switch (reading.type) {
    case 'loading':
      return <output class="pq-hidden">{t('reader_loading')}</output>;
    case 'failed':
      return (
        <EmptyState icon="warning" tone="problem" title={t('reader_failedTitle')}>
          <p>{t(reading.code === 'invalid' ? 'reader_damaged' : `error_${reading.code}`)}</p>
        </EmptyState>
      );
    case 'unknown':
      return (
        <EmptyState icon="warning" title={t('reader_unknownTitle')}>
          <p>{t('reader_unknown')}</p>
        </EmptyState>
      );
    default:
      return (
        <EmptyState icon="read" title={t('reader_emptyTitle')}>
          <p>{t('reader_empty')}</p>
          <a class="pq-button" href={reading.saved.article.url} rel="noreferrer">
            {t('reader_openPage')}
          </a>
        </EmptyState>
      );
  }
}

function useToast(): {
  readonly toast: ToastContent | null;
  readonly say: (text: string, tone: ToastContent['tone']) => void;
  readonly dismiss: () => void;
} {
  const [toast, setToast] = useState<ToastContent | null>(null);
  const say = useCallback((text: string, tone: ToastContent['tone']) => {
    setToast((last) => ({ id: (last?.id ?? 0) + 1, text, tone }));
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
