import { render } from 'preact';
import { browser } from 'wxt/browser';
import { t } from '../../lib/extension/i18n';
import { openDatabase } from '../../lib/store/database';
import { browserServices } from './browser-services';
import { Sync } from './Sync';
import './sync.css';

document.documentElement.lang = browser.i18n.getUILanguage();
document.documentElement.dir = browser.i18n.getMessage('@@bidi_dir');
document.title = t('sync_title');
const root = document.getElementById('app');
if (root) render(<Sync services={browserServices(openDatabase())} />, root);
