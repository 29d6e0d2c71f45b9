import { useId } from 'preact/hooks';
import { useMessages, type MessageKey, type Translate } from '../../components/messages';
import type { Part, TemplateError, TemplateErrorCode } from '../../lib/formats/template/compile';
import { GALLERY } from '../../lib/formats/template/gallery';
import { EXTENSIONS } from '../../lib/formats/template/print';
import type { Template } from '../../lib/formats/template/schema';

interface TemplateEditorProps {
  readonly template: Template;
  readonly error: TemplateError | null;
  /** It is kept as it is now. */
  readonly isStored: boolean;
  /** The last try to keep one did not work. */
  readonly hasFailed: boolean;
  readonly onChange: (template: Template) => void;
  /** A copy of a given one, or the user's own as it is now. */
  readonly onSave: (template: Template) => void;
  readonly onDelete: (template: Template) => void;
}

/** A template as text. A given one is copied first: then it is the user's own. */
export function TemplateEditor({
  template,
  error,
  isStored,
  hasFailed,
  onChange,
  onSave,
  onDelete,
}: TemplateEditorProps) {
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
        <PartField
          key={part}
          part={part}
          text={template[part]}
          error={error?.part === part ? error : null}
          onInput={(text) => onChange({ ...template, [part]: text })}
        />
      ))}
      <p class="transfer-soft">{t('transfer_templateHelp')}</p>
      <div class="transfer-buttons">
        <button
          type="button"
          class="pq-button"
          disabled={error !== null || isStored || template.name.trim() === ''}
          onClick={() => onSave(template)}
        >
          {t('transfer_templateSave')}
        </button>
        <button type="button" class="pq-button pq-button-plain" onClick={() => onDelete(template)}>
          {t('transfer_templateDelete')}
        </button>
      </div>
      <output class={hasFailed ? 'transfer-problem' : 'transfer-soft'}>
        {hasFailed ? t('error_failed') : isStored ? t('editor_saved') : ''}
      </output>
    </fieldset>
  );
}

interface PartFieldProps {
  readonly part: Part;
  readonly text: string;
  /** What is wrong with this part. */
  readonly error: TemplateError | null;
  readonly onInput: (text: string) => void;
}

function PartField({ part, text, error, onInput }: PartFieldProps) {
  const t = useMessages();
  const problem = useId();
  return (
    <div class="transfer-part">
      <label class="pq-field">
        <span class="pq-label">{t(`transfer_template_${part}`)}</span>
        <textarea
          class="pq-input transfer-code"
          rows={part === 'article' ? 12 : 2}
          spellcheck={false}
          dir="ltr"
          maxLength={20_000}
          aria-invalid={error !== null}
          aria-describedby={error ? problem : undefined}
          value={text}
          onInput={({ currentTarget: { value } }) => onInput(value)}
        />
      </label>
      {error && (
        <p id={problem} class="transfer-problem" role="alert">
          {templateProblem(t, error)}
        </p>
      )}
    </div>
  );
}

const PARTS = ['article', 'header', 'footer'] as const;

const PROBLEMS: Readonly<Record<TemplateErrorCode, MessageKey>> = {
  'unclosed-tag': 'template_unclosedTag',
  'unopened-section': 'template_unopenedSection',
  'unclosed-section': 'template_unclosedSection',
  'bad-delimiters': 'template_badDelimiters',
  partial: 'template_partial',
  'unknown-name': 'template_unknownName',
  'misplaced-name': 'template_misplacedName',
  'not-printable': 'template_notPrintable',
  'unknown-filter': 'template_unknownFilter',
  'misplaced-filter': 'template_misplacedFilter',
};

function templateProblem(t: Translate, { code, part, line, subject }: TemplateError): string {
  return t('transfer_templateProblem', t(PROBLEMS[code], subject), t(`transfer_template_${part}`), line);
}
