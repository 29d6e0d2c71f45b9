import { useCallback, useMemo, useState } from 'preact/hooks';
import { EmptyState } from '../../components/EmptyState';
import { formatDate } from '../../components/format-date';
import { KIND_ICON } from '../../components/kinds';
import { Icon } from '../../components/Icon';
import { useMessages, type MessageKey } from '../../components/messages';
import type { Annotation } from '../../lib/annotation/model';
import type { ArticleVersion, SavedCopy } from '../../lib/annotation/version';
import { countChanges, findChanges, type Passage, type Restated } from '../../lib/article/versions/changes';
import type { Words } from '../../lib/article/versions/words';
import { touchedMarks } from '../../lib/article/versions/touched';
import { direction } from './direction';
import { useCopy } from './reading';
import type { ReaderServices, SavedArticle } from './services';
import { versionNames } from './version-names';

interface ChangesViewProps {
  readonly services: ReaderServices;
  readonly saved: SavedArticle;
  readonly onRead: () => void;
  readonly onMark: (id: string) => void;
}

/** What changed between two versions of an article, and which marks that touches. */
export function ChangesView({ services, saved, onRead, onMark }: ChangesViewProps) {
  const t = useMessages();
  const { versions } = saved;
  const [fromId, setFrom] = useState<string | null>(null);
  const [toId, setTo] = useState<string | null>(null);
  const [isDamaged, setDamaged] = useState(false);
  const chosen = [
    versions.find(({ id }) => id === fromId) ?? versions[Math.max(0, versions.length - 2)],
    versions.find(({ id }) => id === toId) ?? versions.at(-1),
  ].filter((version) => version !== undefined);
  // From the earlier to the later, however they were chosen.
  const [from, to] = chosen.toSorted((one, other) => one.capturedAt - other.capturedAt);
  const damaged = useCallback(() => setDamaged(true), []);
  const [before, after] = [useCopy(services, from, damaged), useCopy(services, to, damaged)];
  if (versions.length < 2 || !from || !to) {
    return (
      <EmptyState icon="history" title={t('changes_noneTitle')}>
        <p>{t('changes_none')}</p>
        <button type="button" class="pq-button" onClick={onRead}>
          {t('changes_read')}
        </button>
      </EmptyState>
    );
  }
  const choices = { versions, locale: services.locale };
  return (
    <section class="changes" data-chrome aria-labelledby="changes-title">
      <div class="changes-head">
        <div>
          <h1 id="changes-title" tabIndex={-1}>
            {t('changes_title')}
          </h1>
          <p class="changes-article" dir="auto">
            {saved.article.title}
          </p>
        </div>
        <div class="changes-choice">
          <VersionChoice {...choices} label={t('changes_from')} chosen={from.id} onChange={setFrom} />
          <VersionChoice {...choices} label={t('changes_to')} chosen={to.id} onChange={setTo} />
          <button type="button" class="pq-button" onClick={onRead}>
            {t('changes_read')}
          </button>
        </div>
      </div>
      {isDamaged && (
        <p class="reader-notice" data-tone="problem" role="alert">
          <Icon name="warning" />
          {t('reader_damaged')}
        </p>
      )}
      {before && after && (
        <Comparison
          before={before}
          after={after}
          annotations={saved.annotations}
          locale={services.locale}
          onMark={onMark}
        />
      )}
    </section>
  );
}

function VersionChoice({
  label,
  versions,
  chosen,
  locale,
  onChange,
}: {
  readonly label: string;
  readonly versions: readonly ArticleVersion[];
  readonly chosen: string;
  readonly locale: string;
  readonly onChange: (id: string) => void;
}) {
  const names = versionNames(versions, locale);
  return (
    <label class="pq-field">
      <span class="pq-label">{label}</span>
      <select class="pq-input" value={chosen} onChange={(event) => onChange(event.currentTarget.value)}>
        {versions.toReversed().map(({ id }) => (
          <option key={id} value={id}>
            {names.get(id)}
          </option>
        ))}
      </select>
    </label>
  );
}

interface ComparisonProps {
  readonly before: SavedCopy;
  readonly after: SavedCopy;
  readonly annotations: readonly Annotation[];
  readonly locale: string;
  readonly onMark: (id: string) => void;
}

function Comparison({ before, after, annotations, locale, onMark }: ComparisonProps) {
  const t = useMessages();
  const { language } = after.details;
  const changes = useMemo(() => findChanges(before, after, language), [before, after, language]);
  const touched = useMemo(() => touchedMarks(changes, annotations), [changes, annotations]);
  const counts = countChanges(changes);
  const total = Object.values(counts).reduce((a, b) => a + b, 0);
  const dates = changes.modifiedAt && {
    before: formatDate(changes.modifiedAt.before, locale),
    after: formatDate(changes.modifiedAt.after, locale),
  };
  return (
    <>
      <ul class="changes-counts" aria-label={t('changes_summary')}>
        {COUNTED.map(([type, one, many]) => {
          const count = counts[type];
          return (
            count > 0 && (
              <li key={type} data-type={type}>
                {count === 1 ? t(one) : t(many, count)}
              </li>
            )
          );
        })}
        {total === 0 && <li>{t('changes_textSame')}</li>}
        {touched.size > 0 && <li data-type="touched">{marksText(t, touched)}</li>}
      </ul>
      {changes.title && <RestatedLine label="changes_headline" change={changes.title} />}
      {dates && dates.before !== dates.after && <RestatedLine label="changes_date" change={dates} />}
      <div class="changes-text reader-body" lang={language || undefined} dir={direction(language)}>
        {foldSame(changes.passages).map((item) =>
          item.type === 'fold' ? (
            <Fold key={item.at} passages={item.passages} />
          ) : (
            <ChangedPassage
              key={item.at}
              passage={item.passage}
              marks={touched.get(item.at) ?? []}
              onMark={onMark}
            />
          ),
        )}
      </div>
    </>
  );
}

function marksText(
  t: ReturnType<typeof useMessages>,
  touched: ReadonlyMap<number, readonly Annotation[]>,
): string {
  const count = new Set([...touched.values()].flat().map(({ id }) => id)).size;
  return count === 1 ? t('changes_marksOne') : t('changes_marksMany', count);
}

const COUNTED: readonly (readonly [Exclude<Passage['type'], 'same'>, MessageKey, MessageKey])[] = [
  ['reworded', 'changes_rewordedOne', 'changes_rewordedMany'],
  ['added', 'changes_addedOne', 'changes_addedMany'],
  ['cut', 'changes_cutOne', 'changes_cutMany'],
  ['moved', 'changes_movedOne', 'changes_movedMany'],
];

function RestatedLine({ label, change }: { readonly label: MessageKey; readonly change: Restated }) {
  const t = useMessages();
  return (
    <p class="changes-restated">
      <strong>{t(label)}</strong> {change.before && <del dir="auto">{change.before}</del>}{' '}
      <ins dir="auto">{change.after || t('changes_nothing')}</ins>
    </p>
  );
}

type Item =
  | { readonly type: 'passage'; readonly passage: Passage; readonly at: number }
  | { readonly type: 'fold'; readonly passages: readonly Passage[]; readonly at: number };

/** Passages in a row that are the same, beyond the ones next to a change. */
const LONGEST_SAME = 3;

function foldSame(passages: readonly Passage[]): Item[] {
  const items: Item[] = [];
  let same: { passage: Passage; at: number }[] = [];
  const flush = (isEnd: boolean): void => {
    const isStart = items.length === 0;
    const [head, tail] = [isStart ? 0 : 1, isEnd ? 0 : 1];
    if (same.length <= LONGEST_SAME) for (const each of same) items.push({ type: 'passage', ...each });
    else {
      for (const each of same.slice(0, head)) items.push({ type: 'passage', ...each });
      const middle = same.slice(head, same.length - tail);
      items.push({ type: 'fold', passages: middle.map(({ passage }) => passage), at: middle[0]?.at ?? 0 });
      for (const each of same.slice(same.length - tail)) items.push({ type: 'passage', ...each });
    }
    same = [];
  };
  for (const [at, passage] of passages.entries()) {
    if (passage.type === 'same') same.push({ passage, at });
    else {
      flush(false);
      items.push({ type: 'passage', passage, at });
    }
  }
  flush(true);
  return items;
}

function Fold({ passages }: { readonly passages: readonly Passage[] }) {
  const t = useMessages();
  return (
    <details class="changes-fold">
      <summary>{t('changes_unchanged', passages.length)}</summary>
      {/* The list is made anew with every comparison: its places are its keys. */}
      {/* oxlint-disable react/no-array-index-key */}
      {passages.map(({ words, kind }, at) => (
        <p key={at} data-kind={kind}>
          {words.map(({ text }) => text).join('')}
        </p>
      ))}
      {/* oxlint-enable react/no-array-index-key */}
    </details>
  );
}

const TYPE_LABEL: Readonly<Record<Exclude<Passage['type'], 'same'>, MessageKey>> = {
  added: 'changes_added',
  cut: 'changes_cut',
  reworded: 'changes_reworded',
  moved: 'changes_moved',
};

function ChangedPassage({
  passage: { type, kind, words },
  marks,
  onMark,
}: {
  readonly passage: Passage;
  readonly marks: readonly Annotation[];
  readonly onMark: (id: string) => void;
}) {
  const t = useMessages();
  return (
    <div class="changes-passage" data-type={type}>
      {type !== 'same' && <p class="changes-label">{t(TYPE_LABEL[type])}</p>}
      <p data-kind={kind}>
        {words.map((part, at) => (
          // Parts of a passage have no other name than their place.
          // oxlint-disable-next-line react/no-array-index-key
          <Part key={at} {...part} />
        ))}
      </p>
      {marks.length > 0 && (
        <ul class="changes-marks" aria-label={t('changes_touches')}>
          {marks.map(({ id, kind: markKind, target }) => (
            <li key={id}>
              <button type="button" class="pq-link" onClick={() => onMark(id)}>
                <Icon name={KIND_ICON[markKind]} size={15} />
                <bdi>{target?.exact}</bdi>
              </button>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

function Part({ type, text }: Words) {
  if (type === 'added') return <ins>{text}</ins>;
  if (type === 'cut') return <del>{text}</del>;
  return <>{text}</>;
}
