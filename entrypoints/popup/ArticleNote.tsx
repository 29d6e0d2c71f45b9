import { useState } from 'preact/hooks';
import { Icon } from '../../components/Icon';
import { useMessages } from '../../components/messages';
import { MAX_NOTE } from '../../lib/annotation/limits';
import type { PageState } from '../../lib/annotation/page-state';
import type { PopupServices } from './services';
import { failureText, type Actions } from './use-actions';

interface ArticleNoteProps {
  readonly state: PageState;
  readonly services: PopupServices;
  readonly actions: Actions;
}

/** A note about the whole article, written here. What is typed outlives the popup until it is saved. */
export function ArticleNote({ state, services, actions }: ArticleNoteProps) {
  const t = useMessages();
  const { drafts } = services;
  const draftKey = `new:${state.identity[0]}`;
  const [text, setText] = useState(() => drafts.get(draftKey) ?? '');
  const [open, setOpen] = useState(text !== '');
  const [problem, setProblem] = useState('');
  const change = (value: string): void => {
    setText(value);
    if (value) drafts.set(draftKey, value);
    else drafts.remove(draftKey);
  };
  const close = (): void => {
    change('');
    setProblem('');
    setOpen(false);
  };
  const save = async (): Promise<void> => {
    if (!text.trim()) return;
    const reply = await services.addNote(state, text.trim());
    if (reply.ok) {
      close();
      actions.say(t('popup_noteSaved'), 'done', reply.value.undo);
    } else setProblem(failureText(t, reply.failure));
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'Escape') {
      event.preventDefault();
      event.stopPropagation();
      setOpen(false);
    } else if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      void save();
    }
  };
  if (!open) {
    return (
      <button type="button" class="pq-button popup-add-note" onClick={() => setOpen(true)}>
        <Icon name="note" size={16} />
        {t('popup_addNote')}
      </button>
    );
  }
  return (
    <form
      class="popup-note"
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <label class="pq-field">
        <span class="pq-label">{t('popup_noteLabel')}</span>
        <textarea
          class="pq-input"
          dir="auto"
          rows={3}
          maxLength={MAX_NOTE}
          value={text}
          ref={focusOnce}
          onInput={(event) => change(event.currentTarget.value)}
          onKeyDown={onKeyDown}
        />
      </label>
      {problem && (
        <p class="popup-problem" role="alert">
          {problem}
        </p>
      )}
      <div class="popup-note-buttons">
        <button type="submit" class="pq-button pq-button-main" disabled={!text.trim()}>
          {t('popup_noteSave')}
        </button>
        <button type="button" class="pq-button pq-button-plain" onClick={close}>
          {t('popup_cancel')}
        </button>
      </div>
    </form>
  );
}

function focusOnce(field: HTMLTextAreaElement | null): void {
  field?.focus({ preventScroll: true });
}
