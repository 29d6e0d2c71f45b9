import { useEffect, useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks';
import { formatDate } from '../../components/format-date';
import { Icon } from '../../components/Icon';
import { useMessages } from '../../components/messages';
import type { SavedCopy } from '../../lib/annotation/version';
import { direction } from './direction';
import type { Reading } from './reading';
import type { ReaderServices } from './services';
import { formatTime } from './version-names';

interface ArticleTextProps {
  readonly reading: Extract<Reading, { type: 'ready' }>;
  readonly services: ReaderServices;
  /** Whether pictures are fetched without being asked for. */
  readonly pictures: boolean;
}

/** The article itself. What is no text of it is marked, so that no mark is looked for in it. */
export function ArticleText({ reading, services, pictures }: ArticleTextProps) {
  const t = useMessages();
  const { saved, version, copy } = reading;
  const { details } = copy;
  const hasPictures = copy.blocks.some(({ kind }) => kind === 'image');
  const [shownIn, setShownIn] = useState<string | null>(null);
  const showsPictures = pictures || shownIn === version.id;
  const date = formatDate(details.publishedAt, services.locale);
  const host = URL.parse(saved.article.url)?.hostname ?? '';
  return (
    <article class="reader-article" lang={details.language || undefined} dir={direction(details.language)}>
      <header class="reader-head">
        <p class="reader-site" data-chrome>
          <bdi>{details.site || host}</bdi>
        </p>
        <h1 dir="auto" tabIndex={-1}>
          {details.title || t('popup_untitled')}
        </h1>
        <p class="reader-meta">
          {details.byline && <bdi>{details.byline}</bdi>}
          {date && (
            <time data-chrome dateTime={details.publishedAt}>
              {date}
            </time>
          )}
        </p>
      </header>
      {hasPictures && !showsPictures && (
        <button
          type="button"
          class="pq-button reader-pictures"
          data-chrome
          onClick={() => setShownIn(version.id)}
        >
          <Icon name="picture" />
          {t('reader_showPictures', host)}
        </button>
      )}
      <Body copy={copy} services={services} pictures={showsPictures} />
      <footer class="reader-source" data-chrome>
        {t('reader_savedFrom', formatTime(version.capturedAt, services.locale))}{' '}
        <a href={saved.article.url} rel="noreferrer">
          {saved.article.url}
        </a>
      </footer>
    </article>
  );
}

interface BodyProps {
  readonly copy: SavedCopy;
  readonly services: ReaderServices;
  readonly pictures: boolean;
}

function Body({ copy, services, pictures }: BodyProps) {
  const place = useRef<HTMLDivElement>(null);
  const content = useMemo(() => services.render(copy.blocks), [services, copy]);
  useLayoutEffect(() => {
    place.current?.replaceChildren(content.cloneNode(true));
  }, [content]);
  useEffect(() => {
    if (pictures && place.current) showPictures(place.current);
  }, [content, pictures]);
  return <div class="reader-body" ref={place} data-pictures={pictures || undefined} />;
}

/** Only now are the addresses of pictures ones that a browser follows. */
function showPictures(place: Element): void {
  for (const image of place.querySelectorAll<HTMLImageElement>('img[data-src]')) {
    image.referrerPolicy = 'no-referrer';
    image.loading = 'lazy';
    image.decoding = 'async';
    image.addEventListener('error', () => image.toggleAttribute('data-failed', true), { once: true });
    image.src = image.dataset['src'] ?? '';
  }
}
