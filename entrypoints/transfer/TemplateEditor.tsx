import { useMessages } from '../../components/messages';
import type { TemplateError } from '../../lib/formats/template/compile';
import { GALLERY } from '../../lib/formats/template/gallery';
import { EXTENSIONS } from '../../lib/formats/template/print';
import type { Template } from '../../lib/formats/template/schema';

interface TemplateEditorProps {
  readonly template: Template;
  readonly error: TemplateError | null;
  readonly onChange: (template: Template) => void;
  /** A copy of a given one, or the user's own as it is now. */
  readonly onSave: (template: Template) => void;
  readonly onDelete: (template: Template) => void;
}

/** A template as text. A given one is copied first: then it is the user's own. */
export function TemplateEditor({ template, error, onChange, onSave, onDelete }: TemplateEditorProps) {
  const t = useMessages();
  const isGiven = GALLERY.some(({ id }) => id === template.id);
  if (isGiven) {
    return (
      <button
        type="button"
        class="pq-button"
        onClick={() =>
          onSave({
            ...template,
            id: `own-${crypto.randomUUID()}`,
            name: t('transfer_templateCopy', template.name),
          })
        }
      >
        {t('transfer_templateChange')}
      </button>
    );
  }
  return (
    <fieldset class="transfer-group">
      <legend>{t('transfer_template')}</legend>
      <div class="transfer-grid">
        <label class="pq-field">
          <span class="pq-label">{t('transfer_templateName')}</span>
          <input
            class="pq-input"
            maxLength={100}
            value={template.name}
            onInput={({ currentTarget: { value } }) => onChange({ ...template, name: value })}
          />
        </label>
        <label class="pq-field">
          <span class="pq-label">{t('transfer_templateFile')}</span>
          <select
            class="pq-input"
            value={template.extension}
            onChange={({ currentTarget: { value } }) => {
              const extension = EXTENSIONS.find((each) => each === value);
              if (extension) onChange({ ...template, extension });
            }}
          >
            {EXTENSIONS.map((extension) => (
              <option key={extension} value={extension}>
                {`.${extension}`}
              </option>
            ))}
          </select>
        </label>
      </div>
      {PARTS.map((part) => (
        <label key={part} class="pq-field">
          <span class="pq-label">{t(`transfer_template_${part}`)}</span>
          <textarea
            class="pq-input transfer-code"
            rows={part === 'article' ? 12 : 2}
            spellcheck={false}
            dir="ltr"
            maxLength={20_000}
            aria-invalid={error?.part === part}
            value={template[part]}
            onInput={({ currentTarget: { value } }) => onChange({ ...template, [part]: value })}
          />
        </label>
      ))}
      <p class="transfer-soft">{t('transfer_templateHelp')}</p>
      <div class="transfer-buttons">
        <button
          type="button"
          class="pq-button"
          disabled={error !== null || template.name.trim() === ''}
          onClick={() => onSave(template)}
        >
          {t('transfer_templateSave')}
        </button>
        <button type="button" class="pq-button pq-button-plain" onClick={() => onDelete(template)}>
          {t('transfer_templateDelete')}
        </button>
      </div>
    </fieldset>
  );
}

const PARTS = ['article', 'header', 'footer'] as const;
