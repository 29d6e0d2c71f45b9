/** The message catalogue (`public/_locales`), typed by its English file: an unknown key does not compile. */
import { browser } from 'wxt/browser';
import type { Translate } from '../../components/messages';

/** The text for `key` in the user's language, `$1`…`$9` filled in order. */
export const t: Translate = (key, ...substitutions) =>
  browser.i18n.getMessage(key, substitutions.map(String)) || key;
