import { useMessages } from '../../components/messages';

interface ProgressProps {
  readonly label: string;
  /** Without them, nobody knows how long it takes. */
  readonly value?: number;
  readonly max?: number;
  readonly onStop: () => void;
}

/** Work that takes its time, and how to stop it. */
export function Progress({ label, value, max, onStop }: ProgressProps) {
  const t = useMessages();
  return (
    <div class="transfer-progress">
      <p>{label}</p>
      {/* Its label changes with it and is read out where it stands. */}
      <progress
        aria-label={label}
        {...(value === undefined || max === undefined ? {} : { value, max: Math.max(max, 1) })}
      />
      <button type="button" class="pq-button" onClick={onStop}>
        {t('transfer_stop')}
      </button>
    </div>
  );
}
