import { useCallback, useEffect, useState } from 'preact/hooks';
import type { FailureCode } from '../../lib/annotation/failure';
import { ReadError, type Reader, type ReadErrorCode, type SourceFile } from '../../lib/formats/read/reader';
import { mappedTableReader, type ColumnMap } from '../../lib/formats/read/table';
import { StoreError } from '../../lib/store/errors';
import type { ImportPolicy } from '../../lib/store/imports/decide';
import type { Survey } from './import-run';
import type { TransferServices } from './services';
import { createStoppable } from '../../components/stoppable';

/** Where a file is on its way in. */
export type ImportState =
  | { readonly type: 'looking'; readonly done: number }
  /** A table that nobody knows: the user says what its columns hold. */
  | { readonly type: 'columns'; readonly columns: readonly string[] }
  | { readonly type: 'surveyed'; readonly reader: Reader; readonly survey: Survey }
  | { readonly type: 'taking'; readonly done: number; readonly all: number }
  | { readonly type: 'done'; readonly importId: string; readonly written: number }
  /** The user stopped it: nothing has changed. */
  | { readonly type: 'stopped' }
  | { readonly type: 'undone'; readonly kept: number }
  | { readonly type: 'failed'; readonly problem: Problem; readonly detail: string };

/** What is wrong: with the file, or with the collection. */
export type Problem =
  | { readonly with: 'file'; readonly code: ReadErrorCode }
  | { readonly with: 'store'; readonly code: FailureCode };

export interface ImportFile {
  readonly state: ImportState;
  readonly nameColumns: (map: ColumnMap) => void;
  readonly take: (policy: ImportPolicy) => void;
  readonly stop: () => void;
  readonly undo: () => void;
  /** From the beginning. */
  readonly again: () => void;
}

const STOPPED: ImportState = { type: 'stopped' };

/** One file on its way in; the first look begins by itself. */
export function useImportFile(services: TransferServices, file: SourceFile): ImportFile {
  const [state, setState] = useState<ImportState>({ type: 'looking', done: 0 });
  const [running] = useState(createStoppable);

  const run = useCallback(
    async (work: (signal: AbortSignal) => Promise<ImportState>): Promise<void> => {
      const signal = running.begin();
      const next = await work(signal).catch((error: unknown) =>
        // Anything else is worth telling also where the user has stopped it: what was written may be there still.
        signal.aborted && error === signal.reason ? STOPPED : failure(error),
      );
      // What was done before the stop came stays done; a look that came to its end changed nothing.
      setState(signal.aborted && next.type !== 'done' && next.type !== 'failed' ? STOPPED : next);
    },
    [running],
  );

  const look = useCallback(
    (known: Reader | null): void => {
      setState({ type: 'looking', done: 0 });
      void run(async (signal) => {
        const recognised = known
          ? ({ type: 'known', reader: known } as const)
          : await services.recognise(file);
        if (recognised.type === 'table') return { type: 'columns', columns: recognised.columns };
        const { reader } = recognised;
        const progress = (done: number): void => {
          if (!signal.aborted) setState({ type: 'looking', done });
        };
        const survey = await services.survey(file, reader, { signal, progress });
        return { type: 'surveyed', reader, survey };
      });
    },
    [services, file, run],
  );

  useEffect(() => {
    look(null);
    return running.stop;
  }, [look, running]);

  return {
    state,
    nameColumns: (map) => look(mappedTableReader(map)),
    take: (policy) => {
      if (state.type !== 'surveyed') return;
      const { reader, survey } = state;
      const counts = [survey.counts, survey.copies].flatMap((each) => Object.values(each));
      const all = counts.reduce((sum, count) => sum + count, 0);
      setState({ type: 'taking', done: 0, all });
      void run(async (signal) => {
        const progress = (done: number): void => {
          if (!signal.aborted) setState({ type: 'taking', done, all });
        };
        return { type: 'done', ...(await services.takeIn(file, reader, policy, { signal, progress })) };
      });
    },
    stop: running.stop,
    undo: () => {
      if (state.type !== 'done') return;
      const { importId } = state;
      void run(async () => ({ type: 'undone', kept: (await services.undoImport(importId)).kept }));
    },
    again: () => look(null),
  };
}

function failure(error: unknown): ImportState {
  if (error instanceof ReadError) {
    return { type: 'failed', problem: { with: 'file', code: error.code }, detail: error.detail };
  }
  const code = error instanceof StoreError ? error.code : 'failed';
  const detail = error instanceof Error ? error.message : String(error);
  return { type: 'failed', problem: { with: 'store', code }, detail };
}
