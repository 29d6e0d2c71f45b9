import { render } from 'preact';
import { browser } from 'wxt/browser';
import { openDatabase } from '../../lib/store/database';
import { browserServices } from './browser-services';
import { Popup } from './Popup';
import './popup.css';

const tab = new URLSearchParams(location.search).get('tab');
const root = document.getElementById('app');
document.documentElement.lang = browser.i18n.getUILanguage();
document.documentElement.dir = browser.i18n.getMessage('@@bidi_dir');
document.documentElement.toggleAttribute('data-in-tab', tab !== null);
// A worker cannot ask for this. With `unlimitedStorage` browsers grant it without asking the user.
navigator.storage.persist().catch(() => undefined);
if (root)
  render(
    <Popup services={browserServices(openDatabase(), tab === null ? null : Number(tab || NaN))} />,
    root,
  );
