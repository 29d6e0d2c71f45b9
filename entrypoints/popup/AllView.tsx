import { useEffect, useState } from 'preact/hooks';
import { EmptyState } from '../../components/EmptyState';
import { Icon } from '../../components/Icon';
import { useMessages, type Translate } from '../../components/messages';
import type { FailureCode } from '../../lib/annotation/failure';
import type { Kind } from '../../lib/annotation/model';
import { DAYS_IN_TRASH } from '../../lib/annotation/trash';
import { KindFilter } from './KindFilter';
import { MarkList } from './MarkList';
import { Unreadable } from './PageView';
import type { PopupServices, SearchAnswer, SearchQuestion } from './services';
import { failureText, type Actions } from './use-actions';

const STEP = 100;
const PAUSE_MS = 120;

interface AllViewProps {
  readonly services: PopupServices;
  readonly actions: Actions;
}

/** Everything that was ever marked, by search; and what was deleted of it. */
export function AllView({ services, actions }: AllViewProps) {
  const t = useMessages();
  const [typed, setTyped] = useState('');
  const [kind, setKind] = useState<Kind | null>(null);
  const [deleted, setDeleted] = useState(false);
  const [limit, setLimit] = useState(STEP);
  const text = usePaused(typed.trim());
  const { answer, failure, retry } = useSearch(services, { text, kind, deleted, limit });
  const isSearch = text !== '' || kind !== null;
  return (
    <>
      <h1 class="pq-hidden">{t('popup_all')}</h1>
      <SearchField typed={typed} onChange={setTyped} />
      <KindFilter kind={kind} onChange={setKind} />
      <div class="popup-results">
        <output>{answer && resultText(t, answer.total, services.locale)}</output>
        <button type="button" class="pq-link" aria-pressed={deleted} onClick={() => setDeleted(!deleted)}>
          {!deleted && <Icon name="trash" size={14} />}
          {t(deleted ? 'popup_deletedBack' : 'popup_deleted')}
        </button>
      </div>
      {deleted && (
        <>
          <h2 class="popup-section">{t('popup_deleted')}</h2>
          <p class="popup-hint">{t('popup_deletedKept', DAYS_IN_TRASH)}</p>
        </>
      )}
      {failure && (
        <EmptyState icon="warning" title={t('popup_problemTitle')} tone="problem">
          <p>{failureText(t, { code: failure })}</p>
          <button type="button" class="pq-button" onClick={retry}>
            {t('popup_retry')}
          </button>
        </EmptyState>
      )}
      {answer && answer.unreadable > 0 && <Unreadable count={answer.unreadable} />}
      {answer?.total === 0 && <NoHits isSearch={isSearch} deleted={deleted} />}
      {answer && answer.hits.length > 0 && (
        <MarkList
          marks={answer.hits.map((hit) => ({ ...hit, placement: null, current: '' }))}
          services={services}
          actions={actions}
          label={t(deleted ? 'popup_deleted' : 'popup_all')}
          targetOf={({ annotation, article }) =>
            // A book has no address.
            article.url.startsWith('urn:')
              ? { type: 'none' }
              : { type: 'link', href: services.link(annotation, article) }
          }
          withSource
          headed={deleted}
          deleted={deleted}
        />
      )}
      {answer && answer.total > answer.hits.length + answer.unreadable && (
        <button type="button" class="pq-button popup-more" onClick={() => setLimit(limit + STEP)}>
          {t('popup_more', Math.min(STEP, answer.total - answer.hits.length))}
        </button>
      )}
    </>
  );
}

function resultText(t: Translate, total: number, locale: string): string {
  if (total === 0) return t('popup_resultsNone');
  return total === 1
    ? t('popup_resultsOne')
    : t('popup_resultsMany', new Intl.NumberFormat(locale).format(total));
}

function SearchField({
  typed,
  onChange,
}: {
  readonly typed: string;
  readonly onChange: (typed: string) => void;
}) {
  const t = useMessages();
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape' || typed === '') return;
    event.preventDefault();
    event.stopPropagation();
    onChange('');
  };
  return (
    <search class="popup-search">
      <Icon name="search" size={17} />
      <input
        class="pq-input"
        type="search"
        dir="auto"
        aria-label={t('popup_search')}
        placeholder={t('popup_searchPlaceholder')}
        maxLength={200}
        value={typed}
        ref={focusOnce}
        onInput={(event) => onChange(event.currentTarget.value)}
        onKeyDown={onKeyDown}
      />
    </search>
  );
}

function focusOnce(field: HTMLInputElement | null): void {
  field?.focus({ preventScroll: true });
}

function NoHits({ isSearch, deleted }: { readonly isSearch: boolean; readonly deleted: boolean }) {
  const t = useMessages();
  if (isSearch) {
    return (
      <EmptyState icon="search" title={t('popup_resultsNone')}>
        <p>{t('popup_resultsNoneHint')}</p>
      </EmptyState>
    );
  }
  if (deleted) return <EmptyState icon="trash" title={t('popup_deletedEmpty')} />;
  return (
    <EmptyState icon="quote" title={t('popup_allEmptyTitle')}>
      <p>{t('popup_allEmpty')}</p>
    </EmptyState>
  );
}

/** `value`, once it has stayed the same for a moment. */
function usePaused(value: string): string {
  const [paused, setPaused] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setPaused(value), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [value]);
  return paused;
}

function useSearch(services: PopupServices, question: SearchQuestion) {
  const { text, kind, deleted, limit } = question;
  const [answer, setAnswer] = useState<SearchAnswer | null>(null);
  const [failure, setFailure] = useState<FailureCode | null>(null);
  const [attempt, setAttempt] = useState(0);
  useEffect(() => {
    const show = (found: SearchAnswer): void => {
      setAnswer(found);
      setFailure(null);
    };
    const fail = (code: FailureCode): void => {
      setAnswer(null);
      setFailure(code);
    };
    return services.watchSearch({ text, kind, deleted, limit })(show, fail);
  }, [services, text, kind, deleted, limit, attempt]);
  return { answer, failure, retry: () => setAttempt((n) => n + 1) };
}
