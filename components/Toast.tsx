import { useEffect, useState } from 'preact/hooks';
import { Icon } from './Icon';
import { useMessages } from './messages';

export interface ToastContent {
  /** Tells one toast from the next with the same words. */
  readonly id: number;
  readonly text: string;
  readonly tone: 'done' | 'problem';
  readonly action?: { readonly label: string; readonly run: () => void };
}

interface ToastProps {
  readonly content: ToastContent | null;
  readonly onDismiss: () => void;
  /** Milliseconds until it goes; a problem stays. */
  readonly stay?: number;
}

/** A short message at the edge. It waits while it is pointed at or focused; its live region is always there. */
export function Toast({ content, onDismiss, stay = 8_000 }: ToastProps) {
  const t = useMessages();
  // By id: the next toast has a clock of its own.
  const [heldId, setHeldId] = useState<number | null>(null);
  const id = content?.id ?? null;
  const leaves = content !== null && content.tone === 'done' && heldId !== id;
  useEffect(() => {
    if (!leaves) return undefined;
    const timer = setTimeout(onDismiss, stay);
    return () => clearTimeout(timer);
  }, [leaves, id, onDismiss, stay]);
  return (
    // Pointing at it only holds the clock.
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions
    <div
      class="pq-toast-place"
      onMouseEnter={() => setHeldId(id)}
      onMouseLeave={() => setHeldId(null)}
      onFocusIn={() => setHeldId(id)}
      onFocusOut={() => setHeldId(null)}
    >
      <div class={content ? 'pq-toast' : 'pq-hidden'} data-tone={content?.tone}>
        <output class="pq-toast-text">{content?.text}</output>
        {content?.action && (
          <button type="button" class="pq-link" onClick={content.action.run}>
            {content.action.label}
          </button>
        )}
        {content && (
          <button
            type="button"
            class="pq-button pq-button-icon"
            aria-label={t('toast_dismiss')}
            title={t('toast_dismiss')}
            onClick={onDismiss}
          >
            <Icon name="close" size={15} />
          </button>
        )}
      </div>
    </div>
  );
}
