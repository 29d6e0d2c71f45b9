import { useEffect, useState } from 'preact/hooks';
import { Icon } from '../../components/Icon';
import { useMessages } from '../../components/messages';
import { CopyButton } from './parts';
import { useArrivalFocus } from './use-arrival-focus';

interface RecoveryCodeProps {
  readonly code: string;
  readonly done: string;
  readonly onKept: () => void;
}

/** The code that opens the vault without the passphrase: shown this once, and not left before the user says it is kept. */
export function RecoveryCode({ code, done, onKept }: RecoveryCodeProps) {
  const t = useMessages();
  const [isKept, setKept] = useState(false);
  const [isMissed, setMissed] = useState(false);
  useEffect(() => {
    // Whoever closes the page now has no code.
    const ask = (event: BeforeUnloadEvent): void => event.preventDefault();
    if (!isKept) window.addEventListener('beforeunload', ask);
    return () => window.removeEventListener('beforeunload', ask);
  }, [isKept]);
  const save = (): void => {
    const text = `${t('sync_recoveryFileTitle')}\n\n${code}\n\n${t('sync_recoveryFileAbout')}\n`;
    download(text, 'pullquote-recovery-code.txt');
  };
  return (
    <div class="sync-form">
      <p>{t('sync_recoveryAbout')}</p>
      <div class="sync-paper">
        <p class="sync-paper-title">{t('sync_recoveryFileTitle')}</p>
        <p class="sync-recovery-code" dir="ltr">
          {groupsOf(code).map(({ at, letters }) => (
            <span key={at}>{letters}</span>
          ))}
        </p>
        <p class="sync-paper-about">{t('sync_recoveryFileAbout')}</p>
      </div>
      <div class="sync-buttons">
        <button type="button" class="pq-button" onClick={() => window.print()}>
          <Icon name="print" size={16} />
          {t('sync_recoveryPrint')}
        </button>
        <button type="button" class="pq-button" onClick={save}>
          <Icon name="download" size={16} />
          {t('sync_recoverySave')}
        </button>
        <CopyButton text={code} label={t('sync_copy')} />
      </div>
      <label class="sync-check">
        <input
          type="checkbox"
          checked={isKept}
          aria-invalid={isMissed && !isKept}
          onChange={({ currentTarget: { checked } }) => setKept(checked)}
        />
        {t('sync_recoveryKept')}
      </label>
      {isMissed && !isKept && (
        <p class="sync-problem" role="alert">
          {t('sync_recoveryNotKept')}
        </p>
      )}
      <div class="sync-buttons">
        <button
          type="button"
          class="pq-button pq-button-main"
          onClick={() => {
            if (isKept) onKept();
            else setMissed(true);
          }}
        >
          {done}
        </button>
      </div>
    </div>
  );
}

/** The same inside of something that has a heading of its own: the focus comes to it, for the form before is gone. */
export function RecoveryCodeHere(props: RecoveryCodeProps) {
  const around = useArrivalFocus<HTMLDivElement>(true);
  return (
    <div ref={around} tabIndex={-1} class="sync-here">
      <RecoveryCode {...props} />
    </div>
  );
}

/** With its dash each, so that a line ends after it and the whole can be selected. */
function groupsOf(code: string): readonly { readonly at: number; readonly letters: string }[] {
  return [...code.matchAll(/[^-]+-?/gu)].map(({ index, 0: letters }) => ({ at: index, letters }));
}

function download(text: string, name: string): void {
  const url = URL.createObjectURL(new Blob([text], { type: 'text/plain' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  // The download has begun by then.
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}
