import { useId } from 'preact/hooks';
import { useMessages } from '../../components/messages';
import { Field } from './parts';
import type { Secret } from './services';

interface SecretFieldProps {
  readonly secret: Secret;
  readonly onChange: (secret: Secret) => void;
  readonly problem?: string | undefined;
}

/** What opens the vault: its passphrase, or the code that was written down. */
export function SecretField({ secret, onChange, problem }: SecretFieldProps) {
  const t = useMessages();
  const name = useId();
  const isPassphrase = secret.type === 'passphrase';
  return (
    <>
      <fieldset class="pq-segments sync-secret">
        <legend class="pq-hidden">{t('sync_openWith')}</legend>
        {(['passphrase', 'recovery'] as const).map((type) => (
          <label key={type} class="pq-segment">
            <input
              type="radio"
              name={name}
              checked={secret.type === type}
              onChange={() => onChange({ type, text: '' })}
            />
            {t(`sync_secret_${type}`)}
          </label>
        ))}
      </fieldset>
      <Field
        // Another field: what a password manager knows of one is nothing for the other.
        key={secret.type}
        label={t(isPassphrase ? 'sync_passphraseYours' : 'sync_recoveryYours')}
        type={isPassphrase ? 'password' : 'text'}
        autocomplete={isPassphrase ? 'current-password' : 'off'}
        isCode={!isPassphrase}
        value={secret.text}
        onChange={(text) => onChange({ type: secret.type, text })}
        help={isPassphrase ? t('sync_passphraseYoursHelp') : t('sync_recoveryYoursHelp')}
        problem={problem}
      />
    </>
  );
}
