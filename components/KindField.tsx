import { useId } from 'preact/hooks';
import { MARK_KINDS, type Kind, type MarkKind } from '../lib/annotation/model';
import { Icon } from './Icon';
import { KIND_ICON, KIND_LABEL } from './kinds';
import { useMessages } from './messages';

interface KindFieldProps {
  readonly kind: Kind;
  readonly onChange: (kind: MarkKind) => void;
}

/** Quote, claim or highlight: one group of radio buttons that look like segments. */
export function KindField({ kind, onChange }: KindFieldProps) {
  const t = useMessages();
  const name = useId();
  return (
    <fieldset class="pq-segments">
      <legend class="pq-hidden">{t('editor_kind')}</legend>
      {MARK_KINDS.map((option) => (
        <label key={option} class="pq-segment" data-kind={option}>
          <input
            type="radio"
            name={name}
            value={option}
            checked={option === kind}
            onChange={() => onChange(option)}
          />
          <Icon name={KIND_ICON[option]} size={16} />
          {t(KIND_LABEL[option])}
        </label>
      ))}
    </fieldset>
  );
}
