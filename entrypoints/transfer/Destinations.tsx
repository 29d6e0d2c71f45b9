import { useEffect, useState } from 'preact/hooks';
import { Icon, type IconName } from '../../components/Icon';
import { useMessages, type Translate } from '../../components/messages';
import type { Format } from '../../lib/formats/format';
import type { FolderReport } from '../../lib/folder/job';
import { StoreError } from '../../lib/store/errors';
import { NothingSelectedError, type ExportRequest, type ExportSurvey } from './export-run';
import { FolderReportView } from './FolderReportView';
import type { RunOptions } from './import-run';
import { Progress } from './Progress';
import type { TransferServices } from './services';
import { useKeptFocus } from '../../components/use-kept-focus';
import { createStoppable } from '../../components/stoppable';

interface DestinationsProps {
  readonly services: TransferServices;
  readonly request: ExportRequest;
  readonly survey: ExportSurvey;
}

type State =
  | {
      readonly type: 'idle';
      readonly said: string;
      readonly isProblem: boolean;
      readonly report: FolderReport | null;
    }
  | { readonly type: 'busy'; readonly done: number };

/** Where the marks go; work that takes long shows how far it is, and can be stopped. */
export function Destinations({ services, request, survey }: DestinationsProps) {
  const t = useMessages();
  const { state, run, stop } = useExport(request);
  const around = useKeptFocus<HTMLDivElement>();
  if (state.type === 'busy') {
    return (
      <div ref={around} tabIndex={-1}>
        <Progress label={t('transfer_exporting', state.done)} onStop={stop} />
      </div>
    );
  }
  const isNote = request.format.extension === 'md';
  const save = async (options: RunOptions) =>
    t('popup_exportSaved', (await services.save(request, options)).name);
  const copy = async (options: RunOptions) => {
    await services.copy(request, options);
    return t('popup_exportCopied');
  };
  const open = async () => {
    await services.openInObsidian(request, survey);
    return t('transfer_obsidianOpened');
  };
  return (
    <div ref={around} tabIndex={-1} class="transfer-destinations">
      <div class="transfer-buttons">
        <Destination icon="download" label={t('popup_exportFile')} isMain onClick={() => run(save)} />
        <Destination icon="copy" label={t('popup_exportCopy')} onClick={() => run(copy)} />
        {isNote && survey.overview.articles === 1 && (
          <Destination icon="external" label={t('transfer_obsidian')} onClick={() => run(open)} />
        )}
        {isNote && services.folder && (
          <IntoFolder
            known={services.folder.known}
            onWrite={(another) =>
              run(
                async (options) =>
                  (await services.folder?.write(request, another, options)) ?? t('folder_none'),
              )
            }
          />
        )}
      </div>
      <output class={state.isProblem ? 'transfer-problem' : 'transfer-soft'}>{state.said}</output>
      {state.report && <FolderReportView report={state.report} />}
    </div>
  );
}

interface DestinationProps {
  readonly icon: IconName;
  readonly label: string;
  readonly isMain?: boolean;
  readonly onClick: () => void;
}

/** A button that sends the marks somewhere. */
export function Destination({ icon, label, isMain = false, onClick }: DestinationProps) {
  return (
    <button type="button" class={`pq-button ${isMain ? 'pq-button-main' : ''}`} onClick={onClick}>
      <Icon name={icon} size={16} />
      {label}
    </button>
  );
}

interface IntoFolderProps {
  readonly known: () => Promise<string | null>;
  readonly onWrite: (another: boolean) => void;
}

/** Into the folder that is known, or into another one. */
function IntoFolder({ known, onWrite }: IntoFolderProps) {
  const t = useMessages();
  const [name, setName] = useState<string | null>(null);
  useEffect(() => {
    void known().then(setName, () => undefined);
  }, [known]);
  if (name === null) {
    return <Destination icon="export" label={t('folder_pick')} onClick={() => onWrite(true)} />;
  }
  return (
    <>
      <Destination icon="export" label={t('folder_update', name)} onClick={() => onWrite(false)} />
      <button type="button" class="pq-link" onClick={() => onWrite(true)}>
        {t('folder_another')}
      </button>
    </>
  );
}

const IDLE: State = { type: 'idle', said: '', isProblem: false, report: null };

/** One export at a time: how far it is, and what came of it in words or as a report. */
export function useExport(about: Omit<ExportRequest, 'format'> & { readonly format?: Format }) {
  const t = useMessages();
  const [state, setState] = useState<State>(IDLE);
  const [running] = useState(createStoppable);
  // What came of the last one says nothing of another choice.
  useEffect(() => setState(IDLE), [about.selection, about.format, about.fields, about.localDates]);
  const run = (work: (options: RunOptions) => Promise<string | FolderReport>): void => {
    const signal = running.begin();
    setState({ type: 'busy', done: 0 });
    const progress = (done: number): void => {
      if (!signal.aborted) setState({ type: 'busy', done });
    };
    const finish = async (): Promise<State> => {
      try {
        const result = await work({ signal, progress });
        const isText = typeof result === 'string';
        return { type: 'idle', said: isText ? result : '', isProblem: false, report: isText ? null : result };
      } catch (error) {
        const said = signal.aborted ? t('transfer_exportStopped') : failureText(t, error);
        return { type: 'idle', said, isProblem: !signal.aborted, report: null };
      }
    };
    void finish().then(setState);
  };
  return { state, run, stop: running.stop };
}

function failureText(t: Translate, error: unknown): string {
  if (error instanceof NothingSelectedError) return t('transfer_countNone');
  return t(error instanceof StoreError ? `error_${error.code}` : 'popup_exportFailed');
}
