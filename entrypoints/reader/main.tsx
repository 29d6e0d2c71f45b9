import { render } from 'preact';
import { browser } from 'wxt/browser';
import { readerQuery } from '../../lib/extension/reader';
import { openDatabase } from '../../lib/store/database';
import { browserServices } from './browser-services';
import { Reader } from './Reader';
import './reader.css';

document.documentElement.lang = browser.i18n.getUILanguage();
document.documentElement.dir = browser.i18n.getMessage('@@bidi_dir');
const { article, version, mark, changes = false } = readerQuery(location.href);
const root = document.getElementById('app');
if (root) {
  render(
    <Reader
      services={browserServices(openDatabase())}
      articleId={article}
      versionId={version}
      markId={mark}
      changes={changes}
    />,
    root,
  );
}
