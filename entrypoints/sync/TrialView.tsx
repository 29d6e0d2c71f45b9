import type { ComponentChildren } from 'preact';
import { useMessages } from '../../components/messages';
import type { Place } from '../../lib/sync/vault/place';
import { Press, Problem, Submit } from './parts';
import { mayBeCertificate, reasonText, STEP_TEXT } from './reasons';
import type { Trying } from './use-trial';

/** A trial while it is on, and what came of it where that is nothing. */
export function TrialView({ trying: { state } }: { readonly trying: Trying }) {
  const t = useMessages();
  if (state.type === 'busy') {
    return (
      <div class="sync-trial">
        <progress aria-label={t('sync_trying')} />
      </div>
    );
  }
  if (state.type === 'cancelled') return <output class="sync-soft">{t('sync_tryCancelled')}</output>;
  if (state.type === 'broke') {
    return (
      <Problem detail={state.detail}>
        <p>{t('sync_key_failed')}</p>
      </Problem>
    );
  }
  if (state.type !== 'failed') return null;
  const { trial, place } = state;
  return (
    <Problem detail={trial.detail}>
      <p>
        <strong>{t(STEP_TEXT[trial.step])}</strong> {t(reasonText(trial.reason, place.kind))}
      </p>
      <Certificate reason={trial.reason} place={place} />
    </Problem>
  );
}

function Certificate({ reason, place }: { readonly reason: string; readonly place: Place }) {
  const t = useMessages();
  const address = place.kind === 'webdav' ? place.url : place.kind === 's3' ? place.endpoint : '';
  if (!mayBeCertificate(reason, place.kind, address)) return null;
  return (
    <p>
      {t('sync_certificate')}{' '}
      <a href={address} target="_blank" rel="noreferrer">
        {t('sync_certificateOpen')}
      </a>
    </p>
  );
}

interface TrialButtonsProps {
  readonly trying: Trying;
  readonly label: string;
  /** What comes after the trial is on. */
  readonly isBusy?: boolean;
  readonly children?: ComponentChildren;
}

/** The button that begins a trial, and the one that ends it. The first stays where it is, to be pressed again. */
export function TrialButtons({ trying, label, isBusy = false, children }: TrialButtonsProps) {
  const t = useMessages();
  if (trying.state.type !== 'busy') {
    return (
      <Submit label={label} isBusy={isBusy}>
        {children}
      </Submit>
    );
  }
  return (
    <Submit label={label} isBusy busy={t('sync_trying')}>
      <Press label={t('sync_cancel')} onClick={trying.cancel} />
    </Submit>
  );
}
