import { useState } from 'preact/hooks';
import { Icon } from '../../components/Icon';
import { useMessages } from '../../components/messages';
import { readOrigins } from './granted';
import type { WelcomeServices } from './services';
import { useLive } from './use-live';

/** The one choice: marks show by themselves everywhere, or only where and when the user says so. */
export function AccessChoice({ services }: { readonly services: WelcomeServices }) {
  const t = useMessages();
  const origins = useLive(services.grantedOrigins, services.onAccessChanged);
  const [failed, setFailed] = useState(false);
  const { all, hosts } = readOrigins(origins ?? []);
  // What was asked of the browser shows when the browser says so, not before.
  const settle = (work: Promise<unknown>): void => {
    setFailed(false);
    work.catch(() => setFailed(true));
  };
  return (
    <section class="welcome-section" aria-labelledby="access">
      <h2 id="access">{t('welcome_accessTitle')}</h2>
      <div class="welcome-choices">
        <Choice
          title={t('welcome_accessAllTitle')}
          text={t('welcome_accessAll')}
          button={t('welcome_accessAllButton')}
          chosen={origins !== null && all}
          onChoose={() => settle(services.requestAccess('all'))}
        />
        <Choice
          title={t('welcome_accessClickTitle')}
          text={t('welcome_accessClick')}
          button={t('welcome_accessClickButton')}
          chosen={origins !== null && !all}
          onChoose={() => settle(services.withdrawAccess('all'))}
        />
      </div>
      {failed && (
        <p class="welcome-problem" role="alert">
          {t('welcome_accessFailed')}
        </p>
      )}
      {!all && hosts.length > 0 && (
        <>
          <h3>{t('welcome_sitesTitle')}</h3>
          <ul class="welcome-hosts">
            {hosts.map((host) => (
              <li key={host}>
                <bdi>{host}</bdi>
                <button
                  type="button"
                  class="pq-link"
                  aria-label={t('welcome_withdrawFrom', host)}
                  onClick={() => settle(services.withdrawAccess({ url: `https://${host}/` }))}
                >
                  {t('welcome_withdraw')}
                </button>
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  );
}

function Choice(props: {
  readonly title: string;
  readonly text: string;
  readonly button: string;
  readonly chosen: boolean;
  readonly onChoose: () => void;
}) {
  const t = useMessages();
  return (
    <div class="welcome-choice" data-chosen={props.chosen || undefined}>
      <h3>{props.title}</h3>
      <p>{props.text}</p>
      {props.chosen ? (
        <p class="welcome-chosen">
          <Icon name="check" size={17} />
          {t('welcome_accessNow')}
        </p>
      ) : (
        <button type="button" class="pq-button" onClick={props.onChoose}>
          {props.button}
        </button>
      )}
    </div>
  );
}
