import { useEffect, useState } from 'preact/hooks';
import { Icon } from '../../components/Icon';
import { useMessages } from '../../components/messages';
import type { CollectionView } from '../../lib/sync/vault/state';
import { Ago } from './parts';
import type { SyncServices } from './services';

interface CollectionsPartProps {
  readonly services: SyncServices;
  readonly now: number;
}

/** What the user shares with others: each has a page of its own. */
export function CollectionsPart({ services, now }: CollectionsPartProps) {
  const t = useMessages();
  const [collections, setCollections] = useState<readonly CollectionView[]>([]);
  useEffect(() => services.watchCollections(setCollections), [services]);
  return (
    <section class="sync-part" aria-labelledby="sync-collections">
      <h2 id="sync-collections">{t('sync_collections')}</h2>
      <p class="sync-soft">{t('sync_collectionsAbout')}</p>
      {collections.length > 0 && (
        <ul class="sync-list">
          {collections.map((collection) => (
            <li key={collection.id}>
              <Collection of={collection} now={now} locale={services.locale} />
            </li>
          ))}
        </ul>
      )}
      <div class="sync-buttons">
        <a class="pq-button" href="?collection">
          {t('sync_collectionsAdd')}
        </a>
      </div>
    </section>
  );
}

function Collection(props: { readonly of: CollectionView; readonly now: number; readonly locale: string }) {
  const { id, tag, isReadOnly, isPaused, needsUser, completeAt } = props.of;
  const t = useMessages();
  return (
    <>
      <a class="sync-strong" href={`?collection=${id}`}>
        <bdi>{tag}</bdi>
      </a>
      {isReadOnly && <span class="sync-badge">{t('sync_youReadShort')}</span>}
      {needsUser && (
        <span class="sync-badge" data-tone="problem">
          <Icon name="warning" size={14} />
          {t('sync_needsYou')}
        </span>
      )}
      <span class="sync-soft">
        {isPaused && t('sync_is_paused')}
        {!isPaused && completeAt === null && t('sync_completeNever')}
        {!isPaused && completeAt !== null && (
          <>
            {t('sync_completeAt')} <Ago time={completeAt} now={props.now} locale={props.locale} />
          </>
        )}
      </span>
    </>
  );
}
