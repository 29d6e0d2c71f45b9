import { useEffect, useState } from 'preact/hooks';
import type { FailureCode } from '../../lib/annotation/failure';
import { StoreError } from '../../lib/store/errors';
import type { Choice } from './choice';
import type { ExportSurvey } from './export-run';
import type { TransferServices } from './services';

export type SurveyState =
  | { readonly type: 'counting'; readonly done: number }
  | { readonly type: 'ready'; readonly survey: ExportSurvey }
  | { readonly type: 'failed'; readonly code: FailureCode };

/** While the user types, nothing is counted. */
const WAIT = 250;

/**
 * What is selected, counted anew whenever that changes, and where it or the window comes back: marks may have come in
 * meanwhile.
 */
export function useExportSurvey(services: TransferServices, choice: Choice, isShown: boolean): SurveyState {
  const { selection, order, marks, fields } = choice;
  const [state, setState] = useState<SurveyState>({ type: 'counting', done: 0 });
  const [round, setRound] = useState(0);
  useEffect(() => {
    const again = (): void => setRound((before) => before + 1);
    window.addEventListener('focus', again);
    return () => window.removeEventListener('focus', again);
  }, []);
  useEffect(() => {
    if (!isShown) return undefined;
    const controller = new AbortController();
    const { signal } = controller;
    const progress = (done: number): void => {
      if (!signal.aborted) setState((now) => (now.type === 'ready' ? now : { type: 'counting', done }));
    };
    const count = async (): Promise<void> => {
      try {
        const survey = await services.surveyExport({ selection, order, marks, fields }, { signal, progress });
        if (!signal.aborted) setState({ type: 'ready', survey });
      } catch (error) {
        const code = error instanceof StoreError ? error.code : 'failed';
        if (!signal.aborted) setState({ type: 'failed', code });
      }
    };
    const timer = setTimeout(() => void count(), WAIT);
    return () => {
      clearTimeout(timer);
      controller.abort();
    };
  }, [services, selection, order, marks, fields, round, isShown]);
  return state;
}
