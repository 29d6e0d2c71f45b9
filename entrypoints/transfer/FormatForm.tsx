import { useMessages, type MessageKey } from '../../components/messages';
import { FORMATS, type FormatName } from '../../lib/formats/registry';
import { choicesOf, MARK_ORDERS, type FieldChoice } from '../../lib/formats/selection';
import type { Field, Format } from '../../lib/formats/format';
import { GALLERY } from '../../lib/formats/template/gallery';
import type { Template } from '../../lib/formats/template/schema';
import type { ArticleOrder } from '../../lib/store/collection';
import { ARCHIVES, type Choice, type Shape } from './choice';

interface FormatFormProps {
  readonly choice: Choice;
  readonly onChange: (choice: Choice) => void;
  readonly templates: readonly Template[];
  /** Null where the template cannot be written, and for archives: they leave nothing out. */
  readonly format: Format | null;
}

/** In which form marks leave, and what of them. */
export function FormatForm({ choice, onChange, templates, format }: FormatFormProps) {
  const t = useMessages();
  const { shape } = choice;
  return (
    <fieldset class="transfer-group">
      <legend>{t('popup_exportFormat')}</legend>
      <label class="pq-field">
        <span class="pq-hidden">{t('popup_exportFormat')}</span>
        <select
          class="pq-input"
          value={keyOf(shape)}
          onChange={({ currentTarget: { value } }) => {
            const next = shapeOf(value, templates);
            if (next) onChange({ ...choice, shape: next });
          }}
        >
          {GROUPS.map(([label, names]) => (
            <optgroup key={label} label={t(label)}>
              {names.map((name) => (
                <option key={name} value={`format:${name}`}>
                  {t(`format_name_${name}`)}
                </option>
              ))}
            </optgroup>
          ))}
          <optgroup label={t('transfer_group_archives')}>
            {ARCHIVES.map((name) => (
              <option key={name} value={`archive:${name}`}>
                {t(`archive_name_${name}`)}
              </option>
            ))}
          </optgroup>
          <optgroup label={t('transfer_group_templates')}>
            {[...templates, ...GALLERY].map(({ id, name }) => (
              <option key={id} value={`template:${id}`}>
                {name}
              </option>
            ))}
          </optgroup>
        </select>
      </label>
      {format && (
        <p class="transfer-soft">
          {format.loses.length === 0
            ? t('transfer_losesNothing')
            : t('transfer_loses', format.loses.map((field) => t(FIELD_LABEL[field])).join(', '))}
        </p>
      )}
      {format && <FieldChoices choice={choice} onChange={onChange} format={format} />}
      {(shape.type !== 'archive' || shape.name !== 'backup') && (
        <Orders choice={choice} onChange={onChange} />
      )}
    </fieldset>
  );
}

const GROUPS: readonly (readonly [MessageKey, readonly FormatName[]])[] = [
  ['transfer_group_notes', ['markdown', 'logseq', 'html', 'text', 'readwise']],
  ['transfer_group_tables', ['csv', 'tsv']],
  ['transfer_group_sources', ['ris', 'biblatex', 'csl']],
  ['transfer_group_programs', ['pullquote', 'w3c', 'hypothesis', 'hypothesisCsv', 'schemaOrg']],
];

function keyOf(shape: Shape): string {
  return shape.type === 'template' ? `template:${shape.template.id}` : `${shape.type}:${shape.name}`;
}

function shapeOf(key: string, templates: readonly Template[]): Shape | null {
  const [type, name = ''] = key.split(':');
  if (type === 'format') return isFormatName(name) ? { type: 'format', name } : null;
  if (type === 'archive') {
    const archive = ARCHIVES.find((each) => each === name);
    return archive ? { type: 'archive', name: archive } : null;
  }
  const template = [...templates, ...GALLERY].find(({ id }) => id === name);
  return template ? { type: 'template', template } : null;
}

function isFormatName(name: string): name is FormatName {
  return Object.hasOwn(FORMATS, name);
}

const FIELD_LABEL: Readonly<Record<Field, MessageKey>> = {
  kind: 'field_kind',
  note: 'field_note',
  tags: 'field_tags',
  speaker: 'field_speaker',
  claimant: 'field_claimant',
  status: 'field_status',
  rating: 'field_rating',
  context: 'field_context',
  sentences: 'field_sentences',
  position: 'field_position',
  times: 'field_times',
  'article-dates': 'field_articleDates',
  'article-details': 'field_articleDetails',
  'notes-on-articles': 'field_notesOnArticles',
  highlights: 'field_highlights',
  creator: 'field_creator',
};

interface ChoicesProps {
  readonly choice: Choice;
  readonly onChange: (choice: Choice) => void;
}

function FieldChoices({ choice, onChange, format }: ChoicesProps & { readonly format: Format }) {
  const t = useMessages();
  const set = (name: FieldChoice, isIn: boolean): void =>
    onChange({ ...choice, fields: { ...choice.fields, [name]: isIn } });
  return (
    <fieldset class="transfer-kinds">
      <legend class="pq-label">{t('transfer_fields')}</legend>
      {choicesOf(format).map((name) => (
        <label key={name} class="transfer-check">
          <input
            type="checkbox"
            checked={choice.fields[name]}
            onChange={({ currentTarget: { checked } }) => set(name, checked)}
          />
          {t(`transfer_field_${name}`)}
        </label>
      ))}
      {writesDates(choice.shape) && (
        <label class="transfer-check">
          <input
            type="checkbox"
            checked={choice.localDates}
            onChange={({ currentTarget: { checked } }) => onChange({ ...choice, localDates: checked })}
          />
          {t('transfer_localDates')}
        </label>
      )}
    </fieldset>
  );
}

/** Formats for programs have dates that programs read, whatever the user's language. */
function writesDates(shape: Shape): boolean {
  if (shape.type !== 'format') return shape.type === 'template';
  return GROUPS[0]?.[1].includes(shape.name) === true;
}

const ARTICLE_ORDERS = [
  'saved',
  'published',
  'title',
  'site',
] as const satisfies readonly ArticleOrder['by'][];

function Orders({ choice, onChange }: ChoicesProps) {
  const t = useMessages();
  const { order } = choice;
  return (
    <div class="transfer-grid">
      <label class="pq-field">
        <span class="pq-label">{t('transfer_orderArticles')}</span>
        <select
          class="pq-input"
          value={`${order.by}${order.reversed ? '-' : '+'}`}
          onChange={({ currentTarget: { value } }) => {
            const by = ARTICLE_ORDERS.find((each) => value.startsWith(each));
            if (by) onChange({ ...choice, order: { by, reversed: value.endsWith('-') } });
          }}
        >
          {ARTICLE_ORDERS.flatMap((by) => [
            <option key={`${by}+`} value={`${by}+`}>
              {t(`transfer_order_${by}`)}
            </option>,
            <option key={`${by}-`} value={`${by}-`}>
              {t(`transfer_orderBack_${by}`)}
            </option>,
          ])}
        </select>
      </label>
      <label class="pq-field">
        <span class="pq-label">{t('transfer_orderMarks')}</span>
        <select
          class="pq-input"
          value={choice.marks}
          onChange={({ currentTarget: { value } }) => {
            const marks = MARK_ORDERS.find((each) => each === value);
            if (marks) onChange({ ...choice, marks });
          }}
        >
          {MARK_ORDERS.map((each) => (
            <option key={each} value={each}>
              {t(`transfer_orderMarks_${each}`)}
            </option>
          ))}
        </select>
      </label>
    </div>
  );
}
