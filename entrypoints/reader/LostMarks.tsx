import { useEffect, useState } from 'preact/hooks';
import { Icon } from '../../components/Icon';
import { useMessages } from '../../components/messages';
import { PlacementHint } from '../../components/PlacementHint';
import type { Annotation } from '../../lib/annotation/model';
import type { PageState } from '../../lib/annotation/page-state';
import type { ArticleVersion } from '../../lib/annotation/version';
import { formatTime } from './ArticleText';
import { findVersion } from './find-version';
import type { Reading } from './reading';
import type { Marking, ReaderServices } from './services';

interface LostMarksProps {
  readonly reading: Extract<Reading, { type: 'ready' }>;
  readonly services: ReaderServices;
  readonly state: PageState | null;
  /** The mark that the reader was opened for. */
  readonly wanted: string | undefined;
  readonly marking: Marking | null;
  readonly onVersion: (id: string) => void;
}

/** The marks that the version that is shown does not have, each with the one that has it. */
export function LostMarks(props: LostMarksProps) {
  const { reading, services, state, onVersion } = props;
  const t = useMessages();
  const homes = useHomes(reading, services, state);
  useWanted(props, homes);
  const lost = reading.saved.annotations.filter(({ id }) => homes.has(id));
  if (lost.length === 0) return null;
  return (
    <section class="reader-lost" data-chrome aria-labelledby="reader-lost">
      <h2 id="reader-lost">
        <Icon name="warning" size={16} />
        {t('reader_lost')}
      </h2>
      <ul>
        {lost.map((annotation) => (
          <LostMark
            key={annotation.id}
            annotation={annotation}
            home={homes.get(annotation.id) ?? null}
            locale={services.locale}
            onVersion={onVersion}
          />
        ))}
      </ul>
    </section>
  );
}

function LostMark({
  annotation: { target },
  home,
  locale,
  onVersion,
}: {
  readonly annotation: Annotation;
  readonly home: ArticleVersion | null;
  readonly locale: string;
  readonly onVersion: (id: string) => void;
}) {
  const t = useMessages();
  if (!target) return null;
  return (
    <li>
      <blockquote dir="auto">{target.exact}</blockquote>
      {home ? (
        <button type="button" class="pq-link" onClick={() => onVersion(home.id)}>
          {t('reader_lostIn', formatTime(home.capturedAt, locale))}
        </button>
      ) : (
        <>
          <p class="reader-lost-nowhere">{t('reader_lostNowhere')}</p>
          <PlacementHint status="gone" target={target} current="" />
        </>
      )}
    </li>
  );
}

type Homes = ReadonlyMap<string, ArticleVersion | null>;
const NONE: Homes = new Map();

/** For each lost mark the version that has it; null where none has. */
function useHomes(
  { saved: { annotations, versions }, version }: LostMarksProps['reading'],
  services: ReaderServices,
  state: PageState | null,
): Homes {
  const [homes, setHomes] = useState(NONE);
  const gone = (state?.placements ?? []).filter(({ status }) => status === 'gone').map(({ id }) => id);
  const key = gone.join('\n');
  useEffect(() => {
    let current = true;
    const others = versions.filter(({ id }) => id !== version.id);
    const look = async (): Promise<void> => {
      const lost = annotations.filter(({ id, target }) => target && key.split('\n').includes(id));
      const found = await Promise.all(
        lost.map(
          async ({ id, target }) =>
            [id, target && (await findVersion(target, others, services.copy))] as const,
        ),
      );
      if (current) setHomes(new Map(found));
    };
    void look();
    return () => {
      current = false;
    };
  }, [services, annotations, versions, version.id, key]);
  return homes;
}

/** Goes to the mark that the reader was opened for, in the version where it stands. Once. */
function useWanted({ state, wanted, marking, onVersion }: LostMarksProps, homes: Homes): void {
  const [isDone, setDone] = useState(wanted === undefined);
  const status = state?.placements.find(({ id }) => id === wanted)?.status;
  const home = wanted === undefined ? undefined : homes.get(wanted);
  useEffect(() => {
    if (isDone || wanted === undefined || !marking) return;
    if (status === 'found' || status === 'unsure') {
      setDone(true);
      void marking.jump(wanted);
    } else if (home) onVersion(home.id);
  }, [isDone, wanted, status, home, marking, onVersion]);
}
