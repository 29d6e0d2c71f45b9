import { useState } from 'preact/hooks';
import { Icon } from '../../components/Icon';
import { useMessages } from '../../components/messages';
import { StoreError } from '../../lib/store/errors';
import type { ExportRequest, Exported } from './export-run';
import type { RunOptions } from './import-run';
import { Progress } from './Progress';
import type { TransferServices } from './services';
import { createStoppable } from './stoppable';

interface DestinationsProps {
  readonly services: TransferServices;
  readonly request: ExportRequest;
}

type State =
  | { readonly type: 'idle'; readonly said: string; readonly isProblem: boolean }
  | { readonly type: 'busy'; readonly done: number };

/** Where the marks go; work that takes long shows how far it is, and can be stopped. */
export function Destinations({ services, request }: DestinationsProps) {
  const t = useMessages();
  const [state, setState] = useState<State>({ type: 'idle', said: '', isProblem: false });
  const [running] = useState(createStoppable);
  const run = async (
    work: (options: RunOptions) => Promise<Exported>,
    say: (exported: Exported) => string,
  ): Promise<void> => {
    const signal = running.begin();
    setState({ type: 'busy', done: 0 });
    const progress = (done: number): void => {
      if (!signal.aborted) setState({ type: 'busy', done });
    };
    try {
      setState({ type: 'idle', said: say(await work({ signal, progress })), isProblem: false });
    } catch (error) {
      const said = signal.aborted
        ? t('transfer_exportStopped')
        : t(error instanceof StoreError ? `error_${error.code}` : 'popup_exportFailed');
      setState({ type: 'idle', said, isProblem: !signal.aborted });
    }
  };
  if (state.type === 'busy') {
    return <Progress label={t('transfer_exporting', state.done)} onStop={running.stop} />;
  }
  return (
    <div class="transfer-destinations">
      <div class="transfer-buttons">
        <button
          type="button"
          class="pq-button pq-button-main"
          onClick={() =>
            void run(
              (options) => services.save(request, options),
              ({ name }) => t('popup_exportSaved', name),
            )
          }
        >
          <Icon name="download" size={16} />
          {t('popup_exportFile')}
        </button>
        <button
          type="button"
          class="pq-button"
          onClick={() =>
            void run(
              (options) => services.copy(request, options),
              () => t('popup_exportCopied'),
            )
          }
        >
          <Icon name="copy" size={16} />
          {t('popup_exportCopy')}
        </button>
      </div>
      <output class={state.isProblem ? 'transfer-problem' : 'transfer-soft'}>{state.said}</output>
    </div>
  );
}
