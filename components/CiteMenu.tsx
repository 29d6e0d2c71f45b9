import { useId, useRef } from 'preact/hooks';
import { ATTRIBUTION, CITATION_STYLES, type CitationStyle } from '../lib/formats/cite/cite';
import { Icon } from './Icon';
import { useMessages } from './messages';

interface CiteMenuProps {
  readonly onCite: (style: CitationStyle) => void;
  /** Given where the mark can leave in other forms, too. */
  readonly onExport?: () => void;
}

/** A button that opens the choice of a style guide; choosing one copies the reference. */
export function CiteMenu({ onCite, onExport }: CiteMenuProps) {
  const t = useMessages();
  const id = useId();
  const menu = useRef<HTMLFieldSetElement>(null);
  return (
    <>
      <button
        type="button"
        class="pq-button pq-button-icon"
        title={t('card_cite')}
        aria-label={t('card_cite')}
        popovertarget={id}
      >
        <Icon name="cite" size={17} />
      </button>
      <fieldset ref={menu} id={id} class="pq-cite" popover="auto" aria-label={t('card_cite')}>
        {CITATION_STYLES.map((style) => (
          <button
            key={style}
            type="button"
            class="pq-option"
            onClick={() => {
              menu.current?.hidePopover();
              onCite(style);
            }}
          >
            {t(`cite_style_${style}`)}
          </button>
        ))}
        {onExport && (
          <button type="button" class="pq-option" onClick={onExport}>
            {t('card_export')}
          </button>
        )}
        {/* The processor's licence wants this to be seen where it is used. */}
        <a class="pq-cite-by" href={ATTRIBUTION.url} target="_blank" rel="noreferrer">
          {ATTRIBUTION.phrase}
        </a>
      </fieldset>
    </>
  );
}
