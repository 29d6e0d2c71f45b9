import { useMessages, type MessageKey } from '../../components/messages';
import type { FolderFailureCode } from '../../lib/folder/failure';
import type { FolderReport } from '../../lib/folder/job';

const REASON: Readonly<Record<FolderFailureCode | 'aborted', MessageKey>> = {
  vanished: 'folder_vanished',
  refused: 'folder_refused',
  full: 'folder_full',
  locked: 'folder_locked',
  changed: 'folder_changed',
  encoding: 'folder_encoding',
  name: 'folder_name',
  failed: 'folder_failed',
  aborted: 'folder_aborted',
};

/** What an export to a folder came to: what was written, what was left alone and why. */
export function FolderReportView({ report }: { readonly report: FolderReport }) {
  const t = useMessages();
  const { written, unchanged, kept, failed, stopped } = report;
  return (
    <div class="transfer-report">
      <output>
        {t('folder_written', written, unchanged)}
        {stopped && <span class="transfer-problem"> {t(REASON[stopped.code])}</span>}
      </output>
      {kept.length > 0 && (
        <details class="transfer-details">
          <summary>{t('folder_kept', kept.length)}</summary>
          <ul class="transfer-unreadable">
            {kept.map(({ path, why }) => (
              <li key={path}>
                <code>{path}</code> {t(why === 'edited' ? 'folder_keptEdited' : 'folder_keptCopy')}
              </li>
            ))}
          </ul>
        </details>
      )}
      {failed.length > 0 && (
        <details class="transfer-details" open>
          <summary>{t('folder_notWritten', failed.length)}</summary>
          <ul class="transfer-unreadable">
            {failed.map(({ path, code, detail }) => (
              <li key={path}>
                <code>{path}</code> {t(REASON[code])} {detail}
              </li>
            ))}
          </ul>
        </details>
      )}
    </div>
  );
}
