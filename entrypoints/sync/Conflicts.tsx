import { useId, useState } from 'preact/hooks';
import { useMessages } from '../../components/messages';
import { useKeptFocus } from '../../components/use-kept-focus';
import type { Conflict } from '../../lib/sync/merge/fields';
import { keyOf, type Entry, type Json } from '../../lib/sync/merge/register';
import type { ConflictView, SyncView } from '../../lib/sync/vault/state';
import { bothNotes, deviceName, FIELD_LABEL, valueText } from './conflict-text';
import { Ago, Field, Form, Press, Submit, TroubleNote } from './parts';
import type { SyncServices } from './services';
import { useTask } from './use-task';

interface ConflictsProps {
  readonly services: SyncServices;
  readonly view: SyncView;
  readonly now: number;
}

/** What two devices say differently, until a person says what it is. */
export function ConflictsPart(props: ConflictsProps) {
  const { services, view } = props;
  const t = useMessages();
  const task = useTask();
  const around = useKeptFocus<HTMLElement>();
  const { conflicts, conflictCount } = view;
  if (conflictCount === 0) return null;
  return (
    <section
      ref={around}
      tabIndex={-1}
      class="sync-part sync-urgent sync-here"
      aria-labelledby="sync-conflicts"
    >
      <h2 id="sync-conflicts">{t('sync_conflicts', conflictCount)}</h2>
      <p class="sync-soft">{t('sync_conflictsAbout')}</p>
      <TroubleNote task={task} />
      <ul class="sync-conflicts">
        {conflicts.map((conflict) => (
          <li key={conflict.annotationId}>
            <OneConflict
              {...props}
              about={conflict}
              onSettle={(field, value) =>
                task.run(() => services.settle(conflict.annotationId, field, value))
              }
            />
          </li>
        ))}
      </ul>
      {conflictCount > conflicts.length && (
        <p class="sync-soft">{t('sync_conflictsMore', conflicts.length)}</p>
      )}
    </section>
  );
}

type Settle = (field: Conflict['field'], value: Json) => void;

function OneConflict(props: ConflictsProps & { readonly about: ConflictView; readonly onSettle: Settle }) {
  const { about, onSettle } = props;
  const title = useId();
  return (
    <article class="sync-conflict" aria-labelledby={title}>
      <About about={about} id={title} />
      {about.conflicts.map((conflict) => (
        <Choices key={conflict.field} {...props} conflict={conflict} onSettle={onSettle} />
      ))}
    </article>
  );
}

function About({ about, id }: { readonly about: ConflictView; readonly id: string }) {
  const t = useMessages();
  return (
    <header>
      <h3 id={id}>
        <bdi>{about.articleTitle || t('sync_articleUntitled')}</bdi>
      </h3>
      {about.passage && (
        <blockquote class="sync-passage" dir="auto">
          {about.passage}
        </blockquote>
      )}
    </header>
  );
}

interface ChoicesProps extends ConflictsProps {
  readonly conflict: Conflict;
  readonly onSettle: Settle;
}

function Choices({ services, view, now, conflict, onSettle }: ChoicesProps) {
  const t = useMessages();
  const [isWriting, setWriting] = useState(false);
  const around = useKeptFocus<HTMLFieldSetElement>();
  const { field, values } = conflict;
  return (
    <fieldset ref={around} tabIndex={-1} class="sync-choices sync-here">
      <legend>{t(FIELD_LABEL[field])}</legend>
      <ul class="sync-values">
        {values.map((entry) => (
          <li key={keyOf(entry.value)}>
            <Value services={services} view={view} now={now} field={field} entry={entry} />
            <button
              type="button"
              class="pq-button"
              aria-label={t('sync_useOf', valueText(t, field, entry.value))}
              onClick={() => onSettle(field, entry.value)}
            >
              {t('sync_use')}
            </button>
          </li>
        ))}
      </ul>
      {field === 'note' && !isWriting && (
        <div class="sync-buttons">
          <Press label={t('sync_keepBoth')} onClick={() => onSettle(field, bothNotes(values))} />
          <Press label={t('sync_writeOwn')} onClick={() => setWriting(true)} />
        </div>
      )}
      {isWriting && (
        <OwnNote
          first={bothNotes(values)}
          onSave={(text) => onSettle(field, text)}
          onCancel={() => setWriting(false)}
        />
      )}
    </fieldset>
  );
}

interface ValueProps extends ConflictsProps {
  readonly field: Conflict['field'];
  readonly entry: Entry;
}

/** What somebody wrote, where and when. */
function Value({ services, view, now, field, entry }: ValueProps) {
  const t = useMessages();
  return (
    <div class="sync-value">
      <p dir="auto" data-none={entry.value === '' ? '' : undefined}>
        {valueText(t, field, entry.value)}
      </p>
      <p class="sync-soft">
        <bdi>{deviceName(t, view, entry.device)}</bdi> ·{' '}
        <Ago time={entry.time} now={now} locale={services.locale} />
      </p>
    </div>
  );
}

interface OwnNoteProps {
  readonly first: string;
  readonly onSave: (text: string) => void;
  readonly onCancel: () => void;
}

function OwnNote({ first, onSave, onCancel }: OwnNoteProps) {
  const t = useMessages();
  const [text, setText] = useState(first);
  return (
    <Form onSubmit={() => onSave(text)}>
      <Field label={t('sync_ownNote')} rows={4} value={text} onChange={setText} isSpellchecked takesFocus />
      <Submit label={t('sync_save')}>
        <Press label={t('sync_cancel')} onClick={onCancel} />
      </Submit>
    </Form>
  );
}

/** Notes that were put together without asking, with what they were made from. */
export function MergedPart(props: ConflictsProps) {
  const t = useMessages();
  const { merged } = props.view;
  if (merged.length === 0) return null;
  return (
    <details class="sync-part sync-merged">
      <summary>{t('sync_merged', merged.length)}</summary>
      <p class="sync-soft">{t('sync_mergedAbout')}</p>
      <ul class="sync-conflicts">
        {merged.map((about) => (
          <li key={about.annotationId}>
            <Merged {...props} about={about} />
          </li>
        ))}
      </ul>
    </details>
  );
}

function Merged(props: ConflictsProps & { readonly about: ConflictView }) {
  const t = useMessages();
  const { about } = props;
  const title = useId();
  return (
    <article class="sync-conflict" aria-labelledby={title}>
      <About about={about} id={title} />
      {about.conflicts.map(({ field, values }) => (
        <ul key={field} class="sync-values" aria-label={t('sync_mergedFrom')}>
          {values.map((entry) => (
            <li key={keyOf(entry.value)}>
              <Value {...props} field={field} entry={entry} />
            </li>
          ))}
        </ul>
      ))}
    </article>
  );
}
