import { useEffect, useState } from 'preact/hooks';
import { Icon } from '../../components/Icon';
import { useMessages } from '../../components/messages';
import { PlacementHint } from '../../components/PlacementHint';
import type { Annotation, Target } from '../../lib/annotation/model';
import type { PageState } from '../../lib/annotation/page-state';
import type { ArticleVersion } from '../../lib/annotation/version';
import { findVersions } from './find-version';
import type { Reading } from './reading';
import type { Marking, ReaderServices } from './services';
import { formatTime } from './version-names';

interface LostMarksProps {
  readonly reading: Extract<Reading, { type: 'ready' }>;
  readonly services: ReaderServices;
  readonly state: PageState | null;
  /** The mark that the reader was opened for. */
  readonly wanted: string | undefined;
  /** It is in sight. */
  readonly onShown: () => void;
  readonly marking: Marking | null;
  readonly onVersion: (id: string) => void;
  /** Goes to a mark in the version that has it. */
  readonly onMark: (id: string) => void;
}

/** The marks that the version that is shown does not have, each with the one that has it. */
export function LostMarks(props: LostMarksProps) {
  const { reading, services, state } = props;
  const t = useMessages();
  const homes = useHomes(reading, services, state);
  useWanted(props);
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
            onMark={props.onMark}
          />
        ))}
      </ul>
    </section>
  );
}

function LostMark({
  annotation: { id, target },
  home,
  locale,
  onMark,
}: {
  readonly annotation: Annotation;
  readonly home: ArticleVersion | null;
  readonly locale: string;
  readonly onMark: (id: string) => void;
}) {
  const t = useMessages();
  if (!target) return null;
  return (
    <li>
      <blockquote dir="auto">{target.exact}</blockquote>
      {home ? (
        <button type="button" class="pq-link" onClick={() => onMark(id)}>
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
      const found = await findVersions(lost, others, services.copy);
      if (current) setHomes(found);
    };
    void look();
    return () => {
      current = false;
    };
  }, [services, annotations, versions, version.id, key]);
  return homes;
}

/** Goes to the mark that the reader was opened for, in the newest version that has it. */
function useWanted({ reading, services, state, wanted, marking, onShown, onVersion }: LostMarksProps): void {
  const { annotations, versions } = reading.saved;
  const target = annotations.find(({ id }) => id === wanted)?.target;
  const exact = target?.exact;
  useEffect(() => {
    // A mark that nothing is kept of is listed below the text.
    const look = async (id: string, sought: Target): Promise<void> => {
      const home = (await findVersions([{ id, target: sought }], versions, services.copy)).get(id);
      if (home) onVersion(home.id);
    };
    if (wanted !== undefined && target) void look(wanted, target);
    // Looked for once: what is written to the article meanwhile makes it no other passage.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [exact]);
  const status = state?.placements.find(({ id }) => id === wanted)?.status;
  useEffect(() => {
    if (wanted === undefined || !marking || (status !== 'found' && status !== 'unsure')) return;
    void marking.jump(wanted);
    onShown();
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- the callback does the same each time that it is made
  }, [wanted, status, marking]);
}
