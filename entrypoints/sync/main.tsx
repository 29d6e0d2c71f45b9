import { render } from 'preact';
import { browser } from 'wxt/browser';
import { t } from '../../lib/extension/i18n';
import { openDatabase } from '../../lib/store/database';
import { browserServices } from './browser-services';
import { Sync } from './Sync';
import type { Subject } from './vault';
import './sync.css';

document.documentElement.lang = browser.i18n.getUILanguage();
document.documentElement.dir = browser.i18n.getMessage('@@bidi_dir');
/** `?collection=ID`: what is shared; without an id, something new. */
const collection = new URLSearchParams(location.search).get('collection');
const subject: Subject =
  collection === null ? { scope: 'own', id: null } : { scope: 'shared', id: collection || null };
document.title = t(collection === null ? 'sync_title' : 'sync_sharedTitle');
const root = document.getElementById('app');
if (root) render(<Sync services={browserServices(openDatabase(), subject)} />, root);
