import type { ComponentChildren } from 'preact';
import { Icon, type IconName } from '../../components/Icon';
import { useMessages, type MessageKey } from '../../components/messages';
import type { Article } from '../../lib/annotation/model';
import type { ReaderLook } from '../../lib/extension/settings';
import { LookPanel } from './LookPanel';
import type { Reading } from './reading';
import type { ReaderServices } from './services';
import { versionNames } from './version-names';

interface ReaderBarProps {
  readonly reading: Reading;
  readonly services: ReaderServices;
  readonly look: ReaderLook | null;
  readonly onLook: (look: ReaderLook) => void;
  readonly comparing: boolean;
  readonly onCompare: (on: boolean) => void;
  readonly onVersion: (id: string) => void;
  readonly onCheck: (article: Article) => void;
}

/** What can be done with the article: its page, its versions, how it looks, print. */
export function ReaderBar(props: ReaderBarProps) {
  const { reading, services, look, onLook } = props;
  const t = useMessages();
  const article = 'saved' in reading ? reading.saved.article : null;
  const kept = reading.type === 'ready' || reading.type === 'damaged' ? reading : null;
  return (
    <header class="reader-bar" data-chrome>
      {article ? (
        <a class="pq-button pq-button-plain" href={article.url} rel="noreferrer">
          <Icon name="external" />
          {t('reader_openPage')}
        </a>
      ) : (
        <span />
      )}
      <nav class="reader-tools" aria-label={t('reader_tools')}>
        {kept && (
          <Menu icon="history" label="reader_versions" id="reader-versions">
            <VersionsPanel {...props} reading={kept} />
          </Menu>
        )}
        {look && (
          <Menu icon="letters" label="reader_look" id="reader-look">
            <LookPanel look={look} onChange={onLook} />
          </Menu>
        )}
        {reading.type === 'ready' && (
          <button
            type="button"
            class="pq-button pq-button-icon"
            title={t('reader_print')}
            aria-label={t('reader_print')}
            onClick={services.print}
          >
            <Icon name="print" />
          </button>
        )}
      </nav>
    </header>
  );
}

/** A button with a panel that the browser opens, closes and gives the focus back from. */
function Menu({
  icon,
  label,
  id,
  children,
}: {
  readonly icon: IconName;
  readonly label: MessageKey;
  readonly id: string;
  readonly children: ComponentChildren;
}) {
  const text = useMessages()(label);
  return (
    <>
      <button
        type="button"
        class="pq-button pq-button-icon"
        popovertarget={id}
        title={text}
        aria-label={text}
      >
        <Icon name={icon} />
      </button>
      <section id={id} class="reader-panel" popover="auto" aria-label={text}>
        {children}
      </section>
    </>
  );
}

/** What is chosen in a panel closes it. */
const CLOSES = { popovertarget: 'reader-versions', popovertargetaction: 'hide' } as const;

function VersionsPanel({
  reading: { saved, version },
  services: { locale },
  comparing,
  onCompare,
  onVersion,
  onCheck,
}: ReaderBarProps & { readonly reading: Extract<Reading, { type: 'ready' | 'damaged' }> }) {
  const t = useMessages();
  const { versions, article } = saved;
  const newest = versions.at(-1);
  const names = versionNames(versions, locale);
  return (
    <>
      <h2>{t('reader_versions')}</h2>
      {versions.length > 1 && (
        <button type="button" {...CLOSES} class="pq-button" onClick={() => onCompare(true)}>
          {t('reader_seeChanges')}
        </button>
      )}
      {/^https?:/.test(article.url) && (
        <button type="button" {...CLOSES} class="pq-button" onClick={() => onCheck(article)}>
          {t('reader_check')}
        </button>
      )}
      <p class="reader-small">{t('reader_checkExplain')}</p>
      <ol class="reader-versions">
        {versions.toReversed().map(({ id }) => (
          <li key={id}>
            <button
              type="button"
              {...CLOSES}
              class="pq-button pq-button-plain"
              aria-current={!comparing && id === version.id ? 'true' : undefined}
              onClick={() => onVersion(id)}
            >
              {names.get(id)}
              {id === newest?.id && <span class="reader-newest">{t('reader_newest')}</span>}
            </button>
          </li>
        ))}
      </ol>
    </>
  );
}
