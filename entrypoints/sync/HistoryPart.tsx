import { useMessages } from '../../components/messages';
import type { SyncView } from '../../lib/sync/vault/state';
import { Ago } from './parts';

interface HistoryPartProps {
  readonly view: SyncView;
  readonly now: number;
  readonly locale: string;
}

/** The last runs that brought or sent something. */
export function HistoryPart({ view, now, locale }: HistoryPartProps) {
  const t = useMessages();
  const { history } = view.status;
  if (history.length === 0) return null;
  return (
    <details class="sync-part sync-merged">
      <summary>{t('sync_history')}</summary>
      <ul class="sync-list">
        {history.map(({ at, merged, published }) => (
          <li key={at}>
            <span>{t('sync_historyRun', merged, published)}</span>
            <span class="sync-soft">
              <Ago time={at} now={now} locale={locale} />
            </span>
          </li>
        ))}
      </ul>
    </details>
  );
}
