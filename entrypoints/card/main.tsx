import { render } from 'preact';
import { browser } from 'wxt/browser';
import { MessagesContext } from '../../components/messages';
import '../../components/tokens.css';
import '../../components/controls.css';
import '../../components/annotation-editor.css';
import { t } from '../../lib/extension/i18n';
import { Card } from './Card';
import './card.css';

// The card is a page of ours in a frame, not markup in the article's page: no page can read what is typed here.
document.documentElement.lang = browser.i18n.getUILanguage();
document.documentElement.dir = browser.i18n.getMessage('@@bidi_dir');
const query = new URLSearchParams(location.search);
render(
  <MessagesContext.Provider value={t}>
    <Card
      id={query.get('id') ?? ''}
      focus={query.get('focus') === 'note' ? 'note' : null}
      ask={query.has('ask')}
    />
  </MessagesContext.Provider>,
  document.body,
);
