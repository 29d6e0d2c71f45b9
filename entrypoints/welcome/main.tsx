import { render } from 'preact';
import { browser } from 'wxt/browser';
import { grantedOrigins, onAccessChanged, requestAccess, withdrawAccess } from '../../lib/extension/access';
import { shortcuts } from '../../lib/extension/commands';
import { t } from '../../lib/extension/i18n';
import { onSettingsChanged, readSettings, setToolbar } from '../../lib/extension/settings';
import { openSync } from '../../lib/extension/sync';
import { Welcome } from './Welcome';
import './welcome.css';

const root = document.getElementById('app');
document.documentElement.lang = browser.i18n.getUILanguage();
document.documentElement.dir = browser.i18n.getMessage('@@bidi_dir');
document.title = t('welcome_title');
if (root) {
  render(
    <Welcome
      services={{
        t,
        grantedOrigins,
        requestAccess,
        withdrawAccess,
        onAccessChanged,
        shortcuts,
        toolbarOff: async () => (await readSettings()).toolbarOff,
        setToolbar,
        onSettingsChanged,
        openSync,
        isPersisted: () => navigator.storage.persisted(),
        persist: () => navigator.storage.persist(),
      }}
    />,
    root,
  );
}
