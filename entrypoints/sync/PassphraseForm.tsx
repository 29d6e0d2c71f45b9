import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { useMessages, type MessageKey } from '../../components/messages';
import type { PassphraseStrength } from '../../lib/sync/crypto/passphrase';
import { Field, Form, Note, Press, Submit, TroubleNote } from './parts';
import type { SyncServices } from './services';
import type { Task } from './use-task';

interface PassphraseFormProps {
  readonly services: SyncServices;
  readonly task: Task;
  readonly submit: string;
  /** There is one already. */
  readonly isChange?: boolean;
  readonly onSubmit: (passphrase: string) => void;
  /** Something is wrong with what the form asks for besides: `onSubmit` shows what. */
  readonly isWrong?: boolean;
  /** What the form asks for besides. */
  readonly children?: ComponentChildren;
}

const STRENGTH: Readonly<Record<PassphraseStrength, MessageKey>> = {
  'too-short': 'sync_strength_short',
  weak: 'sync_strength_weak',
  good: 'sync_strength_good',
};

/** A new passphrase, typed twice or suggested. */
export function PassphraseForm(props: PassphraseFormProps) {
  const { services, task, submit, onSubmit, isChange = false, isWrong = false, children } = props;
  const t = useMessages();
  const [text, setText] = useState('');
  const [again, setAgain] = useState('');
  const [isShown, setShown] = useState(false);
  /** Presses that found something wrong. */
  const [wrong, setWrong] = useState(0);
  const strength = services.strengthOf(text);
  const isLongEnough = strength !== 'too-short';
  const isSame = text === again;
  const type = isShown ? 'text' : 'password';
  return (
    <Form
      wrong={wrong}
      onSubmit={() => {
        if (!isLongEnough || !isSame || isWrong) setWrong(wrong + 1);
        // Also where something else is missing: whoever asks for it says so.
        if (isLongEnough && isSame) onSubmit(text);
      }}
    >
      {children}
      <Field
        label={t(isChange ? 'sync_passphraseNew' : 'sync_passphrase')}
        type={type}
        autocomplete="new-password"
        value={text}
        onChange={setText}
        help={t('sync_passphraseHelp')}
        problem={wrong > 0 && !isLongEnough ? t('sync_strength_short') : undefined}
      />
      <Strength of={text === '' ? null : strength} />
      <Field
        label={t('sync_passphraseAgain')}
        type={type}
        autocomplete="new-password"
        value={again}
        onChange={setAgain}
        problem={wrong > 0 && isLongEnough && !isSame ? t('sync_passphraseDiffers') : undefined}
      />
      <div class="sync-buttons">
        <label class="sync-check">
          <input
            type="checkbox"
            checked={isShown}
            onChange={({ currentTarget: { checked } }) => setShown(checked)}
          />
          {t('sync_passphraseShow')}
        </label>
        <Press
          label={t('sync_passphraseSuggest')}
          onClick={() => {
            const suggested = services.suggestPassphrase();
            setText(suggested);
            setAgain(suggested);
            // What nobody has seen nobody can write down.
            setShown(true);
          }}
        />
      </div>
      <Note>
        <p>{t('sync_passphraseWarning')}</p>
      </Note>
      <TroubleNote task={task} />
      <Submit label={submit} isBusy={task.isBusy} />
    </Form>
  );
}

function Strength({ of }: { readonly of: PassphraseStrength | null }) {
  const t = useMessages();
  return (
    <div class="sync-strength" data-strength={of ?? 'none'}>
      <span class="sync-strength-bar" aria-hidden="true" />
      <output>{of === null ? '' : t(STRENGTH[of])}</output>
    </div>
  );
}
