import { render } from 'preact';
import { browser } from 'wxt/browser';
import { t } from '../../lib/extension/i18n';
import { transferQuery } from '../../lib/extension/transfer';
import { openDatabase } from '../../lib/store/database';
import { browserServices } from './browser-services';
import { clearStaleFiles } from './file-sink';
import { Transfer } from './Transfer';
import './transfer.css';

document.documentElement.lang = browser.i18n.getUILanguage();
document.documentElement.dir = browser.i18n.getMessage('@@bidi_dir');
document.title = t('transfer_title');
const { tab, articles, marks } = transferQuery(location.href);
const root = document.getElementById('app');
if (root) {
  render(
    <Transfer
      services={browserServices(openDatabase())}
      first={tab}
      only={{
        articleIds: articles.length > 0 ? articles : null,
        ids: marks.length > 0 ? marks : null,
      }}
    />,
    root,
  );
}
void clearStaleFiles(Date.now());
