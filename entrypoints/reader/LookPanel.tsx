import { useId } from 'preact/hooks';
import { useMessages, type MessageKey } from '../../components/messages';
import { Switch } from '../../components/Switch';
import { FONTS, SIZES, THEMES, WIDTHS, type ReaderLook } from '../../lib/extension/settings';

interface LookPanelProps {
  readonly look: ReaderLook;
  readonly onChange: (look: ReaderLook) => void;
}

const THEME_LABEL: Readonly<Record<ReaderLook['theme'], MessageKey>> = {
  system: 'look_themeSystem',
  light: 'look_themeLight',
  sepia: 'look_themeSepia',
  dark: 'look_themeDark',
};
const FONT_LABEL: Readonly<Record<ReaderLook['font'], MessageKey>> = {
  literata: 'look_fontBook',
  serif: 'look_fontSerif',
  sans: 'look_fontSans',
  dyslexic: 'look_fontDyslexic',
};
const WIDTH_LABEL: Readonly<Record<ReaderLook['width'], MessageKey>> = {
  narrow: 'look_widthNarrow',
  medium: 'look_widthMedium',
  wide: 'look_widthWide',
};

/** How the text looks: colours, letters, size, width, and whether pictures come without being asked for. */
export function LookPanel({ look, onChange }: LookPanelProps) {
  const t = useMessages();
  const resize = (by: number): void => {
    const size = Math.min(SIZES.most, Math.max(SIZES.least, look.size + by));
    onChange({ ...look, size });
  };
  return (
    <>
      <Choice
        legend="look_theme"
        options={THEMES}
        labels={THEME_LABEL}
        chosen={look.theme}
        onChange={(theme) => onChange({ ...look, theme })}
      />
      <Choice
        legend="look_font"
        options={FONTS}
        labels={FONT_LABEL}
        chosen={look.font}
        onChange={(font) => onChange({ ...look, font })}
      />
      <fieldset class="look-size">
        <legend class="pq-label">{t('look_size')}</legend>
        <button
          type="button"
          class="pq-button"
          disabled={look.size <= SIZES.least}
          onClick={() => resize(-1)}
        >
          <span aria-hidden="true">A−</span>
          <span class="pq-hidden">{t('look_smaller')}</span>
        </button>
        <output>{look.size}</output>
        <button type="button" class="pq-button" disabled={look.size >= SIZES.most} onClick={() => resize(1)}>
          <span aria-hidden="true">A+</span>
          <span class="pq-hidden">{t('look_larger')}</span>
        </button>
      </fieldset>
      <Choice
        legend="look_width"
        options={WIDTHS}
        labels={WIDTH_LABEL}
        chosen={look.width}
        onChange={(width) => onChange({ ...look, width })}
      />
      <Switch
        label={t('look_pictures')}
        on={look.pictures}
        onChange={(pictures) => onChange({ ...look, pictures })}
      />
      <p class="reader-small">{t('look_picturesExplain')}</p>
    </>
  );
}

function Choice<T extends string>({
  legend,
  options,
  labels,
  chosen,
  onChange,
}: {
  readonly legend: MessageKey;
  readonly options: readonly T[];
  readonly labels: Readonly<Record<T, MessageKey>>;
  readonly chosen: T;
  readonly onChange: (option: T) => void;
}) {
  const t = useMessages();
  const name = useId();
  return (
    <fieldset class="look-choice">
      <legend class="pq-label">{t(legend)}</legend>
      <div class="pq-segments">
        {options.map((option) => (
          <label key={option} class="pq-segment" data-option={option}>
            <input
              type="radio"
              name={name}
              value={option}
              checked={option === chosen}
              onChange={() => onChange(option)}
            />
            {t(labels[option])}
          </label>
        ))}
      </div>
    </fieldset>
  );
}
