import { Icon } from '../../components/Icon';
import { useMessages } from '../../components/messages';
import type { PopupServices, PopupTab, StoredPage } from './services';
import { failureText, type Actions } from './use-actions';

interface ReadingProps {
  readonly tab: PopupTab;
  readonly page: StoredPage | null;
  readonly services: PopupServices;
  readonly actions: Actions;
}

/** The way into the reader, and whether the article is still what was saved. */
export function Reading({ tab, page, services, actions }: ReadingProps) {
  const t = useMessages();
  const versions = page?.versions ?? [];
  const newest = versions.at(-1);
  const changes = versions.filter(({ articleId }) => articleId === newest?.articleId).length - 1;
  const read = async (): Promise<void> => {
    const reply = await services.read(tab.id);
    if (!reply.ok) actions.say(failureText(t, reply.failure), 'problem');
    else if (!reply.value.opened) actions.say(t('popup_readNone'), 'problem');
  };
  return (
    <div class="popup-reading">
      {!tab.isReader && (
        <button type="button" class="pq-button" title={t('popup_readExplain')} onClick={() => void read()}>
          <Icon name="read" />
          {t('popup_read')}
        </button>
      )}
      {newest && changes > 0 && (
        <p class="popup-changed">
          {changes === 1 ? t('popup_changedOnce') : t('popup_changedMany', changes)}{' '}
          <button
            type="button"
            class="pq-link"
            onClick={() => void services.openReader({ article: newest.articleId, changes: true })}
          >
            {t('popup_seeChanges')}
          </button>
        </p>
      )}
    </div>
  );
}
