import { Icon } from '../../components/Icon';
import { useMessages } from '../../components/messages';
import type { Reading } from './reading';
import { formatTime } from './version-names';

interface NoticesProps {
  readonly reading: Extract<Reading, { type: 'ready' }>;
  readonly locale: string;
  readonly onNewest: () => void;
  readonly onCompare: () => void;
}

/** What a reader must know of the text below: that it is not the newest, or not what it was. */
export function Notices({ reading: { saved, version }, locale, onNewest, onCompare }: NoticesProps) {
  const t = useMessages();
  const { versions, unreadable } = saved;
  const newest = versions.at(-1);
  const isOld = newest?.id !== version.id;
  return (
    <>
      {unreadable > 0 && (
        <p class="reader-notice" data-tone="problem">
          <Icon name="warning" />
          {unreadable === 1 ? t('popup_unreadableOne') : t('popup_unreadableMany', unreadable)}
        </p>
      )}
      {isOld && (
        <p class="reader-notice" data-tone="old">
          <Icon name="history" />
          <span>{t('reader_oldVersion', formatTime(version.capturedAt, locale))}</span>
          <button type="button" class="pq-link" onClick={onNewest}>
            {t('reader_toNewest')}
          </button>
        </p>
      )}
      {!isOld && versions.length > 1 && (
        <p class="reader-notice">
          <Icon name="history" />
          <span>
            {versions.length === 2
              ? t('reader_changedOnce', formatTime(version.capturedAt, locale))
              : t('reader_changedMany', versions.length - 1, formatTime(version.capturedAt, locale))}
          </span>
          <button type="button" class="pq-link" onClick={onCompare}>
            {t('reader_seeChanges')}
          </button>
        </p>
      )}
    </>
  );
}
