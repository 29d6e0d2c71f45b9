import type { JSX } from 'preact';
import { useId, useState, type Dispatch, type StateUpdater } from 'preact/hooks';
import { Icon } from '../../components/Icon';
import { useMessages } from '../../components/messages';
import type { SourceFile } from '../../lib/formats/read/reader';
import {
  COLUMN_MEANINGS,
  guessColumns,
  type ColumnMap,
  type ColumnMeaning,
} from '../../lib/formats/read/table';
import type { Fate, ImportPolicy } from '../../lib/store/imports/decide';
import type { Survey } from './import-run';
import { Progress } from './Progress';
import { Samples } from './Samples';
import type { TransferServices } from './services';
import { useKeptFocus } from '../../components/use-kept-focus';
import { useImportFile, type ImportFile, type ImportState } from './use-import-file';

interface ImportCardProps {
  readonly services: TransferServices;
  readonly file: SourceFile;
  readonly onRemove: () => void;
}

/** A file on its way in: what it is, what would come in, and what did. */
export function ImportCard({ services, file, onRemove }: ImportCardProps) {
  const t = useMessages();
  const title = useId();
  const importing = useImportFile(services, file);
  const { state } = importing;
  const body = useKeptFocus<HTMLDivElement>();
  const isBusy = state.type === 'looking' || state.type === 'taking';
  return (
    <article class="transfer-card" aria-labelledby={title}>
      <header>
        <h3 id={title}>
          <bdi class="transfer-file-name">{file.name}</bdi>
        </h3>
        {state.type === 'surveyed' && (
          <span class="transfer-soft">{t(`reader_name_${state.reader.id}`)}</span>
        )}
        {!isBusy && (
          <button
            type="button"
            class="pq-button pq-button-icon"
            aria-label={t('transfer_removeFile', file.name)}
            title={t('transfer_removeFile', file.name)}
            onClick={onRemove}
          >
            <Icon name="close" size={15} />
          </button>
        )}
      </header>
      <div ref={body} class="transfer-body" tabIndex={-1} aria-live="polite">
        <CardBody importing={importing} />
      </div>
    </article>
  );
}

function CardBody({ importing }: { readonly importing: ImportFile }): JSX.Element {
  const t = useMessages();
  const { state } = importing;
  switch (state.type) {
    case 'looking':
      return <Progress label={t('transfer_looking', state.done)} onStop={importing.stop} />;
    case 'columns':
      return <Columns columns={state.columns} onDone={importing.nameColumns} />;
    case 'surveyed':
      return <Surveyed survey={state.survey} onTake={importing.take} />;
    case 'taking': {
      const label = t('transfer_taking', state.done, state.all);
      return <Progress label={label} value={state.done} max={state.all} onStop={importing.stop} />;
    }
    case 'done':
      return (
        <p class="transfer-done">
          <Icon name="check" size={16} />
          {t('transfer_done', state.written)}
          <button type="button" class="pq-link" onClick={importing.undo}>
            {t('popup_undo')}
          </button>
        </p>
      );
    case 'stopped':
      return <Ended text={t('transfer_stopped')} onAgain={importing.again} />;
    case 'undone': {
      const text = state.kept > 0 ? t('transfer_undoneKept', state.kept) : t('transfer_undone');
      return <Ended text={text} onAgain={importing.again} />;
    }
    case 'failed':
      return <Failed state={state} onAgain={importing.again} />;
    default:
      return never(state);
  }
}

/** Every state has its looks: a new one does not compile without. */
function never(state: never): never {
  throw new Error(`No such state: ${JSON.stringify(state)}`);
}

function Ended({ text, onAgain }: { readonly text: string; readonly onAgain: () => void }) {
  const t = useMessages();
  return (
    <p class="transfer-done">
      {text}
      <button type="button" class="pq-link" onClick={onAgain}>
        {t('transfer_again')}
      </button>
    </p>
  );
}

interface FailedProps {
  readonly state: Extract<ImportState, { type: 'failed' }>;
  readonly onAgain: () => void;
}

function Failed({ state: { problem, detail }, onAgain }: FailedProps) {
  const t = useMessages();
  return (
    <div class="transfer-problem">
      <p>
        <Icon name="warning" size={16} />
        <span>
          {problem.with === 'file' ? t(`transfer_file_${problem.code}`) : t(`error_${problem.code}`)}{' '}
          {t('transfer_nothingChanged')}
        </span>
      </p>
      <p class="transfer-soft">
        <code>{detail}</code>
      </p>
      <button type="button" class="pq-link" onClick={onAgain}>
        {t('transfer_again')}
      </button>
    </div>
  );
}

interface ColumnsProps {
  readonly columns: readonly string[];
  readonly onDone: (map: ColumnMap) => void;
}

/** What the columns of a table hold that nobody knows: guessed, and corrected by the user. */
function Columns({ columns, onDone }: ColumnsProps) {
  const t = useMessages();
  const [map, setMap] = useState<ColumnMap>(() => guessColumns(columns));
  return (
    <form
      class="transfer-columns"
      onSubmit={(event) => {
        event.preventDefault();
        onDone(map);
      }}
    >
      <p>{t('transfer_columns')}</p>
      <div class="transfer-grid">
        {COLUMN_MEANINGS.map((meaning) => (
          <label key={meaning} class="pq-field">
            <span class="pq-label">{t(`transfer_column_${meaning}`)}</span>
            <select
              class="pq-input"
              value={map[meaning] ?? ''}
              onChange={({ currentTarget: { value } }) => setMap(withColumn(map, meaning, value))}
            >
              <option value="">{t('transfer_columnNone')}</option>
              {columns.map((column) => (
                <option key={column} value={column}>
                  {column}
                </option>
              ))}
            </select>
          </label>
        ))}
      </div>
      <button type="submit" class="pq-button" disabled={map.passage === undefined}>
        {t('transfer_columnsDone')}
      </button>
    </form>
  );
}

function withColumn(map: ColumnMap, meaning: ColumnMeaning, column: string): ColumnMap {
  const next = { ...map };
  if (column === '') delete next[meaning];
  else next[meaning] = column;
  return next;
}

interface SurveyedProps {
  readonly survey: Survey;
  readonly onTake: (policy: ImportPolicy) => void;
}

/** What would come in, and what is to be decided. */
function Surveyed({ survey, onTake }: SurveyedProps) {
  const t = useMessages();
  const [policy, setPolicy] = useState<ImportPolicy>({ different: 'keep', deleted: 'keep' });
  const { counts, copies, unmarked, unreadable } = survey;
  const coming =
    counts.new +
    copies.new +
    (policy.different === 'take' ? counts.different : 0) +
    (policy.deleted === 'bring-back' ? counts.deleted : 0);
  const lines: readonly (readonly [label: string, count: number])[] = [
    [t('transfer_fate_new'), counts.new],
    [t('transfer_fate_known'), counts.known],
    [t('transfer_fate_different'), counts.different],
    [t('transfer_fate_deleted'), counts.deleted],
    [t('transfer_copies_new'), copies.new],
    [t('transfer_copies_known'), copies.known],
    [t('transfer_unmarked'), unmarked],
    [t('transfer_unreadable'), unreadable.count],
  ];
  return (
    <>
      <dl class="transfer-counts">
        {lines
          .filter(([, count], at) => at === 0 || count > 0)
          .map(([label, count]) => (
            <div key={label}>
              <dt>{label}</dt>
              <dd>{count}</dd>
            </div>
          ))}
      </dl>
      <Decisions counts={counts} policy={policy} setPolicy={setPolicy} />
      <Samples survey={survey} />
      <button
        type="button"
        class="pq-button pq-button-main"
        disabled={coming === 0}
        onClick={() => onTake(policy)}
      >
        {coming === 0 ? t('transfer_takeNone') : t('transfer_take', coming)}
      </button>
    </>
  );
}

interface DecisionsProps {
  readonly counts: Readonly<Record<Fate, number>>;
  readonly policy: ImportPolicy;
  readonly setPolicy: Dispatch<StateUpdater<ImportPolicy>>;
}

function Decisions({ counts, policy, setPolicy }: DecisionsProps) {
  const t = useMessages();
  return (
    <div class="transfer-decisions">
      {counts.different > 0 && (
        <label class="transfer-check">
          <input
            type="checkbox"
            checked={policy.different === 'take'}
            onChange={({ currentTarget: { checked } }) =>
              setPolicy((before) => ({ ...before, different: checked ? 'take' : 'keep' }))
            }
          />
          {t('transfer_takeDifferent', counts.different)}
        </label>
      )}
      {counts.deleted > 0 && (
        <label class="transfer-check">
          <input
            type="checkbox"
            checked={policy.deleted === 'bring-back'}
            onChange={({ currentTarget: { checked } }) =>
              setPolicy((before) => ({ ...before, deleted: checked ? 'bring-back' : 'keep' }))
            }
          />
          {t('transfer_bringBack', counts.deleted)}
        </label>
      )}
    </div>
  );
}
