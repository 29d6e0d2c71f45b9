import { useCallback, useState } from 'preact/hooks';
import { Brand } from '../../components/Brand';
import { Icon } from '../../components/Icon';
import { MessagesContext, useMessages } from '../../components/messages';
import { AccessChoice } from './AccessChoice';
import { Illustration } from './Illustration';
import type { ShortcutKeys, WelcomeServices } from './services';
import { useLive } from './use-live';

const never = (): (() => void) => () => undefined;

/** Opened on installation, and as the page of settings: what Pullquote does, what it may, what it keeps. */
export function Welcome({ services }: { readonly services: WelcomeServices }) {
  return (
    <MessagesContext.Provider value={services.t}>
      <main class="welcome">
        <Hero />
        <Steps />
        <AccessChoice services={services} />
        <SyncHint services={services} />
        <Keys services={services} />
        <ToolbarOff services={services} />
        <Privacy services={services} />
      </main>
    </MessagesContext.Provider>
  );
}

function Hero() {
  const t = useMessages();
  return (
    <header class="welcome-hero">
      <Brand size={26} />
      <h1>{t('welcome_lead')}</h1>
      <p>{t('welcome_intro')}</p>
    </header>
  );
}

function Steps() {
  const t = useMessages();
  return (
    <section class="welcome-how" aria-labelledby="how">
      <h2 id="how" class="pq-hidden">
        {t('welcome_stepsTitle')}
      </h2>
      <Illustration />
      <ol class="welcome-steps">
        <li>
          <h3>{t('welcome_step1Title')}</h3>
          <p>{t('welcome_step1')}</p>
        </li>
        <li>
          <h3>{t('welcome_step2Title')}</h3>
          <p>{t('welcome_step2')}</p>
        </li>
        <li>
          <h3>{t('welcome_step3Title')}</h3>
          <p>{t('welcome_step3')}</p>
        </li>
      </ol>
    </section>
  );
}

function SyncHint({ services }: { readonly services: WelcomeServices }) {
  const t = useMessages();
  return (
    <section class="welcome-section" aria-labelledby="sync">
      <h2 id="sync">{t('welcome_syncTitle')}</h2>
      <p class="welcome-small">{t('welcome_sync')}</p>
      <button type="button" class="pq-button" onClick={() => void services.openSync()}>
        {t('welcome_syncOpen')}
      </button>
    </section>
  );
}

function Keys({ services }: { readonly services: WelcomeServices }) {
  const t = useMessages();
  const keys = useLive(services.shortcuts, never);
  if (!keys || keys.length === 0) return null;
  // The browser gives the button's own command no description.
  const label = ({ name, description }: ShortcutKeys): string =>
    name.startsWith('_execute') ? t('welcome_keysOpen') : description;
  return (
    <section class="welcome-section" aria-labelledby="keys">
      <h2 id="keys">{t('welcome_keysTitle')}</h2>
      <dl class="welcome-keys">
        {keys.map((shortcut) => (
          <div key={shortcut.name}>
            <dt>{label(shortcut)}</dt>
            <dd>{shortcut.keys ? <kbd>{shortcut.keys}</kbd> : t('welcome_keysNone')}</dd>
          </div>
        ))}
      </dl>
      <p class="welcome-small">{t('welcome_keysHint')}</p>
    </section>
  );
}

/** The sites where the toolbar was switched off; nothing where there are none. */
function ToolbarOff({ services }: { readonly services: WelcomeServices }) {
  const t = useMessages();
  const hosts = useLive(services.toolbarOff, services.onSettingsChanged);
  if (!hosts || hosts.length === 0) return null;
  return (
    <section class="welcome-section" aria-labelledby="toolbar-off">
      <h2 id="toolbar-off">{t('welcome_toolbarTitle')}</h2>
      <p class="welcome-small">{t('welcome_toolbarHint')}</p>
      <ul class="welcome-hosts">
        {hosts.map((host) => (
          <li key={host}>
            <bdi>{host}</bdi>
            <button
              type="button"
              class="pq-link"
              aria-label={t('welcome_turnOnAt', host)}
              onClick={() => void services.setToolbar(host, true)}
            >
              {t('welcome_turnOn')}
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Privacy({ services }: { readonly services: WelcomeServices }) {
  const t = useMessages();
  return (
    <section class="welcome-section" aria-labelledby="privacy">
      <h2 id="privacy">{t('welcome_privacyTitle')}</h2>
      <ul class="welcome-promises">
        {(['welcome_privacy1', 'welcome_privacy2', 'welcome_privacy3'] as const).map((key) => (
          <li key={key}>
            <Icon name="check" size={17} />
            {t(key)}
          </li>
        ))}
      </ul>
      <StorageState services={services} />
    </section>
  );
}

function StorageState({ services }: { readonly services: WelcomeServices }) {
  const t = useMessages();
  const before = useLive(services.isPersisted, never);
  const [asked, setAsked] = useState<boolean | null>(null);
  const ask = useCallback(() => {
    services.persist().then(setAsked, () => setAsked(false));
  }, [services]);
  if (before === null) return null;
  const isKept = asked ?? before;
  return (
    <div class="welcome-storage">
      <output>
        {t(isKept ? 'welcome_storageOn' : asked === false ? 'welcome_storageNo' : 'welcome_storageOff')}
      </output>
      {!isKept && asked === null && (
        <button type="button" class="pq-button" onClick={ask}>
          {t('welcome_storageAsk')}
        </button>
      )}
    </div>
  );
}
