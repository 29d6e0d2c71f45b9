/* oxlint-disable jsx-a11y/prefer-tag-over-role, jsx-a11y/click-events-have-key-events --
   The ARIA pattern for a field with suggestions: `datalist` cannot be styled, and the keys belong to the field. */
import { useId, useState } from 'preact/hooks';

const MAX_OPTIONS = 5;
const MAX_ALL = 8;

export interface ComboboxProps {
  readonly id: string;
  readonly value: string;
  readonly suggestions: readonly string[];
  readonly class?: string;
  readonly placeholder?: string;
  readonly describedBy?: string;
  readonly onInput: (value: string) => void;
  /** A suggestion was taken. */
  readonly onChoose: (value: string) => void;
  readonly onFocus?: () => void;
  readonly onBlur?: () => void;
  /** Keys that the list did not use. */
  readonly onKeyDown?: (event: KeyboardEvent) => void;
}

function matching(suggestions: readonly string[], value: string): string[] {
  const typed = value.trim().toLocaleLowerCase();
  if (!typed) return [];
  const fits = suggestions.filter((s) => s.toLocaleLowerCase().includes(typed) && s !== value);
  const starts = (s: string): number => (s.toLocaleLowerCase().startsWith(typed) ? 0 : 1);
  return fits.toSorted((a, b) => starts(a) - starts(b)).slice(0, MAX_OPTIONS);
}

/** A text field that offers what was used before; free text stays free. */
export function Combobox(props: ComboboxProps) {
  const { id, value, suggestions, onInput, onChoose, onFocus, onBlur } = props;
  const listId = useId();
  const [open, setOpen] = useState(false);
  const [active, setActive] = useState(-1);
  const [all, setAll] = useState(false);
  const options = open ? (all ? suggestions.slice(0, MAX_ALL) : matching(suggestions, value)) : [];
  const shown = options.length > 0;
  const close = (): void => {
    setOpen(false);
    setAll(false);
    setActive(-1);
  };
  const choose = (option: string): void => {
    close();
    onChoose(option);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.isComposing) return;
    const chosen = options[active];
    if (shown && (event.key === 'ArrowDown' || event.key === 'ArrowUp')) {
      event.preventDefault();
      const step = event.key === 'ArrowDown' ? 1 : -1;
      setActive((active + step + options.length + (active < 0 && step < 0 ? 1 : 0)) % options.length);
    } else if (!shown && event.key === 'ArrowDown' && value === '') {
      // Whoever does not know what there is need not guess how it begins.
      event.preventDefault();
      setOpen(true);
      setAll(true);
    } else if (shown && event.key === 'Escape') {
      event.preventDefault();
      event.stopPropagation();
      close();
    } else if (event.key === 'Enter' && chosen !== undefined) {
      event.preventDefault();
      choose(chosen);
    } else {
      props.onKeyDown?.(event);
    }
  };
  return (
    <>
      <input
        id={id}
        class={props.class ?? 'pq-input'}
        type="text"
        role="combobox"
        dir="auto"
        autocomplete="off"
        spellcheck={false}
        maxLength={1000}
        aria-expanded={shown}
        aria-autocomplete="list"
        aria-controls={shown ? listId : undefined}
        aria-activedescendant={shown && active >= 0 ? `${listId}-${active}` : undefined}
        aria-describedby={props.describedBy}
        placeholder={props.placeholder}
        value={value}
        onInput={(event) => {
          setOpen(true);
          setAll(false);
          setActive(-1);
          onInput(event.currentTarget.value);
        }}
        onFocus={onFocus}
        onBlur={() => {
          close();
          onBlur?.();
        }}
        onKeyDown={onKeyDown}
      />
      {shown && (
        <div id={listId} class="pq-options" role="listbox" aria-labelledby={`${id}-label`}>
          {options.map((option, index) => (
            <div
              key={option}
              id={`${listId}-${index}`}
              class="pq-option"
              role="option"
              tabIndex={-1}
              aria-selected={index === active}
              dir="auto"
              // Keeps the focus in the field.
              onMouseDown={(event) => event.preventDefault()}
              onClick={() => choose(option)}
            >
              {option}
            </div>
          ))}
        </div>
      )}
    </>
  );
}
