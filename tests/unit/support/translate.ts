import type { Translate } from '../../../components/messages';
import messages from '../../../public/_locales/en/messages.json';

/** The English catalogue, as the browser would fill it. */
export const translate: Translate = (key, ...substitutions) =>
  messages[key].message.replace(/\$(\d)/g, (_, n: string) => String(substitutions[Number(n) - 1] ?? ''));
