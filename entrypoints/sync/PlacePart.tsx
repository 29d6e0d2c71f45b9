import { useMessages } from '../../components/messages';
import type { SyncView } from '../../lib/sync/vault/state';
import { Note, Press } from './parts';
import { PLACE_NAME } from './reasons';
import { isNearlyFull, NEARLY_FULL } from './standing';

interface PlacePartProps {
  readonly view: SyncView;
  readonly onMove: () => void;
  readonly onReconnect: () => void;
}

/** Where the notes meet, how full it is, and how to go elsewhere. */
export function PlacePart({ view, onMove, onReconnect }: PlacePartProps) {
  const t = useMessages();
  const { kind, name } = view.place;
  return (
    <section class="sync-part" aria-labelledby="sync-place">
      <h2 id="sync-place">{t('sync_place')}</h2>
      <p>
        <span class="sync-strong">{t(PLACE_NAME[kind])}</span>{' '}
        {name && (
          <bdi class="sync-address" dir="ltr">
            {name}
          </bdi>
        )}
      </p>
      <Fill view={view} />
      <div class="sync-buttons">
        {kind !== 'browser' && <Press label={t('sync_reconnect')} onClick={onReconnect} />}
        {view.sharing?.isReadOnly !== true && (
          <Press label={t('sync_move')} onClick={onMove} isMain={isNearlyFull(view)} />
        )}
      </div>
    </section>
  );
}

const KILO = 1000;

function Fill({ view }: { readonly view: SyncView }) {
  const t = useMessages();
  const { usage } = view;
  if (!usage) return null;
  const used = Math.ceil(usage.bytes / KILO);
  const limit = Math.round(usage.limit / KILO);
  const isFull = isNearlyFull(view);
  return (
    <>
      <div class="sync-fill" data-full={isFull ? '' : undefined}>
        <meter
          aria-label={t('sync_usage')}
          min={0}
          max={usage.limit}
          high={usage.limit * NEARLY_FULL}
          optimum={0}
          value={usage.bytes}
        />
        <span class="sync-soft">{t('sync_usageOf', used, limit)}</span>
      </div>
      {isFull && (
        <Note>
          <p>{t('sync_usageFull')}</p>
        </Note>
      )}
    </>
  );
}
