import { useEffect, useRef, useState } from 'preact/hooks';
import { formatDate } from '../../components/format-date';
import { Icon } from '../../components/Icon';
import { useMessages } from '../../components/messages';
import { READER_IDS, type ReaderId, type SourceFile } from '../../lib/formats/read/reader';
import type { Import } from '../../lib/store/imports/journal';
import { ImportCard } from './ImportCard';
import type { TransferServices } from './services';
import { useKeptFocus } from '../../components/use-kept-focus';

interface Handed {
  readonly id: number;
  readonly file: SourceFile;
}

/** Where files come in: they are handed over, looked at, and taken in once the user has seen what that will do. */
export function ImportView({ services }: { readonly services: TransferServices }) {
  const t = useMessages();
  const [files, setFiles] = useState<readonly Handed[]>([]);
  const lastId = useRef(0);
  const add = (list: readonly SourceFile[]): void => {
    const handed = list.map((file) => ({ id: ++lastId.current, file }));
    setFiles((before) => [...handed, ...before]);
  };
  const remove = (id: number): void => setFiles((before) => before.filter((each) => each.id !== id));
  return (
    <>
      <DropZone onFiles={add} />
      <ul class="transfer-files" aria-label={t('transfer_files')}>
        {files.map(({ id, file }) => (
          <li key={id}>
            <ImportCard services={services} file={file} onRemove={() => remove(id)} />
          </li>
        ))}
      </ul>
      <PastImports services={services} />
    </>
  );
}

/** Exports without highlights are recognised, and no reason to come here. */
const NAMED: readonly ReaderId[] = READER_IDS.filter(
  (id) => !['pocketCsv', 'readwiseReader', 'matter', 'hypothesisCsv', 'readwiseImport'].includes(id),
);

function DropZone({ onFiles }: { readonly onFiles: (files: readonly SourceFile[]) => void }) {
  const t = useMessages();
  const [over, setOver] = useState(false);
  const take = (list: FileList | null | undefined): void => {
    if (list && list.length > 0) onFiles([...list]);
  };
  return (
    // Dropping is one way of two: the button below does the same.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <section
      class="transfer-drop"
      data-over={over ? '' : undefined}
      aria-labelledby="transfer-drop-title"
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault();
        setOver(false);
        take(event.dataTransfer?.files);
      }}
    >
      <h2 id="transfer-drop-title">{t('transfer_dropTitle')}</h2>
      <p>{t('transfer_dropHint')}</p>
      <label class="pq-button pq-button-main transfer-choose">
        <input
          type="file"
          class="pq-hidden"
          multiple
          onChange={({ currentTarget }) => {
            take(currentTarget.files);
            currentTarget.value = '';
          }}
        />
        <Icon name="download" size={16} />
        {t('transfer_choose')}
      </label>
      <details>
        <summary>{t('transfer_readable')}</summary>
        <ul>
          {NAMED.map((id) => (
            <li key={id}>{t(`reader_name_${id}`)}</li>
          ))}
        </ul>
      </details>
    </section>
  );
}

function PastImports({ services }: { readonly services: TransferServices }) {
  const t = useMessages();
  const [imports, setImports] = useState<readonly Import[]>([]);
  const [said, setSaid] = useState<string>('');
  const around = useKeptFocus<HTMLElement>();
  useEffect(
    () => services.watchImports(setImports, (code) => setSaid(services.t(`error_${code}`))),
    [services],
  );
  const undo = async (id: string): Promise<void> => {
    try {
      const { kept } = await services.undoImport(id);
      setSaid(kept > 0 ? t('transfer_undoneKept', kept) : t('transfer_undone'));
    } catch {
      setSaid(t('error_failed'));
    }
  };
  return (
    <section ref={around} tabIndex={-1} class="transfer-past" aria-labelledby="transfer-past-title">
      <h2 id="transfer-past-title" class={imports.length > 0 ? '' : 'pq-hidden'}>
        {t('transfer_pastTitle')}
      </h2>
      <ul>
        {imports.map(({ id, name, startedAt, created, changed, copies }) => (
          <li key={id}>
            <div>
              <bdi class="transfer-file-name">{name}</bdi>
              <p class="transfer-soft">
                {formatDate(new Date(startedAt).toISOString(), services.locale)} ·{' '}
                {t('transfer_pastCounts', created, changed)}
                {copies > 0 && ` · ${t('transfer_pastCopies', copies)}`}
              </p>
            </div>
            <button
              type="button"
              class="pq-button"
              aria-label={t('transfer_undoOf', name)}
              onClick={() => void undo(id)}
            >
              {t('popup_undo')}
            </button>
          </li>
        ))}
      </ul>
      <output class="transfer-soft">{said}</output>
    </section>
  );
}
