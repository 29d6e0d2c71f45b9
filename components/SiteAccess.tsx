import { Icon } from './Icon';
import { useMessages } from './messages';

export interface SiteAccessProps {
  /** What is allowed for the site that is looked at. */
  readonly access: 'none' | 'site' | 'all';
  readonly host: string;
  /** Both are called in the click itself: browsers show their question only then. */
  readonly onRequest: (scope: 'site' | 'all') => void;
  readonly onWithdraw: (scope: 'site' | 'all') => void;
}

/** Whether marks show by themselves here, and the buttons that change it. */
export function SiteAccess({ access, host, onRequest, onWithdraw }: SiteAccessProps) {
  const t = useMessages();
  if (access === 'none') {
    return (
      <section class="pq-access" aria-label={t('access_noneTitle')}>
        <p>
          <strong>{t('access_noneTitle')}</strong> {t('access_none')}
        </p>
        <div class="pq-access-buttons">
          <Choice label={t('access_onSite')} onClick={() => onRequest('site')} />
          <Choice label={t('access_onAll')} onClick={() => onRequest('all')} />
        </div>
        <p class="pq-access-small">{t('access_explain')}</p>
      </section>
    );
  }
  return (
    <section class="pq-access pq-access-given">
      <Icon name="check" size={15} />
      <p>{access === 'all' ? t('access_all') : t('access_site', host)}</p>
      {access === 'site' && (
        <Choice label={t('access_onAll')} look="pq-link" onClick={() => onRequest('all')} />
      )}
      <Choice label={t('access_stop')} look="pq-link" onClick={() => onWithdraw(access)} />
    </section>
  );
}

function Choice(props: {
  readonly label: string;
  readonly look?: 'pq-button' | 'pq-link';
  readonly onClick: () => void;
}) {
  return (
    <button type="button" class={props.look ?? 'pq-button'} onClick={props.onClick}>
      {props.label}
    </button>
  );
}
