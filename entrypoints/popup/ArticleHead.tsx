import { useEffect, useState } from 'preact/hooks';
import { formatDate } from '../../components/format-date';
import { useMessages } from '../../components/messages';
import { SiteAccess } from '../../components/SiteAccess';
import type { ArticleDetails } from '../../lib/annotation/model';
import type { PopupServices, SiteAccessState } from './services';

interface ArticleHeadProps {
  readonly details: ArticleDetails;
  readonly url: string;
  readonly tabTitle: string;
  readonly services: PopupServices;
}

/** Which article this is, and whether its marks show by themselves. */
export function ArticleHead({ details, url, tabTitle, services }: ArticleHeadProps) {
  const t = useMessages();
  const host = URL.parse(url)?.hostname ?? '';
  const date = formatDate(details.publishedAt, services.locale);
  return (
    <header class="popup-article">
      <h1 dir="auto" lang={details.language || undefined}>
        {details.title || tabTitle || t('popup_untitled')}
      </h1>
      <p class="popup-meta">
        <bdi>{details.site || host}</bdi>
        {date && <time dateTime={details.publishedAt}>{date}</time>}
        {details.byline && <bdi class="popup-byline">{details.byline}</bdi>}
      </p>
      {/^https?:/.test(url) && <AccessRow url={url} host={host} services={services} />}
    </header>
  );
}

function AccessRow({
  url,
  host,
  services,
}: Pick<ArticleHeadProps, 'url' | 'services'> & { readonly host: string }) {
  const [access, setAccess] = useState<SiteAccessState | null>(null);
  useEffect(() => {
    let current = true;
    const look = (): void => {
      services.access(url).then(
        (now) => current && setAccess(now),
        () => undefined,
      );
    };
    look();
    const stop = services.onAccessChanged(look);
    return () => {
      current = false;
      stop();
    };
  }, [services, url]);
  // Keeps its height, so that nothing below jumps when the answer comes.
  if (access === null) return <div class="popup-access-wait" />;
  const scope = (which: 'site' | 'all') => (which === 'all' ? 'all' : { url });
  return (
    <SiteAccess
      access={access}
      host={host}
      onRequest={(which) => void services.requestAccess(scope(which)).catch(() => undefined)}
      onWithdraw={(which) => void services.withdrawAccess(scope(which)).catch(() => undefined)}
    />
  );
}
