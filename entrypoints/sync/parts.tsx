/** Small pieces that many views of this page are made of. */
import type { ComponentChildren, JSX } from 'preact';
import { useEffect, useId, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { Icon } from '../../components/Icon';
import { useMessages } from '../../components/messages';
import { useKeptFocus } from '../../components/use-kept-focus';
import { writeClipboard } from '../../lib/extension/clipboard';
import { KEY_PROBLEM_TEXT } from './reasons';
import { exactTime, timeAgo } from './time-ago';
import { useArrivalFocus } from './use-arrival-focus';
import type { Task } from './use-task';

interface FieldProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly help?: ComponentChildren;
  /** What is wrong with it. */
  readonly problem?: string | undefined;
  readonly type?: 'text' | 'password';
  readonly autocomplete?: string;
  readonly onBlur?: () => void;
  /** Codes, addresses and keys run from left to right in every language. */
  readonly isCode?: boolean;
  readonly rows?: number;
  readonly isSpellchecked?: boolean;
  /** When it comes. */
  readonly takesFocus?: boolean;
}

/** A field to type into, with its help and what is wrong with it. The focus comes to the first one that is wrong. */
export function Field(props: FieldProps) {
  const {
    label,
    value,
    onChange,
    help,
    problem,
    type = 'text',
    isCode = false,
    rows,
    takesFocus = false,
  } = props;
  const id = useId();
  const around = useArrivalFocus<HTMLDivElement>(takesFocus, 'input, textarea');
  const about = [help ? `${id}-help` : '', problem ? `${id}-problem` : ''].filter(Boolean).join(' ');
  const shared = {
    id,
    class: `pq-input ${isCode ? 'sync-code-input' : ''}`,
    dir: isCode ? ('ltr' as const) : ('auto' as const),
    value,
    autocomplete: props.autocomplete ?? 'off',
    spellcheck: props.isSpellchecked ?? false,
    autocapitalize: isCode ? ('off' as const) : undefined,
    'aria-invalid': problem !== undefined,
    'aria-describedby': about === '' ? undefined : about,
    onInput: ({ currentTarget }: { readonly currentTarget: { readonly value: string } }) =>
      onChange(currentTarget.value),
    onBlur: props.onBlur,
  };
  return (
    <div ref={around} class="pq-field">
      <label class="pq-label" for={id}>
        {label}
      </label>
      {rows !== undefined && <textarea {...shared} rows={rows} />}
      {rows === undefined &&
        (type === 'password' ? <input {...shared} type="password" /> : <input {...shared} type="text" />)}
      <About id={id} help={help} problem={problem} />
    </div>
  );
}

interface AboutProps extends Pick<FieldProps, 'help' | 'problem'> {
  readonly id: string;
}

/** What is to be known of a field. */
function About({ id, help, problem }: AboutProps) {
  return (
    <>
      {help && (
        <p id={`${id}-help`} class="sync-soft">
          {help}
        </p>
      )}
      {problem && (
        <p id={`${id}-problem`} class="sync-problem">
          {problem}
        </p>
      )}
    </>
  );
}

interface FormProps {
  readonly onSubmit: () => void;
  /** Changes with each press that found something wrong: the focus goes to the first field that is. */
  readonly wrong?: number;
  readonly children: ComponentChildren;
}

/** A form that says what is wrong with it itself, in the user's language. */
export function Form({ onSubmit, wrong = 0, children }: FormProps) {
  const form = useKeptFocus<HTMLFormElement>();
  useEffect(() => {
    if (wrong > 0) form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  }, [form, wrong]);
  return (
    <form
      ref={form}
      class="sync-form sync-here"
      tabIndex={-1}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        onSubmit();
      }}
    >
      {children}
    </form>
  );
}

interface SubmitProps {
  readonly label: string;
  readonly isBusy?: boolean;
  /** What is said while the work is on. */
  readonly busy?: string;
  readonly children?: ComponentChildren;
}

/** The button of a form. It keeps the focus while the work is on: a disabled one would lose it. */
export function Submit({ label, isBusy = false, busy, children }: SubmitProps) {
  const t = useMessages();
  return (
    <div class="sync-buttons">
      <button type="submit" class="pq-button pq-button-main" aria-disabled={isBusy}>
        {label}
      </button>
      {children}
      <output class="sync-soft">{isBusy ? (busy ?? t('sync_working')) : ''}</output>
    </div>
  );
}

/** A button that begins work. */
export function Press(props: {
  readonly label: string;
  readonly onClick: () => void;
  readonly isMain?: boolean;
  readonly isBusy?: boolean;
}) {
  const { label, onClick, isMain = false, isBusy = false } = props;
  return (
    <button
      type="button"
      class={`pq-button ${isMain ? 'pq-button-main' : ''}`}
      aria-disabled={isBusy}
      onClick={onClick}
    >
      {label}
    </button>
  );
}

/** Why work came to nothing, said at once. */
export function TroubleNote({ task }: { readonly task: Task }) {
  const t = useMessages();
  const { trouble } = task;
  if (!trouble) return null;
  return (
    <Problem detail={trouble.detail}>
      <p>{t(KEY_PROBLEM_TEXT[trouble.problem])}</p>
    </Problem>
  );
}

interface ProblemProps {
  readonly detail?: string;
  readonly children: ComponentChildren;
}

/** Something that went wrong: what, and what to do; details for whoever wants them. */
export function Problem({ detail = '', children }: ProblemProps) {
  const t = useMessages();
  return (
    <div class="sync-alert" role="alert">
      <Icon name="warning" size={18} />
      <div>
        {children}
        {detail !== '' && (
          <details>
            <summary>{t('sync_details')}</summary>
            <code dir="ltr">{detail}</code>
          </details>
        )}
      </div>
    </div>
  );
}

/** Something to know before going on. */
export function Note({ children }: { readonly children: ComponentChildren }) {
  return (
    <div class="sync-note">
      <Icon name="warning" size={18} />
      <div>{children}</div>
    </div>
  );
}

/** A moment as it is felt, with the exact one behind it. */
export function Ago(props: { readonly time: number; readonly now: number; readonly locale: string }) {
  const { time, now, locale } = props;
  return (
    <time dateTime={new Date(time).toISOString()} title={exactTime(time, locale)}>
      {timeAgo(time, now, locale)}
    </time>
  );
}

/** Puts a text on the clipboard, and says whether it went well. */
export function CopyButton({ text, label }: { readonly text: string; readonly label: string }) {
  const t = useMessages();
  const [said, setSaid] = useState('');
  const copy = (): void => {
    void writeClipboard({ text }).then(
      () => setSaid(t('sync_copied')),
      () => setSaid(t('sync_notCopied')),
    );
  };
  return (
    <>
      <button type="button" class="pq-button" onClick={copy}>
        <Icon name="copy" size={16} />
        {label}
      </button>
      <output class="sync-soft">{said}</output>
    </>
  );
}

interface DialogProps {
  readonly title: string;
  readonly onClose: () => void;
  /** It cannot be closed: there is something in it that is seen only here. */
  readonly isHeld?: boolean;
  readonly children: ComponentChildren;
}

/** Something to be answered before anything else. The focus stays in it, and goes back to where it was. */
export function Dialog({ title, onClose, isHeld = false, children }: DialogProps): JSX.Element {
  const t = useMessages();
  const id = useId();
  const dialog = useRef<HTMLDialogElement>(null);
  // Before it is taken away: afterwards, there is nothing left to close.
  useLayoutEffect(() => {
    const shown = dialog.current;
    const before = document.activeElement;
    shown?.showModal();
    // Else it would be on the button that closes it again.
    shown?.querySelector<HTMLElement>('h2')?.focus();
    return () => {
      // One that is taken away does not give the focus back.
      shown?.close();
      if (before instanceof HTMLElement) before.focus();
    };
  }, []);
  return (
    <dialog
      ref={dialog}
      class="sync-dialog"
      aria-labelledby={id}
      closedby={isHeld ? 'none' : 'closerequest'}
      onClose={onClose}
    >
      <header>
        <h2 id={id} tabIndex={-1}>
          {title}
        </h2>
        {!isHeld && (
          <button
            type="button"
            class="pq-button pq-button-icon"
            aria-label={t('sync_close')}
            title={t('sync_close')}
            onClick={() => dialog.current?.close()}
          >
            <Icon name="close" size={16} />
          </button>
        )}
      </header>
      {children}
    </dialog>
  );
}
