import { useId, useLayoutEffect, useRef } from 'preact/hooks';
import { MAX_NOTE } from '../lib/annotation/limits';
import { CLAIM_STATUSES, type Annotation } from '../lib/annotation/model';
import { Combobox } from './Combobox';
import { withKind, type FieldName, type SomeFields } from './edit-fields';
import type { Drafts, EditSession, EditView, Save, SaveState } from './edit-session';
import { KindField } from './KindField';
import { STATUS_LABEL } from './kinds';
import { useMessages, type MessageKey } from './messages';
import { TagsField } from './TagsField';
import { useEditSession } from './use-edit-session';

/** What was used before, to be offered again. */
export interface EditorSuggestions {
  readonly tags: readonly string[];
  readonly people: readonly string[];
  readonly ratings: readonly string[];
}

export interface AnnotationEditorProps {
  readonly annotation: Annotation;
  /** Keep it the same function between renders where possible. */
  readonly onChange: Save;
  readonly drafts: Drafts;
  readonly suggestions: EditorSuggestions;
  readonly initialFocus?: 'note' | null;
}

/**
 * Edits one annotation, saving by itself: after a pause, on leaving a field, on Ctrl or Cmd + Enter, and when it
 * goes away. Render it with `key={annotation.id}`. Works in a document and in a shadow root.
 */
export function AnnotationEditor(props: AnnotationEditorProps) {
  const { annotation, suggestions } = props;
  const { session, view } = useEditSession(annotation, props.onChange, props.drafts);
  const { fields } = view;
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    void session.flush();
  };
  return (
    // Only listens to a shortcut of the fields inside.
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions
    <div class="pq-editor" data-kind={fields.kind} onKeyDown={onKeyDown}>
      {fields.kind !== 'note' && (
        <KindField kind={fields.kind} onChange={(kind) => session.set(withKind(kind, session.view.fields))} />
      )}
      {fields.kind === 'quote' && (
        <div class="pq-editor-pair">
          <TextField
            name="speaker"
            label="editor_speaker"
            suggestions={suggestions.people}
            {...{ session, view }}
          />
          <TextField name="speakerRole" label="editor_role" suggestions={[]} {...{ session, view }} />
        </div>
      )}
      {fields.kind === 'claim' && (
        <div class="pq-editor-pair">
          <TextField
            name="claimant"
            label="editor_claimant"
            suggestions={suggestions.people}
            {...{ session, view }}
          />
          <StatusField {...{ session, view }} />
        </div>
      )}
      {fields.kind === 'claim' && (fields.status === 'checked' || fields.rating !== '') && (
        <RatingField suggestions={suggestions.ratings} {...{ session, view }} />
      )}
      <NoteField focused={props.initialFocus === 'note'} {...{ session, view }} />
      <TagsField
        tags={fields.tags}
        suggestions={suggestions.tags}
        onChange={(tags) => session.set({ tags })}
        onFocus={() => session.focus('tags')}
        onBlur={() => session.blur('tags')}
      />
      {view.conflict && <Conflict typed={view.conflict} onSettle={(use) => session.settleConflict(use)} />}
      <SaveStatus save={view.save} onRetry={() => void session.flush()} />
    </div>
  );
}

interface FieldProps {
  readonly session: EditSession;
  readonly view: EditView;
}

function TextField(
  props: FieldProps & {
    readonly name: Extract<FieldName, 'speaker' | 'speakerRole' | 'claimant' | 'rating'>;
    readonly label: MessageKey;
    readonly suggestions: readonly string[];
  },
) {
  const { session, view, name, label, suggestions } = props;
  const t = useMessages();
  const id = useId();
  const set = (value: string): void => session.set({ [name]: value });
  return (
    <div class="pq-field">
      <label class="pq-label" id={`${id}-label`} for={id}>
        {t(label)}
      </label>
      <Combobox
        id={id}
        value={view.fields[name]}
        suggestions={suggestions}
        onInput={set}
        onChoose={set}
        onFocus={() => session.focus(name)}
        onBlur={() => session.blur(name)}
      />
    </div>
  );
}

/** The user's own words come first; the usual ones are offered after them. */
function RatingField({
  session,
  view,
  suggestions,
}: FieldProps & { readonly suggestions: readonly string[] }) {
  const t = useMessages();
  const usual = USUAL_RATINGS.map((key) => t(key));
  const offered = [...new Set([...suggestions, ...usual])];
  return <TextField name="rating" label="editor_rating" suggestions={offered} {...{ session, view }} />;
}

const USUAL_RATINGS = [
  'rating_true',
  'rating_mostlyTrue',
  'rating_misleading',
  'rating_unproven',
  'rating_mostlyFalse',
  'rating_false',
] as const satisfies readonly MessageKey[];

function StatusField({ session, view }: FieldProps) {
  const t = useMessages();
  const id = useId();
  return (
    <div class="pq-field">
      <label class="pq-label" for={id}>
        {t('editor_status')}
      </label>
      <select
        id={id}
        class="pq-input"
        value={view.fields.status}
        onChange={(event) => {
          const status = CLAIM_STATUSES.find((option) => option === event.currentTarget.value);
          if (status) session.set({ status });
        }}
      >
        {CLAIM_STATUSES.map((status) => (
          <option key={status} value={status}>
            {t(STATUS_LABEL[status])}
          </option>
        ))}
      </select>
    </div>
  );
}

function NoteField({ session, view, focused }: FieldProps & { readonly focused: boolean }) {
  const t = useMessages();
  const id = useId();
  const field = useRef<HTMLTextAreaElement>(null);
  useLayoutEffect(() => {
    if (focused) field.current?.focus({ preventScroll: true });
  }, [focused]);
  return (
    <div class="pq-field">
      <label class="pq-label" for={id}>
        {t('editor_note')}
      </label>
      <textarea
        id={id}
        ref={field}
        class="pq-input"
        dir="auto"
        rows={2}
        maxLength={MAX_NOTE}
        placeholder={t('editor_notePlaceholder')}
        value={view.fields.note}
        onInput={(event) => session.set({ note: event.currentTarget.value })}
        onFocus={() => session.focus('note')}
        onBlur={() => session.blur('note')}
      />
    </div>
  );
}

function Conflict({
  typed,
  onSettle,
}: {
  readonly typed: SomeFields;
  readonly onSettle: (use: boolean) => void;
}) {
  const t = useMessages();
  const values = Object.values(typed).map((value) => (typeof value === 'string' ? value : value.join(', ')));
  return (
    <div class="pq-conflict">
      <p>{t('editor_conflict')}</p>
      <blockquote dir="auto">{values.join(' · ')}</blockquote>
      <button type="button" class="pq-link" onClick={() => onSettle(true)}>
        {t('editor_conflictUse')}
      </button>
      <button type="button" class="pq-link" onClick={() => onSettle(false)}>
        {t('editor_conflictDrop')}
      </button>
    </div>
  );
}

function SaveStatus({ save, onRetry }: { readonly save: SaveState; readonly onRetry: () => void }) {
  const t = useMessages();
  return (
    <div class="pq-save" data-state={save.type}>
      <output>
        {save.type === 'saving' && t('editor_saving')}
        {save.type === 'saved' && t('editor_saved')}
        {save.type === 'failed' && save.message}
      </output>
      {save.type === 'failed' && (
        <button type="button" class="pq-link" onClick={onRetry}>
          {t('editor_retry')}
        </button>
      )}
    </div>
  );
}
