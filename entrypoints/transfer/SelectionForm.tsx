import { useId } from 'preact/hooks';
import { Icon } from '../../components/Icon';
import { KIND_ICON, KIND_LABEL } from '../../components/kinds';
import { useMessages } from '../../components/messages';
import { KINDS, type Kind } from '../../lib/annotation/model';
import { EVERYTHING, type Selection } from '../../lib/store/collection';
import type { Choice } from './choice';

interface SelectionFormProps {
  readonly choice: Choice;
  readonly onChange: (choice: Choice) => void;
  readonly tags: readonly string[];
}

/** Which marks leave. */
export function SelectionForm({ choice, onChange, tags }: SelectionFormProps) {
  const t = useMessages();
  const list = useId();
  const { selection } = choice;
  const set = (change: Partial<Selection>): void =>
    onChange({ ...choice, selection: { ...selection, ...change } });
  return (
    <fieldset class="transfer-group">
      <legend>{t('transfer_which')}</legend>
      <label class="pq-field">
        <span class="pq-label">{t('transfer_words')}</span>
        <input
          type="search"
          class="pq-input"
          dir="auto"
          value={selection.text}
          placeholder={t('transfer_wordsAll')}
          onInput={({ currentTarget: { value } }) => set({ text: value })}
        />
      </label>
      <label class="pq-field">
        <span class="pq-label">{t('transfer_tag')}</span>
        <input
          class="pq-input"
          dir="auto"
          list={list}
          value={selection.tag}
          placeholder={t('transfer_tagAny')}
          onInput={({ currentTarget: { value } }) => set({ tag: value.replace(/^#/u, '').trim() })}
        />
        <datalist id={list}>
          {tags.map((tag) => (
            <option key={tag}>{tag}</option>
          ))}
        </datalist>
      </label>
      <fieldset class="transfer-kinds">
        <legend class="pq-label">{t('transfer_kinds')}</legend>
        {KINDS.map((kind) => (
          <label key={kind} class="transfer-check" data-kind={kind}>
            <input
              type="checkbox"
              checked={selection.kinds.length === 0 || selection.kinds.includes(kind)}
              onChange={({ currentTarget: { checked } }) =>
                set({ kinds: withKind(selection.kinds, kind, checked) })
              }
            />
            <Icon name={KIND_ICON[kind]} size={15} />
            {t(KIND_LABEL[kind])}
          </label>
        ))}
      </fieldset>
      {(selection.articleIds || selection.ids) && (
        <p class="transfer-only">
          {selection.ids
            ? t('transfer_onlyMarks', selection.ids.length)
            : t('transfer_onlyArticles', selection.articleIds?.length ?? 0)}
          <button
            type="button"
            class="pq-link"
            onClick={() => set({ articleIds: EVERYTHING.articleIds, ids: EVERYTHING.ids })}
          >
            {t('transfer_allArticles')}
          </button>
        </p>
      )}
    </fieldset>
  );
}

/** All of them is no condition; the last one stays, since nothing is no selection. */
function withKind(kinds: readonly Kind[], kind: Kind, isIn: boolean): readonly Kind[] {
  const before = kinds.length === 0 ? KINDS : kinds;
  const after = KINDS.filter((each) => (each === kind ? isIn : before.includes(each)));
  if (after.length === 0) return kinds;
  return after.length === KINDS.length ? [] : after;
}
