import { useMessages, type MessageKey } from '../../components/messages';
import type { ArchiveName, Choice } from './choice';
import { Destination, useExport } from './Destinations';
import type { RunOptions } from './import-run';
import { Progress } from './Progress';
import type { TransferServices } from './services';

interface ArchiveResultProps {
  readonly services: TransferServices;
  readonly name: ArchiveName;
  readonly request: Choice;
  /** There is something to write. */
  readonly isReady: boolean;
}

/** What will be in an archive, and the button that writes it. It is no text: it cannot be copied or shown. */
export function ArchiveResult({ services, name, request, isReady }: ArchiveResultProps) {
  const t = useMessages();
  const { state, run, stop } = useExport(request);
  if (state.type === 'busy') return <Progress label={t('transfer_exporting', state.done)} onStop={stop} />;
  const save = async (options: RunOptions) => {
    const archived = await services.saveArchive(name, request, options);
    const lost = archived.lost > 0 ? ` ${t('archive_lost', archived.lost)}` : '';
    return t('popup_exportSaved', archived.name) + lost;
  };
  return (
    <>
      {isReady && (
        <div class="transfer-destinations">
          <div class="transfer-buttons">
            <Destination icon="download" label={t('popup_exportFile')} isMain onClick={() => run(save)} />
          </div>
          <output class={state.isProblem ? 'transfer-problem' : 'transfer-soft'}>{state.said}</output>
        </div>
      )}
      <section class="transfer-preview" aria-labelledby="transfer-archive-title">
        <h2 id="transfer-archive-title">{t('archive_about')}</h2>
        <ul class="transfer-archive">
          {CONTENTS[name].map((key) => (
            <li key={key}>{t(key)}</li>
          ))}
        </ul>
      </section>
    </>
  );
}

const CONTENTS: Readonly<Record<ArchiveName, readonly MessageKey[]>> = {
  evidence: [
    'archive_evidenceMarks',
    'archive_evidenceVersions',
    'archive_evidenceSums',
    'archive_evidenceLimits',
  ],
  backup: ['archive_backupAll', 'archive_backupMarks', 'archive_backupCopies', 'archive_backupBack'],
};
