import { Icon } from '../../components/Icon';
import { useMessages } from '../../components/messages';

/** A page with two marks, the toolbar and a note, drawn in markup; the steps beside it say the same in words. */
export function Illustration() {
  const t = useMessages();
  return (
    <div class="welcome-page" aria-hidden="true">
      <div class="welcome-page-title">{t('welcome_sampleTitle')}</div>
      <div class="welcome-bar welcome-bar-long" />
      <div class="welcome-bar" />
      <p>
        <span class="welcome-mark" data-kind="quote">
          “{t('welcome_sampleQuote')}”
        </span>
        {t('welcome_sampleSaid')}
      </p>
      <div class="welcome-toolbar">
        <span>
          <Icon name="quote" size={15} />
          {t('kind_quote')}
        </span>
        <span>
          <Icon name="claim" size={15} />
          {t('kind_claim')}
        </span>
        <span>
          <Icon name="highlight" size={15} />
          {t('kind_highlight')}
        </span>
      </div>
      <p>
        <span class="welcome-mark" data-kind="claim">
          {t('welcome_sampleClaim')}
        </span>
        {t('welcome_sampleAfter')}
      </p>
      <div class="welcome-note">
        <Icon name="note" size={15} />
        {t('welcome_sampleNote')}
      </div>
      <div class="welcome-bar welcome-bar-long" />
      <div class="welcome-bar welcome-bar-short" />
    </div>
  );
}
