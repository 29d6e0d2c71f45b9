import { useMessages } from '../../components/messages';
import type { Survey } from './import-run';

/** Some of what stands in the file, and what of it cannot be read: opened only by who wants to look. */
export function Samples({ survey: { samples, unreadable } }: { readonly survey: Survey }) {
  const t = useMessages();
  return (
    <>
      {samples.length > 0 && (
        <details class="transfer-details">
          <summary>{t('transfer_samples', samples.length)}</summary>
          {/* It scrolls, so the keyboard has to reach it. */}
          {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
          <ul class="transfer-samples" tabIndex={0}>
            {samples.map((sample, at) => (
              // oxlint-disable-next-line react/no-array-index-key -- a list that never changes, and may hold the same twice
              <li key={at} data-fate={sample.fate}>
                <span class="transfer-badge">{t(`transfer_fate_${sample.fate}`)}</span>
                <p dir="auto">{sample.passage || sample.note}</p>
                {sample.passage && sample.note && (
                  <p class="transfer-soft" dir="auto">
                    {sample.note}
                  </p>
                )}
                <p class="transfer-soft" dir="auto">
                  {sample.title}
                </p>
              </li>
            ))}
          </ul>
        </details>
      )}
      {unreadable.count > 0 && (
        <details class="transfer-details">
          <summary>{t('transfer_unreadableList', unreadable.count)}</summary>
          <ul class="transfer-unreadable">
            {unreadable.shown.map(({ place, detail }, at) => (
              // oxlint-disable-next-line react/no-array-index-key -- see above
              <li key={at}>
                <code>{place}</code> {detail}
              </li>
            ))}
          </ul>
        </details>
      )}
    </>
  );
}
