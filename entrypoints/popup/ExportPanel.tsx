import { useId, useState } from 'preact/hooks';
import { Icon } from '../../components/Icon';
import { useMessages } from '../../components/messages';
import { FORMATS, type FormatName } from '../../lib/formats/registry';
import type { ExportScope, PopupServices } from './services';
import type { Actions } from './use-actions';

interface ExportPanelProps {
  readonly services: PopupServices;
  readonly actions: Actions;
  /** What the page in the tab has to offer; null where there is no such page. */
  readonly page: Extract<ExportScope, { type: 'page' }> | null;
  readonly onDone: () => void;
}

/** Takes the marks out: of this article or all, in one of many formats, to the clipboard or a file. */
export function ExportPanel({ services, actions, page, onDone }: ExportPanelProps) {
  const t = useMessages();
  const name = useId();
  const hasPage = page !== null && page.annotations.length > 0;
  const [which, setWhich] = useState<'page' | 'all'>(hasPage ? 'page' : 'all');
  const [format, setFormat] = useState<FormatName>('markdown');
  const [busy, setBusy] = useState(false);

  const finish = async (work: Promise<string>): Promise<void> => {
    setBusy(true);
    try {
      actions.say(await work);
      onDone();
    } catch (error) {
      const nothing = error instanceof NothingToExportError;
      actions.say(t(nothing ? 'popup_exportNothing' : 'popup_exportFailed'), 'problem');
    } finally {
      setBusy(false);
    }
  };
  const render = async () => {
    const file = await services.exportText(which === 'page' && page ? page : { type: 'all' }, format);
    if (!file) throw new NothingToExportError();
    return file;
  };
  const copy = async (): Promise<string> => {
    // The text is on its way while the clipboard is asked: browsers allow that only in the click itself.
    const text = render().then((file) => file.text);
    const [written, rendered] = await Promise.allSettled([services.copy(text), text]);
    if (rendered.status === 'rejected') throw rendered.reason;
    if (written.status === 'rejected') throw written.reason;
    return t('popup_exportCopied');
  };
  const save = async (): Promise<string> => {
    const file = await render();
    services.saveFile(file);
    return t('popup_exportSaved', file.name);
  };
  return (
    <section class="popup-export" aria-label={t('popup_exportTitle')}>
      <h2>{t('popup_exportTitle')}</h2>
      <fieldset class="pq-segments">
        <legend class="pq-hidden">{t('popup_exportScope')}</legend>
        {(['page', 'all'] as const).map((option) => (
          <label key={option} class="pq-segment">
            <input
              type="radio"
              name={name}
              checked={which === option}
              disabled={option === 'page' && !hasPage}
              onChange={() => setWhich(option)}
            />
            {t(option === 'page' ? 'popup_exportPage' : 'popup_exportAll')}
          </label>
        ))}
      </fieldset>
      <label class="pq-field">
        <span class="pq-label">{t('popup_exportFormat')}</span>
        <select
          class="pq-input"
          value={format}
          onChange={({ currentTarget: { value } }) => isFormatName(value) && setFormat(value)}
        >
          {FORMAT_NAMES.map((option) => (
            <option key={option} value={option}>
              {t(`format_name_${option}`)}
            </option>
          ))}
        </select>
      </label>
      <div class="popup-export-buttons">
        <button type="button" class="pq-button" disabled={busy} onClick={() => void finish(copy())}>
          <Icon name="copy" size={16} />
          {t('popup_exportCopy')}
        </button>
        <button type="button" class="pq-button" disabled={busy} onClick={() => void finish(save())}>
          <Icon name="download" size={16} />
          {t('popup_exportFile')}
        </button>
      </div>
      <button
        type="button"
        class="pq-link"
        onClick={() =>
          void services.openTransfer(
            which === 'page' && page ? { articles: page.articles.map(({ id }) => id) } : {},
          )
        }
      >
        {t('popup_transfer')}
      </button>
    </section>
  );
}

const FORMAT_NAMES = Object.keys(FORMATS).filter(isFormatName);

function isFormatName(name: string): name is FormatName {
  return Object.hasOwn(FORMATS, name);
}

class NothingToExportError extends Error {
  override readonly name = 'NothingToExportError';
}
