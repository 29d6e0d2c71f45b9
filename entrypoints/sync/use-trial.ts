import { useEffect, useState } from 'preact/hooks';
import { createStoppable } from '../../components/stoppable';
import type { Place } from '../../lib/sync/vault/place';
import type { Access, SyncServices, Trial } from './services';

type TrialState =
  | { readonly type: 'idle' | 'busy' | 'cancelled' }
  | { readonly type: 'failed'; readonly trial: Trial & { readonly isOk: false }; readonly place: Place }
  /** It broke in a way that nobody foresaw. */
  | { readonly type: 'broke'; readonly detail: string };

export interface Trying {
  readonly state: TrialState;
  /** Call it in the click itself: the browser asks for access only then. */
  readonly begin: (place: Place) => void;
  readonly cancel: () => void;
}

/** A place that is tried out, one at a time. */
export function useTrial(
  services: SyncServices,
  onFound: (trial: Trial & { readonly isOk: true }) => void,
  to: Access = 'write',
): Trying {
  const [state, setState] = useState<TrialState>({ type: 'idle' });
  const [running] = useState(createStoppable);
  useEffect(() => running.stop, [running]);
  const begin = (place: Place): void => {
    if (state.type === 'busy') return;
    const signal = running.begin();
    setState({ type: 'busy' });
    const finish = async (): Promise<void> => {
      try {
        const trial = await services.tryPlace(place, signal, to);
        if (signal.aborted) return;
        setState(trial.isOk ? { type: 'idle' } : { type: 'failed', trial, place });
        if (trial.isOk) onFound(trial);
      } catch (error) {
        if (!signal.aborted) setState({ type: 'broke', detail: String(error) });
      }
    };
    void finish();
  };
  const cancel = (): void => {
    running.stop();
    setState({ type: 'cancelled' });
  };
  return { state, begin, cancel };
}
