import { useId, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { normaliseTags } from '../lib/annotation/commands';
import { Combobox } from './Combobox';
import { Icon } from './Icon';
import { useMessages } from './messages';

interface TagsFieldProps {
  readonly tags: readonly string[];
  readonly suggestions: readonly string[];
  readonly onChange: (tags: readonly string[]) => void;
  readonly onFocus: () => void;
  readonly onBlur: () => void;
}

/** Tags as chips. Enter or comma adds one, Backspace in the empty field takes the last, each has its own button. */
export function TagsField({ tags, suggestions, onChange, onFocus, onBlur }: TagsFieldProps) {
  const t = useMessages();
  const id = useId();
  const [typed, setTyped] = useState('');
  const box = useRef<HTMLDivElement>(null);
  const input = (): HTMLInputElement | null => box.current?.querySelector('input') ?? null;
  const focusInput = (): void => input()?.focus();
  const add = (text: string): void => {
    const next = normaliseTags([...tags, ...text.split(',')]);
    setTyped('');
    if (next.length !== tags.length) onChange(next);
  };
  const remove = (tag: string): void => {
    onChange(tags.filter((other) => other !== tag));
    // The button that had the focus is gone.
    focusInput();
  };
  const addTyped = (): void => {
    // The last key may not have been drawn yet.
    const text = input()?.value ?? '';
    if (text.trim()) add(text);
  };
  useAtPageEnd(addTyped);
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'Enter' && typed.trim() && !event.ctrlKey && !event.metaKey) {
      event.preventDefault();
      add(typed);
    } else if (event.key === 'Backspace' && !typed && tags.length > 0) {
      event.preventDefault();
      onChange(tags.slice(0, -1));
    }
  };
  return (
    <div class="pq-field">
      <label class="pq-label" id={`${id}-label`} for={id}>
        {t('editor_tags')}
      </label>
      <div class="pq-tags" ref={box}>
        {tags.length > 0 && (
          <ul class="pq-chips" aria-label={t('editor_tagList')}>
            {tags.map((tag) => (
              <li key={tag} class="pq-chip">
                <bdi>{tag}</bdi>
                <button type="button" aria-label={t('editor_removeTag', tag)} onClick={() => remove(tag)}>
                  <Icon name="close" size={12} />
                </button>
              </li>
            ))}
          </ul>
        )}
        <Combobox
          id={id}
          class="pq-tags-input"
          value={typed}
          suggestions={suggestions.filter((tag) => !tags.includes(tag))}
          describedBy={`${id}-hint`}
          onInput={(value) => (value.includes(',') ? add(value) : setTyped(value))}
          onChoose={add}
          onFocus={onFocus}
          onBlur={() => {
            addTyped();
            onBlur();
          }}
          onKeyDown={onKeyDown}
        />
      </div>
      <span id={`${id}-hint`} class="pq-hidden">
        {t('editor_tagsHint')}
      </span>
    </div>
  );
}

/** A page that goes away, or a frame that is closed, takes the focus from no field. */
function useAtPageEnd(work: () => void): void {
  useLayoutEffect(() => {
    // Before the session sends what it has.
    window.addEventListener('pagehide', work, { capture: true });
    return () => window.removeEventListener('pagehide', work, { capture: true });
  }, [work]);
}
