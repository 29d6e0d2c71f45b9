import type { ComponentChildren } from 'preact';
import { useId } from 'preact/hooks';
import { Icon } from '../../components/Icon';
import { useMessages } from '../../components/messages';
import { useArrivalFocus } from './use-arrival-focus';

interface StepProps {
  readonly title: string;
  /** Its place in the set-up. */
  readonly number?: number;
  /** Not where the page begins with it. */
  readonly takesFocus?: boolean;
  readonly onBack?: (() => void) | undefined;
  readonly children: ComponentChildren;
}

/** One thing at a time: its heading has the focus when it comes, so that it is read out, and the keyboard goes on from there. */
export function Step({ title, number, takesFocus = true, onBack, children }: StepProps) {
  const t = useMessages();
  const id = useId();
  const heading = useArrivalFocus<HTMLHeadingElement>(takesFocus);
  return (
    <section class="sync-step" aria-labelledby={id}>
      <header>
        {onBack && (
          <button type="button" class="pq-link sync-back" onClick={onBack}>
            <Icon name="chevron" size={14} />
            {t('sync_back')}
          </button>
        )}
        {number !== undefined && <p class="sync-eyebrow">{t('sync_stepNumber', number)}</p>}
        <h2 id={id} ref={heading} tabIndex={-1}>
          {title}
        </h2>
      </header>
      {children}
    </section>
  );
}
